package io.bellwether.influx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The points of one writer, in order. The <em>batch</em> is what is being written: one or, once it had to be split,
 * several requests that are done one after the other. Behind it wait the other points, each in its latest version only.
 *
 * <p>No version of a point overtakes a newer one: a batch holds one version of a point, and the next batch is not begun
 * before the batch is done, however often its requests must be repeated.
 */
final class PointQueue {

    /** Bytes of one request before it is compressed: texts of alerts must not make one that nobody takes. */
    static final int MOST_BYTES = 4_000_000;

    private final int batchSize;
    private final Map<PointLine.Id, PointLine> waiting = new LinkedHashMap<>();
    private final Deque<List<PointLine>> batch = new ArrayDeque<>();
    private int batched;

    PointQueue(int batchSize) {
        this.batchSize = batchSize;
    }

    /** Takes the point in; true where it took the place of an older version that was waiting. */
    boolean put(PointLine line) {
        return waiting.put(line.id(), line) != null;
    }

    /** Whether an older version waits, so that putting does not make the queue longer. */
    boolean replaces(PointLine line) {
        return waiting.containsKey(line.id());
    }

    int size() {
        return batched + waiting.size();
    }

    boolean isEmpty() {
        return batched == 0 && waiting.isEmpty();
    }

    /** Whether a batch is begun and not done. */
    boolean hasBatch() {
        return !batch.isEmpty();
    }

    /** Points behind the batch. */
    int waiting() {
        return waiting.size();
    }

    /** Makes the oldest waiting points the next batch. Only when there is none. */
    void beginBatch() {
        if (hasBatch()) {
            throw new IllegalStateException(
                    "The batch before is not done: a newer point could overtake its older version");
        }
        List<PointLine> lines = new ArrayList<>(Math.min(batchSize, waiting.size()));
        Iterator<PointLine> oldest = waiting.values().iterator();
        long bytes = 0;
        while (oldest.hasNext() && lines.size() < batchSize && bytes < MOST_BYTES) {
            PointLine line = oldest.next();
            lines.add(line);
            bytes += line.length();
            oldest.remove();
        }
        if (!lines.isEmpty()) {
            batch.add(lines);
            batched = lines.size();
        }
    }

    /** The lines to send now. Never changed afterwards, so another thread may read them. */
    List<PointLine> request() {
        return batch.element();
    }

    /** The current request needs nothing more: its points are stored, or given up. */
    void requestDone() {
        batched -= batch.remove().size();
    }

    /** Two requests in place of the current one, which must have two points or more. */
    void splitRequest() {
        List<PointLine> lines = batch.remove();
        int middle = lines.size() / 2;
        batch.addFirst(lines.subList(middle, lines.size()));
        batch.addFirst(lines.subList(0, middle));
    }

    /**
     * Two requests in place of the current one: first the lines that are not meant, then those that are. Nothing where it is all of
     * one kind.
     *
     * @return whether there are two
     */
    boolean splitRequest(Predicate<PointLine> meant) {
        List<PointLine> those = request().stream().filter(meant).toList();
        if (those.isEmpty() || those.size() == request().size()) {
            return false;
        }
        List<PointLine> others = request().stream().filter(meant.negate()).toList();
        batch.remove();
        batch.addFirst(those);
        batch.addFirst(others);
        return true;
    }

    /** All points, oldest first: put in this order into an empty queue, they are this queue again. */
    List<PointLine> snapshot() {
        List<PointLine> all = new ArrayList<>(size());
        batch.forEach(all::addAll);
        all.addAll(waiting.values());
        return all;
    }
}
