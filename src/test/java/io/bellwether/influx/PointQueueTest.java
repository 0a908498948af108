package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointQueueTest {

    private final PointQueue queue = new PointQueue(3);

    @Test
    void handsOutTheOldestInOrder() {
        put("a1", "b1", "c1", "d1");
        queue.beginBatch();
        assertThat(texts(queue.request())).containsExactly("a1", "b1", "c1");
        assertThat(queue.waiting()).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(4);
        queue.requestDone();
        assertThat(queue.hasBatch()).isFalse();
        queue.beginBatch();
        assertThat(texts(queue.request())).containsExactly("d1");
        queue.requestDone();
        assertThat(queue.isEmpty()).isTrue();
        queue.beginBatch();
        assertThat(queue.hasBatch()).isFalse();
    }

    @Test
    void keepsOnlyTheLatestVersionThatWaits() {
        put("a1", "b1");
        assertThat(queue.replaces(line("a2"))).isTrue();
        assertThat(queue.put(line("a2"))).isTrue();
        assertThat(texts(queue.snapshot())).containsExactly("a2", "b1");
    }

    @Test
    void aNewerVersionWaitsForTheBatchThatHoldsTheOlder() {
        put("a1", "b1", "c1");
        queue.beginBatch();
        assertThat(queue.put(line("a2"))).isFalse();
        assertThat(texts(queue.snapshot())).containsExactly("a1", "b1", "c1", "a2");
        assertThatThrownBy(queue::beginBatch).isInstanceOf(IllegalStateException.class);
        queue.requestDone();
        queue.beginBatch();
        assertThat(texts(queue.request())).containsExactly("a2");
    }

    /** One line beyond, so that a point of whatever length goes. */
    @Test
    void aRequestHasOnlySoManyBytes() {
        PointQueue wide = new PointQueue(100);
        String text = "v=\"" + "款".repeat(PointQueue.MOST_BYTES / 12) + "\"";
        for (int i = 0; i < 9; i++) {
            wide.put(new PointLine(new PointLine.Id("alert_events", i), text));
        }
        List<Integer> sizes = new ArrayList<>();
        for (wide.beginBatch(); wide.hasBatch(); wide.beginBatch()) {
            sizes.add(wide.request().size());
            wide.requestDone();
        }
        assertThat(sizes).containsExactly(4, 4, 1);
    }

    /** The others first: they are taken at once. */
    @Test
    void splitsByWhatIsMeant() {
        put("a1", "b1", "c1");
        queue.beginBatch();
        assertThat(queue.splitRequest(line -> line.equals(line("b1")))).isTrue();
        assertThat(texts(queue.request())).containsExactly("a1", "c1");
        assertThat(queue.splitRequest(line -> line.equals(line("b1")))).isFalse();
        queue.requestDone();
        assertThat(queue.splitRequest(line -> line.equals(line("b1")))).isFalse();
        assertThat(texts(queue.request())).containsExactly("b1");
    }

    @Test
    void splitsInOrder() {
        put("a1", "b1", "c1");
        queue.beginBatch();
        queue.splitRequest();
        assertThat(texts(queue.request())).containsExactly("a1");
        assertThat(texts(queue.snapshot())).containsExactly("a1", "b1", "c1");
        queue.requestDone();
        queue.splitRequest();
        assertThat(texts(queue.request())).containsExactly("b1");
        queue.requestDone();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(texts(queue.request())).containsExactly("c1");
    }

    /** Against a store that fails, takes part of a request or takes it and loses the answer, and against restarts. */
    @Test
    void aStoreNeverSeesAnOlderVersionAfterANewer() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            PointQueue points = new PointQueue(1 + random.nextInt(6));
            Map<String, Integer> written = new HashMap<>();
            Map<String, Integer> store = new HashMap<>();
            int version = 0;
            for (int step = 0; step < 300 || !points.isEmpty(); step++) {
                if (step < 300 && random.nextInt(3) > 0) {
                    String name = String.valueOf((char) ('a' + random.nextInt(8)));
                    written.put(name, ++version);
                    points.put(line(name + version));
                } else {
                    points = step(points, store, random);
                }
            }
            assertThat(store).as("seed %d", seed).isEqualTo(written);
        }
    }

    private static PointQueue step(PointQueue points, Map<String, Integer> store, Random random) {
        if (!points.hasBatch()) {
            points.beginBatch();
        }
        if (!points.hasBatch()) {
            return points;
        }
        List<PointLine> request = points.request();
        int fate = random.nextInt(5);
        int taken = fate < 3 ? request.size() : random.nextInt(request.size() + 1);
        for (String text : texts(request.subList(0, taken))) {
            int version = Integer.parseInt(text.substring(1));
            Integer before = store.put(text.substring(0, 1), version);
            assertThat(before == null || before <= version)
                    .as("version %d after %d", version, before)
                    .isTrue();
        }
        if (fate < 2) {
            points.requestDone();
        } else if (fate == 2 && request.size() > 1) {
            points.splitRequest();
        } else if (fate == 3) {
            PointQueue restored = new PointQueue(1 + random.nextInt(6));
            points.snapshot().forEach(restored::put);
            return restored;
        }
        return points;
    }

    private void put(String... texts) {
        for (String text : texts) {
            queue.put(line(text));
        }
    }

    /** {@code a12}: version 12 of point a. */
    private static PointLine line(String text) {
        return new PointLine(new PointLine.Id(text.substring(0, 1), 7), "v=" + text.substring(1) + "i");
    }

    private static List<String> texts(List<PointLine> lines) {
        List<String> texts = new ArrayList<>();
        for (PointLine line : lines) {
            texts.add(line.id().series()
                    + line.fields().substring(2, line.fields().length() - 1));
        }
        return texts;
    }
}
