package io.bellwether.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedRunsTest {

    /** So many bytes are a few entries: there are hundreds of runs. */
    private static final long LITTLE_MEMORY = 500;

    @TempDir
    private Path folder;

    private record Pair(String key, String value) {}

    private static List<Pair> random(int n, Random random) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            // separators, line ends and letters beyond ASCII are keys and values like any other
            String key = "k" + random.nextInt(n / 3) + "\n\u0003é\u0000".substring(0, random.nextInt(4));
            pairs.add(new Pair(key, "v" + i + "\n".repeat(random.nextInt(3))));
        }
        return pairs;
    }

    private List<Pair> sorted(List<Pair> pairs, boolean lastWins, long memory) throws IOException {
        SortedRuns runs = new SortedRuns(folder, "x", lastWins, memory);
        for (Pair pair : pairs) {
            runs.add(bytes(pair.key), bytes(pair.value));
        }
        runs.spill();
        List<Pair> sorted = new ArrayList<>();
        try (SortedRuns.Merge merge = SortedRuns.merge(folder, "x", lastWins)) {
            for (SortedRuns.Entry entry = merge.next(); entry != null; entry = merge.next()) {
                sorted.add(new Pair(text(entry.key()), text(entry.value())));
            }
        }
        return sorted;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void sortsAndKeepsTheOrderOfWhatIsEqual() throws IOException {
        List<Pair> pairs = random(5_000, new Random(1));
        List<Pair> expected = new ArrayList<>(pairs);
        expected.sort(Comparator.comparing(Pair::key));

        assertThat(sorted(pairs, false, LITTLE_MEMORY)).isEqualTo(expected);
        assertThat(SortedRuns.files(folder, "x").size())
                .as("runs that are read at once")
                .isBetween(2, 64);
    }

    @Test
    void ofEqualKeysTheLastWins() throws IOException {
        List<Pair> pairs = random(5_000, new Random(2));
        Map<String, String> expected = new TreeMap<>();
        pairs.forEach(pair -> expected.put(pair.key, pair.value));
        List<Pair> got = sorted(pairs, true, LITTLE_MEMORY);

        Map<String, String> map = new LinkedHashMap<>();
        got.forEach(pair -> map.put(pair.key, pair.value));
        assertThat(got).hasSameSizeAs(map.entrySet());
        assertThat(List.copyOf(map.entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
    }

    @Test
    void howMuchFitsIntoMemoryDoesNotMatter() throws IOException {
        List<Pair> pairs = random(500, new Random(3));
        List<Pair> inFiles = sorted(pairs, false, LITTLE_MEMORY);
        for (Path run : SortedRuns.files(folder, "x")) {
            java.nio.file.Files.delete(run);
        }
        assertThat(sorted(pairs, false, Long.MAX_VALUE)).isEqualTo(inFiles);
    }

    @Test
    void nothingIsNothing() throws IOException {
        assertThat(sorted(List.of(), true, LITTLE_MEMORY)).isEmpty();
    }
}
