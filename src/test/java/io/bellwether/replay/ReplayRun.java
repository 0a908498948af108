package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One run of {@code bellwether replay} and what it left.
 *
 * @param out the folder that it wrote
 */
public record ReplayRun(Path out) {

    /** A line of {@code metrics.lp}, read without the code that wrote it. */
    public record Point(String measurement, Map<String, String> tags, Map<String, String> fields, long time) {

        /** A whole number; 0 where the point does not have it. */
        public long whole(String field) {
            String value = fields.getOrDefault(field, "0i");
            assertThat(value).as(field).endsWith("i");
            return Long.parseLong(value.substring(0, value.length() - 1));
        }
    }

    public interface PointReader {
        void point(Point point);
    }

    public static ReplayRun of(Path out, Path events, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("replay", "--events", events.toString(), "--out", out.toString(), "--quiet"));
        arguments.addAll(List.of(options));
        assertThat(Bellwether.run(arguments.toArray(String[]::new))).isZero();
        ReplayRun run = new ReplayRun(out);
        run.noContactIsLost();
        return run;
    }

    /** Whatever is replayed, whoever entered a queue was answered, left it in one of some ways, or waits there still. */
    private void noContactIsLost() {
        try {
            JsonNode contacts =
                    new ObjectMapper().readTree(file("summary.json").toFile()).path("contacts");
            long left = 0;
            for (JsonNode part : contacts) {
                left += part.asLong();
            }
            assertThat(left - contacts.path("offered").asLong())
                    .as("contacts of %s: %s", out, contacts)
                    .isEqualTo(contacts.path("offered").asLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file(String name) {
        return out.resolve(name);
    }

    /** The lines whose text begins with {@code prefix}. */
    public void forEachPoint(String prefix, PointReader reader) throws IOException {
        try (Stream<String> lines = Files.lines(file("metrics.lp"))) {
            lines.filter(line -> line.startsWith(prefix)).forEach(line -> reader.point(point(line)));
        }
    }

    private static Point point(String line) {
        String[] parts = line.replace("\\ ", "\u0000").replace("\\,", "\u0001").split(" ");
        String[] series = parts[0].replace('\u0000', ' ').split(",");
        Map<String, String> tags = new HashMap<>();
        for (int i = 1; i < series.length; i++) {
            put(series[i].replace('\u0001', ','), tags);
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : parts[1].split(",")) {
            put(field, fields);
        }
        return new Point(series[0], tags, fields, Long.parseLong(parts[2]));
    }

    private static void put(String pair, Map<String, String> map) {
        int at = pair.indexOf('=');
        map.put(pair.substring(0, at), pair.substring(at + 1));
    }

    /**
     * What was counted over all windows. Whole fields are added up under {@code tag.field}, durations (whole seconds in
     * all logs) under {@code tag.seconds}, zeros left out.
     *
     * @param prefix with which the lines begin: measurement, and tags in their order
     * @param tag whose values tell series apart, such as {@code clock}; empty for none: then names are fields
     * @param fields counts, no levels
     */
    public Map<String, Long> sums(String prefix, String tag, List<String> fields) throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        forEachPoint(prefix + ",", point -> {
            String of = tag.isEmpty() ? "" : point.tags().get(tag) + ".";
            for (String field : fields) {
                sums.merge(of + field, point.whole(field), Long::sum);
            }
            if (point.fields().containsKey("mean_s")) {
                double seconds = Double.parseDouble(point.fields().get("mean_s")) * point.whole("count");
                assertThat(seconds % 1)
                        .as("whole seconds in %s", point)
                        .satisfiesAnyOf(rest -> assertThat(rest).isLessThan(1e-3), rest -> assertThat(rest)
                                .isGreaterThan(1 - 1e-3));
                sums.merge(of + "seconds", Math.round(seconds), Long::sum);
            }
        });
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    public List<String> rejected() throws IOException {
        return Files.readAllLines(file("rejected.jsonl"));
    }
}
