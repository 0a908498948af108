package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventDecoder;
import io.bellwether.event.ServiceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes to queues, by a table of courses and by what the source of a real log counts itself. */
class ArrivalFoldTest {

    private static final long MEMORY = Duration.ofDays(7).toMillis();
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final ArrivalListener out = new ArrivalListener() {
        @Override
        public void arrived(String queue, long millis) {
            told.add(queue + "@" + (millis - START.toEpochMilli()) / 60_000);
        }

        @Override
        public void handled(String queue, long begunMillis, long handleMillis, int contacts) {
            told.add(queue + "@" + (begunMillis - START.toEpochMilli()) / 60_000 + " " + contacts + "x"
                    + handleMillis / 60_000);
        }
    };

    private void take(String course) {
        ArrivalFold arrivals = new ArrivalFold(out, MEMORY);
        EventDecoder decoder = new EventDecoder(List.of());
        String[] steps = course.split(";");
        for (int i = 0; i < steps.length; i++) {
            String[] words = steps[i].strip().split(" ");
            Map<String, String> fields = new TreeMap<>();
            fields.put("id", words[0].contains("!") ? "again" : "e" + i);
            fields.put("source", "s");
            fields.put("case_id", "c");
            fields.put(
                    "time",
                    START.plus(Duration.ofMinutes(Long.parseLong(words[1]))).toString());
            fields.put("type", words[0].replace("!", ""));
            for (int w = 2; w < words.length; w++) {
                fields.put(words[w].split("=")[0], words[w].split("=")[1]);
            }
            StringBuilder json = new StringBuilder();
            fields.forEach((name, value) -> json.append(json.isEmpty() ? "{" : ",")
                    .append('"')
                    .append(name)
                    .append("\":\"")
                    .append(value)
                    .append('"'));
            arrivals.take(decoder.decode(
                            json.append('}').toString().getBytes(StandardCharsets.UTF_8), "t", 0, i, Long.MAX_VALUE)
                    .event());
        }
        arrivals.finish();
    }

    @ParameterizedTest
    @CsvSource({
        "chat.queued 0 queue=a, a@0",
        "chat.queued 0, null@0",
        "chat.queued 0 queue=a; chat.queued 1 queue=a, a@0",
        "chat.queued 0 queue=a; chat.queued 1 queue=b, a@0|b@1",
        "chat.queued 0 queue=a; chat.transferred 2 queue=b, a@0|b@2",
        "chat.queued! 0 queue=a; chat.abandoned 1; chat.queued! 2 queue=a, a@0",
        "chat.queued 0 queue=a; chat.abandoned 1; chat.queued 2 queue=a, a@0|a@2",
        "chat.queued 0 queue=a; chat.assigned 3 agent_id=x; chat.ended 8, a@0|a@0 1x5",
        "chat.queued 0 queue=a; chat.assigned 3 agent_id=x; chat.ended 8; chat.wrapped_up 10 agent_id=x, a@0|a@0 1x5|a@0 0x2",
        "chat.assigned 3 agent_id=x queue=a; chat.ended 8, a@3 1x5",
        "chat.queued 0 queue=a; chat.ended 1; chat.assigned 2 agent_id=x; chat.ended 3, a@0",
        "chat.queued 0 queue=a; ticket.deleted 1; chat.queued 2 queue=a, a@0",
        "ticket.created 0 queue=a; ticket.created 5 queue=a, a@0",
        "ticket.created 0; ticket.updated 5 queue=a, null@0",
        "chat.message 0 actor=CUSTOMER visibility=PUBLIC queue=a, ''",
    })
    void contactsThatEnterAQueueAndTicketsThatAreCreatedArrive(String course, String expected) {
        take(course);

        assertThat(String.join("|", told)).isEqualTo(expected);
    }

    @Test
    void whatIsOfOneTimeIsTakenInTheOrderOfTheFold() {
        EventDecoder decoder = new EventDecoder(List.of());
        String form =
                "{\"id\":\"%s\",\"source\":\"s\",\"case_id\":\"c\",\"queue\":\"a\",\"type\":\"%s\",\"time\":\"%s\"}";
        List<ServiceEvent> events = new ArrayList<>();
        for (String type : List.of("chat.ended", "chat.assigned", "chat.queued")) {
            events.add(decoder.decode(
                            String.format(form, type, type, START).getBytes(StandardCharsets.UTF_8),
                            "t",
                            0,
                            0,
                            Long.MAX_VALUE)
                    .event());
        }
        ArrivalFold arrivals = new ArrivalFold(out, MEMORY);
        events.forEach(arrivals::take);
        arrivals.finish();

        assertThat(told).containsExactly("a@0", "a@0 1x0");
    }

    /** The source's own count of who was offered, by half hour and queue. */
    @ParameterizedTest
    @CsvSource({"technion_bank_1999-01", "technion_bank_1999-02"})
    void asManyCameAsTheSourceCounts(String log) throws Exception {
        Map<String, Integer> expected = new HashMap<>();
        for (Map<String, String> row : RealLogs.truth(log + "_30min.csv.gz")) {
            String start = Instant.parse(row.get("window_start")).toString();
            if (Integer.parseInt(row.get("offered")) > 0) {
                expected.put(start + row.get("queue"), Integer.parseInt(row.get("offered")));
            }
        }
        Map<String, Integer> counted = new HashMap<>();
        ArrivalFold arrivals = new ArrivalFold(
                new ArrivalListener() {
                    @Override
                    public void arrived(String queue, long millis) {
                        Instant start = Instant.ofEpochMilli(Math.floorDiv(millis, 1_800_000L) * 1_800_000L);
                        counted.merge(start + queue, 1, Integer::sum);
                    }

                    @Override
                    public void handled(String queue, long begunMillis, long handleMillis, int contacts) {}
                },
                MEMORY);
        List<ServiceEvent> events = new ArrayList<>();
        RealLogs.cases(log).values().forEach(events::addAll);
        events.sort(ServiceEvent.FOLD_ORDER);
        events.forEach(arrivals::take);
        arrivals.finish();

        assertThat(counted).isEqualTo(expected);
    }
}
