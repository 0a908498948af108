package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.metric.Point;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LineProtocolTest {

    private static final long TIME = 1_700_000_000_000L;

    @Test
    void writesTagsAndFieldsInOrder() {
        Point point =
                point("queue", Map.of("rollup", "queue", "queue", "billing"), Map.of("offered", 3L, "abandoned", 1L));
        assertThat(line(point)).isEqualTo("queue,queue=billing,rollup=queue abandoned=1i,offered=3i 1700000000000");
    }

    @Test
    void escapesNames() {
        Point point = point("a b,c=d", Map.of("k =,", "v =,\"x\""), Map.of("f =,", 1L));
        assertThat(line(point)).isEqualTo("a\\ b\\,c=d,k\\ \\=\\,=v\\ \\=\\,\"x\" f\\ \\=\\,=1i 1700000000000");
    }

    @Test
    void replacesWhatTheProtocolCannotSay() {
        Point point = point("#m", Map.of("t", "a\\b\\"), Map.of("s", "one"));
        assertThat(line(point)).isEqualTo("_m,t=a＼b＼ s=\"one\" 1700000000000");
    }

    @Test
    void quotesTexts() {
        assertThat(line(point("m", Map.of(), Map.of("s", "排队 \"long\" \\ a=b, c"))))
                .isEqualTo("m s=\"排队 \\\"long\\\" \\\\ a=b, c\" 1700000000000");
        assertThat(line(point("m", Map.of(), Map.of("s", "")))).isEqualTo("m s=\"\" 1700000000000");
    }

    @Test
    void writesNumbersByTheirType() {
        assertThat(line(point("m", Map.of(), Map.of("a", 2L, "b", 2.0, "c", -0.25, "d", Long.MIN_VALUE))))
                .isEqualTo("m a=2i,b=2,c=-0.25,d=-9223372036854775808i 1700000000000");
    }

    @Test
    void leavesOutEmptyTagsAndFieldsThatAreNotFinite() {
        Point point = point(
                "m",
                Map.of("empty", "", "tag", "x"),
                Map.of("a", Double.NaN, "b", Double.POSITIVE_INFINITY, "c", Double.NEGATIVE_INFINITY, "d", 1L));
        assertThat(line(point)).isEqualTo("m,tag=x d=1i 1700000000000");
    }

    @Test
    void writesNoPointWithoutFields() {
        StringBuilder out = new StringBuilder("before\n");
        assertThat(LineProtocol.append(point("m", Map.of("tag", "x"), Map.of("a", Double.NaN)), out))
                .isFalse();
        assertThat(out).hasToString("before\n");
        assertThat(PointLine.of(point("m", Map.of(), Map.of()))).isEmpty();
    }

    @Test
    void refusesAFieldOfAnotherType() {
        assertThatThrownBy(() -> line(point("m", Map.of(), Map.of("f", 1.5f))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'f' is a Float");
    }

    @Test
    void aPointLineIsTheSameLine() {
        Point point = point("a,b", Map.of("t", "x"), Map.of("f", 1L));
        PointLine line = PointLine.of(point).orElseThrow();
        StringBuilder out = new StringBuilder();
        line.append(out);
        assertThat(out).hasToString(line(point));
        assertThat(line.measurement()).isEqualTo("a\\,b");
    }

    @Test
    void aNaiveReaderFindsEveryPointAgain() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            Point point = randomPoint(random);
            assertThat(NaiveLineReader.read(line(point))).as("point %s", point).isEqualTo(point);
        }
    }

    private static Point randomPoint(Random random) {
        TreeMap<String, String> tags = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.put(text(random, 1), text(random, 1));
        }
        TreeMap<String, Object> fields = new TreeMap<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            Object value =
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextLong();
                        case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(30) - 10);
                        case 2 -> random.nextInt(1_000_000) / 1000.0;
                        default -> text(random, 0) + (random.nextBoolean() ? "\\" : "\"");
                    };
            fields.put(text(random, 1), value);
        }
        return new Point("m" + text(random, 0), tags, fields, random.nextLong());
    }

    private static String text(Random random, int least) {
        String letters = "ab =,\"#i退款😀.1_";
        int[] points = letters.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int i = least + random.nextInt(6); i > 0; i--) {
            out.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return out.toString();
    }

    private static Point point(String measurement, Map<String, String> tags, Map<String, Object> fields) {
        return new Point(measurement, new TreeMap<>(tags), new TreeMap<>(fields), TIME);
    }

    private static String line(Point point) {
        StringBuilder out = new StringBuilder();
        LineProtocol.append(point, out);
        return out.toString();
    }
}
