package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of quality when ratings are bought, beside what the events themselves tell. */
class QualityITCase {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private record Point(String key, long time) {}

    @Test
    void whatIsBoughtIsCountedApartAndCustomersAreFollowed() throws IOException {
        Path events = folder.resolve("events.jsonl");
        assertThat(Bellwether.run(
                        "simulate",
                        "--out",
                        events.toString(),
                        "--scenario",
                        "bought-ratings",
                        "--duration",
                        "28h",
                        "--rate",
                        "0.6",
                        "--seed",
                        "3"))
                .isZero();
        ReplayRun run = ReplayRun.of(folder.resolve("out"), events, "--parallelism", "2", "--level-refresh", "1h");

        long end = Instant.parse("2026-03-03T04:00:00Z").toEpochMilli();
        Map<String, Long> doubtful = latest(run, "doubtful_ratings,", List.of("ratings"), List.of("queue", "reason"));
        assertThat(doubtful.get("queue delivery burst ratings"))
                .as("%s", doubtful)
                .isGreaterThan(30);
        assertThat(doubtful.get("queue delivery contradicts ratings")).isGreaterThan(3);
        assertThat(doubtful).as("of %s", end).doesNotContainKeys("queue vip burst ratings", "queue web burst ratings");

        Map<String, Long> told = told(events);
        List<String> outcomes = List.of("sessions", "contained", "handed_off", "abandoned_in_bot");
        Map<String, Long> bots = latest(run, "bots,", outcomes, List.of());
        for (String outcome : outcomes) {
            assertThat(bots.get("all " + outcome)).as(outcome).isPositive().isEqualTo(told.get(outcome));
        }
        Map<String, Long> contacts = latest(run, "resolution,", List.of("contacts", "repeats"), List.of());
        assertThat(contacts.get("all contacts")).isEqualTo(told.get("contacts"));
        assertThat(contacts.get("all repeats")).isEqualTo(told.get("repeats")).isGreaterThan(20);
    }

    private static String event(String type, int day, int hour, String customer, String fields) {
        return "{\"id\":\"%s-%s-%d-%d\",\"type\":\"%s\",\"time\":\"2026-03-%02dT%02d:00:00Z\",\"source\":\"desk\",\"customer_id\":\"%s\"%s}"
                .formatted(customer, type, day, hour, type, day, hour, customer, fields);
    }

    private static List<String> chat(int day, int hour, String customer) {
        String of = ",\"queue\":\"returns\",\"tier\":\"gold\",\"case_id\":\"" + customer + day + "\"";
        return List.of(
                event("chat.started", day, hour, customer, of),
                event("chat.queued", day, hour, customer, of),
                event("chat.assigned", day, hour, customer, of + ",\"agent_id\":\"ann\""),
                event("chat.ended", day, hour + 1, customer, of));
    }

    /** A month of few customers: who buys again, who needed nobody. */
    @Test
    void customersAreFollowedBesideTheirCases() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.addAll(chat(1, 1, "served-and-back"));
        lines.addAll(chat(1, 2, "served"));
        lines.add(event("help.viewed", 1, 3, "reader", ",\"queue\":\"returns\""));
        lines.add(event("help.viewed", 1, 4, "asker", ",\"queue\":\"returns\""));
        lines.add(event("help.solved", 1, 4, "reader", ",\"queue\":\"returns\""));
        lines.addAll(chat(1, 6, "asker"));
        for (String buyer : List.of("buyer", "regular", "unlucky")) {
            lines.add(event("order.placed", 2, 1, buyer, ",\"tier\":\"gold\""));
        }
        lines.add(event("order.placed", 2, 1, "elsewhere", ",\"customer_source\":\"shop\""));
        lines.addAll(chat(4, 1, "unlucky"));
        lines.add(event("order.placed", 5, 1, "served-and-back", ",\"tier\":\"gold\""));
        lines.add(event("order.placed", 9, 1, "regular", ",\"tier\":\"gold\""));
        lines.addAll(chat(31, 1, "last"));
        Path events = Files.write(folder.resolve("month.jsonl"), lines);
        Path settings = Files.writeString(folder.resolve("settings.yaml"), "after_service: {orders: true}\n");
        ReplayRun run =
                ReplayRun.of(folder.resolve("of-month"), events, "--parallelism", "2", "--config", settings.toString());

