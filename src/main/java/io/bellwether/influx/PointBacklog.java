package io.bellwether.influx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All points of one writer that the store has not acknowledged, in order: those to be written next in memory, behind them
 * what is in files, and behind these the newest, in memory again. So a store that is away for long costs no more memory, and
 * a checkpoint no more than that memory, however much waits.
 *
 * <p>No version of a point overtakes a newer one: what is once in files is written before what came later.
 *
 * <p>A file is read once, when its turn has come; its points are then in memory and in the next checkpoint, and it may go
 * once that is complete: {@link #spent}. Where the files have reached their most, the oldest is given up. What cannot be read
 * now is waited for; only what is gone, or is not what was written, is a {@link Loss}.
 */
final class PointBacklog {

    /** After files could not be written or read, they are left alone for so long. */
    private static final long PAUSE_MILLIS = 5_000;

    private final PointQueue first;
    private final int mostFirst;
    /** Null where nothing may wait in files: then the caller waits. */
    private final Overflow overflow;

    private final long mostBytes;
    private final Trouble trouble;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Map<PointLine.Id, PointLine> last = new LinkedHashMap<>();
    private final List<Segment> spent = new ArrayList<>();
    private long fileBytes;
    private int filePoints;
    private long triedAgainAt = Long.MIN_VALUE;

    /** What has to be said of files. */
    interface Trouble {
        /** Files cannot be written or read now; nothing is lost. */
        void unusable(IOException why, int pending);

        /** Points that nobody has any more. */
        void lost(Loss loss);
    }

    /**
     * Points of a file that are given up.
     *
     * @param points how many; of a damaged file not those that could be read
     * @param damage what is wrong with the file; empty where it is another cause
     */
    record Loss(Segment segment, int points, Cause cause, String damage) {

        /** Why. */
        enum Cause {
            /** Files have reached their most. */
            NO_ROOM,
            /** The file is not there. */
            GONE,
            /** The file is not what was written. */
            DAMAGED
        }

        private static Loss of(Segment segment, Cause cause) {
            return new Loss(segment, segment.points(), cause, "");
        }
    }

    /**
     * @param batchSize points of one request
     * @param mostInMemory points that may wait in memory
     * @param overflow where the others wait; null for nowhere
     * @param mostBytes in files
     */
    PointBacklog(int batchSize, int mostInMemory, Overflow overflow, long mostBytes, Trouble trouble) {
        this.first = new PointQueue(batchSize);
        this.mostFirst = overflow == null ? mostInMemory : Math.max(batchSize, mostInMemory / 2);
        this.overflow = overflow;
        this.mostBytes = mostBytes;
        this.trouble = trouble;
    }

    /** Takes back what a checkpoint kept, before anything else is put. */
    void restore(PendingPoints points) {
        boolean ahead = isInOrder();
        for (PointLine line : points.lines()) {
            if (ahead) {
                first.put(line);
            } else {
                last.put(line.id(), line);
            }
        }
        for (Segment segment : points.segments()) {
            add(segment);
        }
        points.last().forEach(line -> last.put(line.id(), line));
    }

    private boolean isInOrder() {
        return segments.isEmpty() && last.isEmpty();
    }

    /** Whether there is no room for a point now. */
    boolean isFull(PointLine line, long now) {
        if (isInOrder() && (first.size() < mostFirst || first.replaces(line))) {
            return false;
        }
        if (overflow == null) {
            return true;
        }
        if (last.size() >= mostFirst && !last.containsKey(line.id())) {
            spill(now);
        }
        return last.size() >= mostFirst && !last.containsKey(line.id());
    }

    /** Takes a point in, for which there is room; true where it took the place of an older version. */
    boolean put(PointLine line) {
        if (isInOrder() && (first.size() < mostFirst || first.replaces(line))) {
            return first.put(line);
        }
        return last.put(line.id(), line) != null;
    }

    private void spill(long now) {
        if (now < triedAgainAt) {
            return;
        }
        try {
            add(overflow.write(List.copyOf(last.values()), !segments.isEmpty()));
            last.clear();
        } catch (IOException e) {
            triedAgainAt = now + PAUSE_MILLIS;
            trouble.unusable(e, size());
        }
        while (fileBytes > mostBytes && segments.size() > 1) {
            Segment oldest = remove();
            spent.add(oldest);
            trouble.lost(Loss.of(oldest, Loss.Cause.NO_ROOM));
        }
    }

    private void add(Segment segment) {
        segments.add(segment);
        fileBytes += segment.bytes();
        filePoints += segment.points();
    }

    private Segment remove() {
        Segment segment = segments.remove();
        fileBytes -= segment.bytes();
        filePoints -= segment.points();
        return segment;
    }

    /** Makes the oldest points the next batch, where there is none; from files, where it is their turn. */
    void beginBatch(long now) {
        if (first.waiting() == 0) {
            fill(now);
        }
        first.beginBatch();
    }

    private void fill(long now) {
        while (!segments.isEmpty()) {
            if (overflow == null) {
                trouble.lost(Loss.of(remove(), Loss.Cause.GONE));
                continue;
            }
            if (now < triedAgainAt) {
                return;
            }
            try {
                take(overflow.read(segments.element()));
                if (first.waiting() > 0) {
                    return;
                }
            } catch (FileNotFoundException e) {
                trouble.lost(Loss.of(remove(), Loss.Cause.GONE));
            } catch (IOException e) {
                triedAgainAt = now + PAUSE_MILLIS;
                trouble.unusable(e, size());
                return;
            }
        }
        last.values().forEach(first::put);
        last.clear();
    }

    /** The points of the oldest file. One that is damaged is left where it is, for whoever wants to look. */
    private void take(PackedPoints points) {
        Segment segment = remove();
        if (points.damage().isEmpty()) {
            spent.add(segment);
        } else {
            int missing = Math.max(0, segment.points() - points.lines().size());
            trouble.lost(new Loss(segment, missing, Loss.Cause.DAMAGED, points.damage()));
        }
        // of those that have come again only the newest is written, where nothing else is between
        boolean next = segments.isEmpty();
        points.lines().stream()
                .filter(line -> !next || !last.containsKey(line.id()))
                .forEach(first::put);
    }

    /** Files whose points are in memory, or given up, since this was asked last. */
    Collection<Segment> spent() {
        List<Segment> all = List.copyOf(spent);
        spent.clear();
        return all;
    }

    boolean hasBatch() {
        return first.hasBatch();
    }

    /** Whether something waits behind the batch. */
    boolean hasWaiting() {
        return first.waiting() > 0 || !isInOrder();
    }

    /** Whether a full batch waits. */
    boolean fillsBatch(int batchSize) {
        return first.waiting() >= batchSize || first.waiting() == 0 && !segments.isEmpty() || last.size() >= batchSize;
    }

    List<PointLine> request() {
        return first.request();
    }

    void requestDone() {
        first.requestDone();
    }

    void splitRequest() {
        first.splitRequest();
    }

    /** See {@link PointQueue#splitRequest(Predicate)}. */
    boolean splitRequest(Predicate<PointLine> meant) {
        return first.splitRequest(meant);
    }

    int size() {
        return first.size() + filePoints + last.size();
    }

    /** Of these, how many are in files. */
    int inFiles() {
        return filePoints;
    }

    boolean isEmpty() {
        return first.isEmpty() && isInOrder();
    }

    /** All that waits; restored from it, an empty backlog is this one again. */
    PendingPoints snapshot() {
        return new PendingPoints(first.snapshot(), List.copyOf(segments), List.copyOf(last.values()));
    }
}
