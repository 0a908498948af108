package io.bellwether.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the detector is worth on series that nobody here has made: 41 of the Numenta Anomaly Benchmark. */
class NabTest {

    private static final Path FOLDER = Path.of("../shared/data/nab");

    @Test
    void theDetectorIsWorthSixtyOfAHundred() throws Exception {
        if (!Files.isDirectory(FOLDER) && "true".equals(System.getenv("CI"))) {
            Assertions.fail(FOLDER + " is missing, and CI must measure the detector");
        }
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), FOLDER + " is missing: the detector is not measured");
        JsonNode windows =
                new ObjectMapper().readTree(FOLDER.resolve("windows.json").toFile());
        NabScore score = new NabScore();
        for (Map.Entry<String, JsonNode> file : windows.properties()) {
            add(score, FOLDER.resolve("data").resolve(file.getKey() + ".gz"), labelled(file.getValue()));
        }

        assertThat(score.best()).isGreaterThan(60);
    }

    private static List<long[]> labelled(JsonNode windows) {
        List<long[]> labelled = new ArrayList<>();
        windows.forEach(window -> labelled.add(
                new long[] {millis(window.get(0).asText()), millis(window.get(1).asText())}));
        return labelled;
    }

    private static long millis(String text) {
        return LocalDateTime.parse(text.substring(0, 19).replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    private static void add(NabScore score, Path file, List<long[]> labelled) throws Exception {
        List<Long> times = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        Baseline baseline = new Baseline(BaselinePlan.ofScores());
        try (SeriesCsv series = SeriesCsv.open(file)) {
            for (SeriesCsv.Row row = series.next(); row != null; row = series.next()) {
                times.add(row.at());
                scores.add(baseline.read(row.at(), row.value()).score());
                baseline.learn(row.at(), row.value(), true);
            }
        }
        score.add(
                times.stream().mapToLong(time -> time).toArray(),
                scores.stream().mapToDouble(one -> one).toArray(),
                labelled);
    }
}
