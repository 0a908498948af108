package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanForecastCommandTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final String UNTIL = "2026-03-23T00:00:00Z";

    @TempDir
    private Path folder;

    private String err;

    private String run(int code, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter told = new StringWriter();
        int exit = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(told))
                .execute(arguments);
        err = told.toString();
        assertThat(exit).as(err).isEqualTo(code);
        return out.toString().replace("\r", "");
    }

    /** Five tickets or chats an hour from eight to six, of two queues, for so many days. */
    private static List<String> events(int from, int to) {
        Random random = new Random(from);
        List<String> events = new ArrayList<>();
        for (int day = from; day < to; day++) {
            for (int i = 0; i < 50; i++) {
                Instant time = START.plus(Duration.ofDays(day)).plusSeconds(8 * 3600 + random.nextInt(10 * 3600));
                boolean chat = i % 2 == 0;
                String id = day + "-" + i;
                events.add(String.format(
                        "{\"id\":\"%s\",\"source\":\"s\",\"case_id\":\"%s\",\"type\":\"%s\",\"time\":\"%s\"%s}",
                        id, id, chat ? "chat.queued" : "ticket.created", time, chat ? ",\"queue\":\"chats\"" : ""));
                if (chat) {
                    events.add(String.format(
                            "{\"id\":\"%s-e\",\"source\":\"s\",\"case_id\":\"%s\",\"type\":\"chat.abandoned\",\"time\":\"%s\"}",
                            id, id, time.plusSeconds(60)));
                }
            }
        }
        return events;
    }

    private String file(String name, List<String> lines) throws Exception {
        return Files.write(folder.resolve(name), lines).toString();
    }

    private String csv(String... files) {
        List<String> line =
                new ArrayList<>(List.of("plan", "forecast", "--quiet", "--csv", "--until", UNTIL, "--events"));
        line.addAll(List.of(files));
        return run(0, line.toArray(String[]::new));
    }

    @Test
    void aLineForEachHalfHourAndQueue() throws Exception {
        List<String> lines = csv(file("a.jsonl", events(0, 21))).lines().toList();

        assertThat(lines.get(0)).isEqualTo("interval_start,queue,arrivals,p10,p90");
        assertThat(lines).hasSize(1 + 7 * 48 * 2);
        assertThat(lines.get(1)).startsWith("2026-03-23T00:00:00Z,chats,0");
        assertThat(lines.get(2)).startsWith("2026-03-23T00:00:00Z,none,0");
        assertThat(lines.get(lines.size() - 1)).startsWith("2026-03-29T23:30:00Z,none,");
        assertThat(lines.subList(1, lines.size())).allSatisfy(line -> {
            String[] cells = line.split(",");
            assertThat(cells).hasSize(5);
            assertThat(Double.parseDouble(cells[2]))
                    .isBetween(Double.parseDouble(cells[3]), Double.parseDouble(cells[4]));
        });
    }

    @Test
    void nothingFromTheTimeOnChangesAByteNorDoesTheOrderOfFilesAndLines() throws Exception {
        List<String> known = events(0, 21);
        List<String> more = new ArrayList<>(events(21, 30));
        more.addAll(known.subList(0, 700));
        Collections.shuffle(more, new Random(1));
        String first = csv(file("a.jsonl", known));

        String half = file("b.jsonl", known.subList(700, known.size()));
        String rest = file("c.jsonl", more);
        assertThat(csv(half, rest)).isEqualTo(first);
        assertThat(csv(rest, half)).isEqualTo(first);
        assertThat(csv(half, rest, rest)).as("sent again").isEqualTo(first);
    }

    @Test
    void moreColumnsAreAskedForByName() throws Exception {
        String file = file("a.jsonl", events(0, 21));
        String out = run(
                0,
                "plan",
                "forecast",
                "--quiet",
                "--csv",
                "--columns",
                "p50,handle_s",
                "--until",
                UNTIL,
                "--events",
                file);

        assertThat(out).startsWith("interval_start,queue,arrivals,p10,p90,p50,handle_s\n");
        assertThat(out.lines().skip(1)).allSatisfy(line -> assertThat(line).matches("[^,]+,[^,]+(,[\\d.]+){4},"));
    }

    @Test
    void whatGoesToAFileIsWhatWouldBePrinted() throws Exception {
        String file = file("a.jsonl", events(0, 21));
        Path out = folder.resolve("forecast.csv");
        String printed = run(
                0, "plan", "forecast", "--quiet", "--csv", "--until", UNTIL, "--out", out.toString(), "--events", file);

        assertThat(printed).isEmpty();
        assertThat(out).hasContent(csv(file));
    }

    @Test
    void aTableForPeople() throws Exception {
        String out =
                run(0, "plan", "forecast", "--quiet", "--until", UNTIL, "--events", file("a.jsonl", events(0, 21)));

        assertThat(out).contains("chats", "none", "total", "Mon 2026-03-23", "Sun 2026-03-29", "Most in one interval");
        assertThat(out.lines()
                        .filter(line -> line.startsWith("Tue"))
                        .findFirst()
                        .orElseThrow())
                .endsWith(" 50");
    }

    @Test
    void aCalendarIsFollowedAndTold() throws Exception {
        Path calendar = Files.writeString(folder.resolve("calendar.yaml"), """
            holidays:
              - name: Feast
                dates: [2026-03-24]
                factor: 0.1
            promotions:
              - {name: Sale, dates: [2026-03-25..2026-03-26], queues: [chats], factor: 3}
              - {name: Fair, dates: [2026-03-27]}
            """);
        String file = file("a.jsonl", events(0, 21));
        JsonNode json = new ObjectMapper()
                .readTree(run(
                        0,
                        "plan",
                        "forecast",
                        "--quiet",
                        "--json",
                        "--until",
                        UNTIL,
                        "--calendar",
                        calendar.toString(),
                        "--events",
                        file));

        assertThat(json.get("notices").findValuesAsText("kind"))
                .containsExactly("SPECIAL_DAY", "SPECIAL_DAY", "SPECIAL_DAY", "SPECIAL_DAY_UNKNOWN");
        assertThat(err).contains("2026-03-24 is Feast", "2026-03-27 is Fair");
        assertThat(sum(json, "none", "2026-03-24")).isBetween(1.5, 4.0);
        assertThat(sum(json, "chats", "2026-03-25")).isBetween(60.0, 90.0);
        assertThat(sum(json, "none", "2026-03-25")).isBetween(20.0, 30.0);
    }

    private static double sum(JsonNode json, String queue, String day) {
        double sum = 0;
        for (JsonNode row : json.get("intervals")) {
            if (row.get("queue").asText().equals(queue)
                    && row.get("interval_start").asText().startsWith(day)) {
                sum += row.get("arrivals").asDouble();
            }
        }
        return sum;
    }

    @Test
    void aBacktestTellsWhatForecastsWereWorth() throws Exception {
        String file = file("a.jsonl", events(0, 24));
        String out = run(0, "plan", "backtest", "--quiet", "--events", file);
        JsonNode json = new ObjectMapper().readTree(run(0, "plan", "backtest", "--quiet", "--json", "--events", file));

        assertThat(out)
                .contains("1 day ahead, forecast on 10 mornings", "7 days ahead, forecast on 4 mornings", "WAPE");
        JsonNode week = json.get("horizons").get(1).get("total");
        assertThat(week.get("wape").asDouble())
                .isLessThan(week.get("wape_seasonal_naive").asDouble())
                .isLessThan(week.get("wape_seasonal_mean").asDouble());
        assertThat(json.get("horizons").get(0).get("queues").has("chats")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--until yesterday | --until: must be a time",
                "--until 2026-03-23T00:00:00Z --interval 7m | --interval: a day must have",
                "--until 2026-03-23T00:00:00Z --zone Mars | --zone: Mars is no time zone",
                "--until 2026-03-23T00:00:00Z --horizon 0 | --horizon: must be a duration",
                "--until 2026-03-23T00:00:00Z --horizon 900d | --horizon: must be at most 400d",
                "--until 2026-03-23T00:00:00Z --csv --columns p99 | --columns: must be of handle_s, p50",
                "--until 2026-03-23T00:00:00Z --columns p50 | --columns: is for --csv",
                "--until 2026-03-23T00:00:00Z --csv --json | choose one",
                "--until 2026-03-01T00:00:00Z | before --until, so there is nothing to learn from",
            })
    void whatCannotBeForecastIsSaid(String options, String told) throws Exception {
        List<String> line = new ArrayList<>(List.of("plan", "forecast", "--quiet"));
        line.addAll(List.of(options.strip().split(" ")));
        line.addAll(List.of("--events", file("a.jsonl", events(0, 3))));
        run(2, line.toArray(String[]::new));

        assertThat(err).contains(told.strip());
    }

    @Test
    void aHistoryThatIsTooShortForABacktestIsRefused() throws Exception {
        run(2, "plan", "backtest", "--quiet", "--events", file("a.jsonl", events(0, 14)));

        assertThat(err).contains("14 days of history");
    }

    @Test
    void recordsThatCannotBeReadAreTold() throws Exception {
        List<String> lines = new ArrayList<>(events(0, 21));
        lines.add("{\"id\":");
        csv(file("a.jsonl", lines));

        assertThat(err).contains("1 record could not be read", "a.jsonl:" + lines.size());
    }
}
