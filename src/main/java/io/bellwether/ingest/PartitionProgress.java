package io.bellwether.ingest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How far one partition was read, and which moment that proves.
 *
 * <p>A moment is proven when everything that stood in the partition at that moment has been passed on. It stays open until
 * then: while it is open, later ones are not looked at, so that a reader that is always a little behind proves one
 * moment after the other, each as late as it is behind, instead of never any.
 *
 * <p>The task's thread calls everything but {@link #position} and {@link #skip}, which any thread may.
 */
final class PartitionProgress {

    /** No moment was proven. */
    static final long NONE = Long.MIN_VALUE;

    private static final long NO_TARGET = Long.MAX_VALUE;

    private final AtomicLong position;
    private long target = NO_TARGET;
    private long targetMoment;

    /** @param start offset of the first record to be read; negative for the first that there is */
    PartitionProgress(long start) {
        this.position = new AtomicLong(start);
    }

    /** The next offset to be read; negative where nothing was read and the first record is to be. */
    long position() {
        return position.get();
    }

    /** A record was passed on. @return the moment that this proves, or {@link #NONE} */
    long passed(long offset) {
        // Cheaper than a full fence for each record; the probe may see it a little later.
        position.lazySet(offset + 1);
        return offset + 1 >= target ? prove() : NONE;
    }

    /**
     * Goes over offsets that hold no record for us: marks of transactions, aborted records, what a clean-up took.
     *
     * @return false where the reader went on meanwhile; then nothing is changed
     */
    boolean skip(long from, long to) {
        return position.compareAndSet(from, to);
    }

    /**
     * At a moment the partition ended here.
     *
     * @param moment epoch ms, not after the broker was asked
     * @param end offset behind the last record
     * @return the latest moment that is now proven, or {@link #NONE}
     */
    long ended(long moment, long end) {
        long proven = position.get() >= target ? prove() : NONE;
        if (target == NO_TARGET) {
            target = end;
            targetMoment = moment;
        }
        return position.get() >= target ? prove() : proven;
    }

    private long prove() {
        target = NO_TARGET;
        return targetMoment;
    }
}
