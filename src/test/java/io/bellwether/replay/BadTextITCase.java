package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a form let through into a queue's name must not cost the output of a replay. */
class BadTextITCase {

    private static final Pattern LINE =
            Pattern.compile("\\w+(,\\w+=(\\\\[ ,=]|[^ ,=\\\\\\p{Cc}])+)+ \\w+=[^\\p{Cc}]+ \\d+");

    private static final Pattern CREATED =
            Pattern.compile("^cases,((\\w+)=(?:\\\\ |[^ ,])+),rollup=\\2 .*created=([1-9]\\d*)i");

    @TempDir
    private Path dir;

    @Test
    void noControlCharacterReachesTheMetrics() throws Exception {
        List<String> events = new ArrayList<>();
        for (int code = 0; code <= 0x2029; code = code == 0x9F ? 0x2028 : code + 1) {
            if (code >= 0x20 && code < 0x7F) {
                continue;
            }
            String control = String.format("\\u%04x", code);
            String tail = ",\"channel\":\"a" + control + "b\",\"priority\":\"" + control + "p1\",\"tier\":\"gold"
                    + control + "\"";
            events.add(created(events.size(), "billing" + control + "Europe", tail));
            events.add(created(events.size(), "billing" + control, tail));
        }
        events.add(created(events.size(), "billing", ",\"channel\":\"a b\",\"priority\":\"p1\",\"tier\":\"gold\""));
        Path file = Files.write(dir.resolve("new\nevents.jsonl"), events);

        ReplayRun run = ReplayRun.of(dir.resolve("out"), file);

        assertThat(Files.readAllLines(run.file("metrics.lp")))
                .allSatisfy(line -> assertThat(line).matches(LINE));
        Map<String, Long> created = new TreeMap<>();
        for (String line : Files.readAllLines(run.file("metrics.lp"))) {
            Matcher point = CREATED.matcher(line);
            if (point.find()) {
                created.merge(point.group(1), Long.valueOf(point.group(3)), Long::sum);
            }
        }
        long each = (events.size() - 1) / 2;
        assertThat(created)
                .containsExactly(
                        Map.entry("channel=a\\ b", (long) events.size()),
                        Map.entry("queue=billing", each + 1),
                        Map.entry("queue=billing\\ Europe", each));
        assertThat(Files.exists(dir.resolve("out").resolve(".runs"))).isFalse();
    }

    private static String created(int number, String queue, String tail) {
        return "{\"id\":\"%d\",\"type\":\"ticket.created\",\"time\":\"2026-03-02T09:%02d:00Z\",\"source\":\"desk\",\"case_id\":\"c%d\",\"queue\":\"%s\"%s}"
                .formatted(number, number * 60 / 200, number, queue, tail);
    }
}