        assertThat(latest(run, "self_service,", List.of("visits", "deflected", "confirmed", "contacted"), List.of()))
                .isEqualTo(Map.of("all visits", 2L, "all deflected", 1L, "all confirmed", 1L, "all contacted", 1L));
        Map<String, Long> again = latestOf(run, "served");
        assertThat(again)
                .as("of four who were served, one came back; the fifth is still watched")
                .isEqualTo(Map.of("bought_again", 1L, "not_again", 3L));
        assertThat(latestOf(run, "others"))
                .as("of buyer, regular, elsewhere and the second order of regular")
                .isEqualTo(Map.of("bought_again", 1L, "not_again", 3L));
    }

    private static Map<String, Long> latestOf(ReplayRun run, String customers) throws IOException {
        Map<Point, Long> values = new HashMap<>();
        run.forEachPoint("after_service,", point -> {
            if (point.tags().get("rollup").equals("all")
                    && point.tags().get("customers").equals(customers)) {
                for (String field : List.of("bought_again", "not_again")) {
                    values.put(new Point(field, point.time()), point.whole(field));
                }
            }
        });
        Map<String, Long> sums = new TreeMap<>();
        values.forEach((point, value) -> sums.merge(point.key, value, Long::sum));
        return sums;
    }

    /** Sums over all windows of fields, each window as it was written last. */
    private static Map<String, Long> latest(ReplayRun run, String prefix, List<String> fields, List<String> tags)
            throws IOException {
        Map<Point, Long> values = new HashMap<>();
        run.forEachPoint(prefix, point -> {
            String rollup = point.tags().get("rollup");
            if (!rollup.equals(tags.isEmpty() ? "all" : tags.get(0))) {
                return;
            }
            StringBuilder of = new StringBuilder(rollup);
            tags.forEach(tag -> of.append(' ').append(point.tags().get(tag)));
            for (String field : fields) {
                String key = of + " " + field + " " + point.tags().getOrDefault("kind", "");
                values.put(new Point(key, point.time()), point.whole(field));
            }
        });
        Map<String, Long> sums = new TreeMap<>();
        values.forEach((point, value) -> {
            String key = point.key.substring(0, point.key.lastIndexOf(' '));
            sums.merge(key, value, Long::sum);
        });
        return sums;
    }

    /** One chat of a bot, one customer after the other, read without the project's own model. */
    private static Map<String, Long> told(Path events) throws IOException {
        Map<String, Long> told = new TreeMap<>();
        Map<String, String> bots = new HashMap<>();
        Map<String, Map<String, Set<String>>> solved = new HashMap<>();
        Set<String> begun = new HashSet<>();
        Map<String, JsonNode> first = new HashMap<>();
        Set<String> done = new HashSet<>();
        Set<String> heard = new HashSet<>();
        for (String line : Files.readAllLines(events)) {
            JsonNode event = JSON.readTree(line);
            String type = event.get("type").asText();
            String caseId = event.path("case_id").asText();
            if (isHeard(type, event, bots.getOrDefault(caseId, ""))) {
                heard.add(caseId);
            }
            bot(type, caseId, event, bots, told);
            boolean begins = type.equals("chat.started") || type.equals("ticket.created");
            String customer = event.path("customer_id").asText();
            String topic = event.path("category").asText();
            if (begins && begun.add(caseId)) {
                first.put(caseId, event);
                contact(solved.get(customer), topic, told);
            }
            String status = event.path("status").asText();
            boolean over =
                    Set.of("SOLVED", "CLOSED").contains(status) || type.equals("chat.ended") && heard.contains(caseId);
            if (over && done.add(caseId)) {
                String of = first.get(caseId).path("customer_id").asText();
                String about = first.get(caseId).path("category").asText();
                solved.computeIfAbsent(of, c -> new HashMap<>())
                        .computeIfAbsent(about, t -> new HashSet<>())
                        .add(caseId);
            } else if (type.equals("ticket.status_changed") && !over && done.remove(caseId)) {
                told.merge("contacts", 1L, Long::sum);
                told.merge("repeats", 1L, Long::sum);
            } else if (type.equals("ticket.merged") || type.equals("ticket.deleted")) {
                solved.values().forEach(topics -> topics.values().forEach(cases -> cases.remove(caseId)));
            }
        }
        return told;
    }

    /** An agent takes the chat or answers in it, or a bot has it to its end. */
    private static boolean isHeard(String type, JsonNode event, String bot) {
        return switch (type) {
            case "chat.assigned" -> true;
            case "chat.message" -> event.path("actor").asText().equals("AGENT");
            case "chat.ended" ->
                bot.equals("bot") && !event.path("reason").asText().equals("customer_left");
            default -> false;
        };
    }

    private static void contact(Map<String, Set<String>> solved, String topic, Map<String, Long> told) {
        told.merge("contacts", 1L, Long::sum);
        if (solved == null) {
            return;
        }
        boolean repeat = solved.entrySet().stream()
                .anyMatch(entry -> !entry.getValue().isEmpty()
                        && (topic.isEmpty() || entry.getKey().isEmpty() || topic.equals(entry.getKey())));
        if (repeat) {
            told.merge("repeats", 1L, Long::sum);
        }
    }

    private static void bot(
            String type, String caseId, JsonNode event, Map<String, String> bots, Map<String, Long> told) {
        String state = bots.getOrDefault(caseId, "");
        boolean speaks =
                type.equals("chat.message") && event.path("actor").asText().equals("BOT");
        if (state.isEmpty() && speaks) {
            bots.put(caseId, "bot");
            told.merge("sessions", 1L, Long::sum);
        } else if (type.equals("chat.handoff") || type.equals("chat.queued")) {
            end(state, "handed_off", told);
            bots.put(caseId, "people");
        } else if (type.equals("chat.ended")) {
            String left = event.path("reason").asText();
            end(state, left.equals("customer_left") ? "abandoned_in_bot" : "contained", told);
            bots.put(caseId, "over");
        }
    }

    private static void end(String state, String outcome, Map<String, Long> told) {
        if (state.equals("bot")) {
            told.merge(outcome, 1L, Long::sum);
        }
    }
}
