package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The public logs beside the project, which are not part of it, and what their sources say of themselves. */
public final class RealLogs {

    private static final Path FOLDER = Path.of("../shared/data");

    private RealLogs() {}

    /** A file of the test data: without it the test is skipped, but on CI it fails. */
    static Path file(String name) {
        Path file = FOLDER.resolve(name);
        if (!Files.exists(file)) {
            assertThat(System.getenv("CI")).as("%s is missing", file).isNotEqualTo("true");
            Assumptions.abort(file + " is missing: this test needs the logs beside the project");
        }
        return file;
    }

    public static Path events(String log) {
        return file("events/" + log + ".jsonl.gz");
    }

    /** Every event of a log by its case, each case's in the order of the fold. */
    public static Map<String, List<ServiceEvent>> cases(String log) throws IOException {
        Map<String, List<ServiceEvent>> cases = new LinkedHashMap<>();
        EventDecoder decoder = new EventDecoder(Settings.defaults().series().dimensions());
        try (BufferedReader lines = gunzip(events(log))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Decoded decoded =
                        decoder.decode(line.getBytes(StandardCharsets.UTF_8), log, 0, ++number, Long.MAX_VALUE);
                assertThat(decoded.rejection()).isNull();
                cases.computeIfAbsent(decoded.event().caseId(), id -> new ArrayList<>())
                        .add(decoded.event());
            }
        }
        cases.values().forEach(events -> events.sort(ServiceEvent.FOLD_ORDER));
        return cases;
    }

    /** The rows of a file under {@code truth}, by the names in its header. */
    public static List<Map<String, String>> truth(String name) throws IOException {
        try (BufferedReader lines = gunzip(file("truth/" + name))) {
            String[] header = lines.readLine().split(",");
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < header.length; i++) {
                    row.put(header[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    public static BufferedReader gunzip(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }
}
