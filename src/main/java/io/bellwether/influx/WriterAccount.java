package io.bellwether.influx;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * What one writer has to say of itself since it was opened. It counts on its task's thread; whoever tells of it may read on
 * any other, and then sees each number as of some moment of late.
 */
public final class WriterAccount {

    private final String bucket;
    private final Consumer<WriterAccount> closed;
    private final Map<String, AtomicLong> rejected = new ConcurrentHashMap<>();
    private final AtomicLong lost = new AtomicLong();
    private volatile IntSupplier waiting = () -> 0;
    private volatile String trouble;

    WriterAccount(String bucket, Consumer<WriterAccount> closed) {
        this.bucket = bucket;
        this.closed = closed;
    }

    /**
     * How things stood.
     *
     * @param waiting points that are not stored yet
     * @param lost points that were given up or dropped since there was no room for them any more, or that were in a file that
     *     was damaged, in all
     * @param rejected points that the store will never take, in all, by the reason
     * @param trouble why the store takes no points now, and what to check; empty where it takes them, or has only just ceased to;
     *     null where it was not asked yet
     */
    public record Figures(long waiting, long lost, Map<String, Long> rejected, String trouble) {

        /** Those of both. */
        Figures plus(Figures other) {
            Map<String, Long> all = new TreeMap<>(rejected);
            other.rejected.forEach((reason, points) -> all.merge(reason, points, Long::sum));
            return new Figures(waiting + other.waiting, lost + other.lost, all, worse(trouble, other.trouble));
        }

        /** A trouble before none, and none before what nobody knows. */
        private static String worse(String one, String other) {
            boolean first = other == null || one != null && !one.isEmpty();
            return first ? one : other;
        }
    }

    /** The setting of the bucket that it writes, such as {@code influx.bucket}. */
    public String bucket() {
        return bucket;
    }

    public Figures figures() {
        Map<String, Long> byReason = new TreeMap<>();
        rejected.forEach((reason, points) -> byReason.put(reason, points.get()));
        return new Figures(waiting.getAsInt(), lost.get(), byReason, trouble);
    }

    /** From now on, so many wait. */
    void watch(IntSupplier points) {
        waiting = points;
    }

    /** Empty where all is well again. */
    void trouble(String words) {
        trouble = words;
    }

    /** Will never be stored. */
    public void reject(String reason, long points) {
        rejected.computeIfAbsent(reason, name -> new AtomicLong()).addAndGet(points);
    }

    /** Are not kept any longer. */
    public void lose(long points) {
        lost.addAndGet(points);
    }

    /** The writer is no more. */
    void close() {
        closed.accept(this);
    }
}
