package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.bellwether.Bellwether;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is made faster, not a byte that comes out changes: digests of everything that {@code replay} writes of the
 * beginning of real logs and of a simulated day, with the settings' defaults and the project's rules. They are in
 * {@value #DIGESTS}.
 *
 * <p>{@code -Dbellwether.digests.kept=DIR} keeps what was written in DIR and, where it was kept there by an earlier run,
 * shows the first line that differs. {@code -Dbellwether.digests.renew=true} writes the file of digests anew: only where
 * a change of meaning is intended, and the commit says which.
 */
class LogDigestsITCase {

    private static final String DIGESTS = "src/test/resources/output-digests.txt";
    private static final String KEPT = System.getProperty("bellwether.digests.kept", "");
    private static final boolean RENEW = Boolean.getBoolean("bellwether.digests.renew");
    private static final Pattern VERSION = Pattern.compile("\"rule_version\":\"[0-9a-f]*\",");
    private static final List<String> FILES = List.of("metrics.lp", "alerts.jsonl", "rejected.jsonl", "summary.json");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "technion_bank_1999-01, 10000",
        "boston311_animal_2013_2016, 4000",
        "helpdesk_it, 5000",
        "bpi2013_incidents, 12000",
        "twcs_sample, 3000",
        "ubuntu_irc_disentangled, 8000"
    })
    void theBeginningOfALogGivesTheBytesThatItGave(String log, int lines) throws IOException {
        // under its own name, since points of the pipeline carry it
        Path cut = folder.resolve(log + ".jsonl");
        try (BufferedReader from = RealLogs.gunzip(RealLogs.events(log));
                BufferedWriter to = Files.newBufferedWriter(cut)) {
            for (int i = 0; i < lines; i++) {
                to.write(from.readLine());
                to.write('\n');
            }
        }
        check(log, replay(cut));
    }

    @Test
    void aSimulatedDayGivesTheBytesThatItGave() throws IOException {
        Path day = simulate("day", "--scenario", "surge", "--duration", "24h", "--rate", "0.05", "--seed", "5");
        check("simulated day", replay(day));
    }

    /** With what a day has besides: everything goes wrong, records come twice, late and broken. */
    @Test
    void whatArrivesTwiceLateOrBrokenGivesTheBytesThatItGave() throws IOException {
        List<String> bad = List.of("--duplicates", "0.01", "--malformed", "0.003", "--disorder", "15m");
        List<String> options = new ArrayList<>(List.of("--scenario", "demo", "--duration", "30m", "--rate", "0.1"));
        options.addAll(bad);
        Path hour = simulate("hour", options.toArray(String[]::new));
        ReplayRun run = replay(hour, "--as-arrived", "--level-refresh", "1m");
        assertThat(Files.readString(run.file("summary.json"))).doesNotContain("\"late\" : 0");
        check("simulated hour as it arrived", run);
    }

    private Path simulate(String name, String... options) {
        Path file = folder.resolve(name + ".jsonl");
        List<String> arguments = new ArrayList<>(List.of("simulate", "--out", file.toString()));
        arguments.addAll(List.of(options));
        assertThat(Bellwether.run(arguments.toArray(String[]::new))).isZero();
        return file;
    }

    private ReplayRun replay(Path events, String... options) {
        List<String> all = new ArrayList<>(List.of("--rules", "alert-rules", "--parallelism", "2"));
        all.addAll(List.of(options));
        return ReplayRun.of(folder.resolve("out"), events, all.toArray(String[]::new));
    }

    private static void check(String name, ReplayRun run) throws IOException {
        String title = name.replace(' ', '-');
        Map<String, String> known = known();
        List<String> differ = new ArrayList<>();
        for (String file : FILES) {
            String key = title + "/" + file;
            String digest = sha256(run.file(file));
            if (!digest.equals(known.put(key, digest))) {
                differ.add(key + firstDifference(Path.of(KEPT).resolve(key), run.file(file)));
            }
        }
        if (RENEW) {
            Files.writeString(
                    Path.of(DIGESTS),
                    known.entrySet().stream()
                            .map(entry -> entry.getValue() + "  " + entry.getKey() + "\n")
                            .collect(Collectors.joining()));
        } else if (!differ.isEmpty()) {
            fail(
                    "What is written is not what was written before:%n%s%n"
                            + "To see where, run this test on the last good commit and on yours with"
                            + " -Dbellwether.digests.kept=DIR.%n"
                            + "If the change is intended, run it with -Dbellwether.digests.renew=true and say in the"
                            + " commit what changed.",
                    String.join("\n", differ));
        }
        keep(title, run);
    }

    private static Map<String, String> known() throws IOException {
        Map<String, String> known = new TreeMap<>();
        if (Files.exists(Path.of(DIGESTS))) {
            for (String line : Files.readAllLines(Path.of(DIGESTS))) {
                String[] parts = line.split(" {2}");
                known.put(parts[1], parts[0]);
            }
        }
        return known;
    }

    /** Without the version of the rules, which every word in one of them changes. */
    private static String sha256(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                digest.update((withoutVersion(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withoutVersion(String line) {
        return VERSION.matcher(line).replaceFirst("");
    }

    private static String firstDifference(Path kept, Path now) throws IOException {
        if (KEPT.isEmpty() || !Files.exists(kept)) {
            return ": no earlier output is kept";
        }
        try (BufferedReader before = Files.newBufferedReader(kept);
                BufferedReader after = Files.newBufferedReader(now)) {
            for (int number = 1; ; number++) {
                String was = before.readLine();
                String is = after.readLine();
                if (was == null && is == null) {
                    return ": as kept";
                }
                if (was == null || is == null || !withoutVersion(was).equals(withoutVersion(is))) {
                    return ", line " + number + "\n  was " + was + "\n  is  " + is;
                }
            }
        }
    }

    private static void keep(String title, ReplayRun run) throws IOException {
        if (!KEPT.isEmpty()) {
            Path kept = Files.createDirectories(Path.of(KEPT).resolve(title));
            for (String file : FILES) {
                Files.copy(run.file(file), kept.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
