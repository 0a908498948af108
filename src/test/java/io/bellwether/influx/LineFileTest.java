package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.FileProblem;
import io.bellwether.metric.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFileTest {

    private static final RowSource.Query ALL =
            new RowSource.Query("m", "", List.of("a", "b", "c"), Long.MIN_VALUE, Long.MAX_VALUE);

    @TempDir
    private Path folder;

    private LineFile file(String... lines) throws IOException {
        return new LineFile(Files.write(folder.resolve("x.lp"), List.of(lines)));
    }

    private static List<Row> rows(RowSource source, RowSource.Query query) throws Exception {
        List<Row> rows = new ArrayList<>();
        source.read(query, rows::add);
        return rows;
    }

    /** Several queries at once find what each finds alone, and the share that is done only grows. */
    @Test
    void severalAreReadAtOnce() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 250_000; i++) {
            lines.add((i % 3 == 0 ? "m" : "n") + ",rollup=" + (i % 2 == 0 ? "q" : "t") + " a=" + i + "i " + i);
        }
        LineFile file = file(lines.toArray(String[]::new));
        List<RowSource.Query> queries = List.of(
                new RowSource.Query("m", "q", List.of("a"), 10, 200_000),
                new RowSource.Query("n", "", List.of("a"), 0, 90_000),
                new RowSource.Query("m", "", List.of("a"), 0, 90_000),
                new RowSource.Query("none", "", List.of("a"), 0, 90_000));
        List<List<Row>> found = new ArrayList<>();
        List<RowSource.Reading> readings = new ArrayList<>();
        for (RowSource.Query query : queries) {
            List<Row> rows = new ArrayList<>();
            found.add(rows);
            readings.add(new RowSource.Reading(query, rows::add));
        }
        List<Double> shares = new ArrayList<>();
        file.readAll(readings, shares::add);
        for (int i = 0; i < queries.size(); i++) {
            assertThat(found.get(i)).isEqualTo(rows(file, queries.get(i)));
        }
        assertThat(found).extracting(List::isEmpty).containsExactly(false, false, false, true);
        assertThat(shares).hasSizeGreaterThan(2).isSorted().last().isEqualTo(1.0);
    }

    /** Names of customers' queues may hold what the protocol separates by. */
    @Test
    void whatIsWrittenIsRead() throws Exception {
        String odd = "=cmd(),a b=\"c\"<script>\\n退款";
        Random random = new Random(1);
        List<Row> expected = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            TreeMap<String, String> tags = new TreeMap<>(Map.of("rollup", "q,t", "queue", mixed(odd, random)));
            TreeMap<String, Object> fields = new TreeMap<>(Map.of(
                    "a", random.nextLong(), "b", random.nextGaussian(), "c", mixed(odd, random), "d", "no=1,a=2"));
            StringBuilder line = new StringBuilder();
            LineProtocol.append(new Point("m", tags, fields, i), line);
            lines.add(line.toString());
            tags.replaceAll((name, value) -> value.replace('\\', '\uFF3C'));
            fields.remove("d");
            expected.add(new Row(i, tags, fields));
        }
        assertThat(rows(file(lines.toArray(String[]::new)), ALL)).isEqualTo(expected);
    }

    private static String mixed(String letters, Random random) {
        StringBuilder out = new StringBuilder("x");
        for (int i = random.nextInt(9); i > 0; i--) {
            out.append(letters.charAt(random.nextInt(letters.length())));
        }
        return out.toString();
    }

    @Test
    void onlyWhatIsAskedForIsGiven() throws Exception {
        LineFile file = file(
                "m,rollup=all a=1i 10",
                "m,rollup=queue,queue=x a=2i 10",
                "m2,rollup=all a=3i 10",
                "m,rollup=all z=4i 11",
                "m,rollup=all a=5i 20",
                "m,rollup=all a=6i 30");
        RowSource.Query query = new RowSource.Query("m", "all", List.of("a"), 10, 30);
        assertThat(rows(file, query)).extracting(row -> row.number("a")).containsExactly(1.0, 5.0);
        assertThat(file.edge(query, false)).isEqualTo(OptionalLong.of(10));
        assertThat(file.edge(query, true)).isEqualTo(OptionalLong.of(20));
        assertThat(file.edge(new RowSource.Query("m", "none", List.of("a"), 0, 99), true))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"m,rollup=all a=1", "m,rollup", "m,rollup=all a= 5", "m a=\"x 5", "m", "m,rollup=all a=1i x"})
    void aLineThatIsCutOffIsToldWithItsNumber(String line) throws IOException {
        LineFile file = file("m a=1i 1", line);
        assertThatThrownBy(() -> rows(file, ALL))
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining("x.lp")
                .hasMessageContaining("line 2 is no line protocol");
    }
}
