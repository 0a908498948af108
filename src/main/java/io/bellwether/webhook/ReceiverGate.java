package io.bellwether.webhook;

import io.bellwether.http.Backoff;
import io.bellwether.http.HttpOutcome;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Bounds what one receiver is asked at once, so that a slow one keeps no more than its share of connections, and in a time,
 * so that its vendor does not lock it out; holds every group back while the receiver has asked for silence or seems gone. In
 * memory of one subtask only: after a restart it is learned again.
 */
final class ReceiverGate {

    private static final Backoff BACKOFF = Backoff.OF_DELIVERIES;

    /** How long a receiver that lets nobody in is left alone. */
    static final long BROKEN_PAUSE_MILLIS = 300_000;

    /** Requests under way to one receiver from one subtask. */
    static final int MAX_REQUESTS = 8;

    private static final long FULL_PAUSE_MILLIS = 1_000;

    private final Set<String> queue = new LinkedHashSet<>();
    private final TokenBucket bucket;
    private int running;
    private long pausedUntil;

    /** @param bucket of the receiver's credential, which other receivers may share */
    ReceiverGate(TokenBucket bucket) {
        this.bucket = bucket;
    }

    /** That of its credential. */
    TokenBucket bucket() {
        return bucket;
    }

    /** Takes a place, or puts the group at the end of the queue once. */
    boolean enter(String groupKey, long now) {
        if (running < MAX_REQUESTS && bucket.take(now)) {
            running++;
            queue.remove(groupKey);
            return true;
        }
        queue.add(groupKey);
        return false;
    }

    void leave() {
        running--;
    }

    /**
     * When a group that was not let in has to ask again by itself; empty where it is called as soon as a request has ended,
     * which a receiver without a rate makes sure of.
     */
    OptionalLong askAgainAt(long now) {
        if (bucket.isUnlimited()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                Math.max(bucket.nextAt(now), running < MAX_REQUESTS ? now + 1 : now + FULL_PAUSE_MILLIS));
    }

    /**
     * Whether messages are short: nothing more may be sent now, so that a message that goes should say what the groups that
     * wait have to say as well.
     */
    boolean isShort(long now) {
        return bucket.nextAt(now) > now;
    }

    /**
     * Calls a group that waits, to go with one that was let in; null where none does.
     *
     * @param alone groups that go by themselves, and so go on waiting
     */
    String companion(Set<String> alone) {
        for (Iterator<String> waiting = queue.iterator(); waiting.hasNext(); ) {
            String groupKey = waiting.next();
            if (!alone.contains(groupKey)) {
                waiting.remove();
                return groupKey;
            }
        }
        return null;
    }

    /** The group whose turn it is, or null: no room or nobody waits. */
    String next(long now) {
        Iterator<String> waiting = queue.iterator();
        if (running >= MAX_REQUESTS || isShort(now) || !waiting.hasNext()) {
            return null;
        }
        String groupKey = waiting.next();
        waiting.remove();
        return groupKey;
    }

    /**
     * When a group may ask again after an attempt that came to nothing, epoch ms processing time. What the receiver says
     * about all requests holds all groups back: that it wants to be left alone, or lets nobody in.
     *
     * @param failures of the group in a row, from 1
     * @param random uniform in [0, 1)
     */
    long nextTry(HttpOutcome outcome, int failures, double random, long now) {
        if (outcome instanceof HttpOutcome.Retry retry) {
            pauseUntil(now + Math.min(Math.max(0, retry.afterMillis()), BACKOFF.capMillis()));
            return now + BACKOFF.delayMillis(failures, retry.afterMillis(), random);
        }
        pauseUntil(now + BROKEN_PAUSE_MILLIS);
        return now + BROKEN_PAUSE_MILLIS;
    }

    /** Nobody asks before this time (epoch ms processing time). */
    void pauseUntil(long millis) {
        pausedUntil = Math.max(pausedUntil, millis);
    }

    /** The clock was set back by so much. */
    void setBack(long millis) {
        pausedUntil -= Math.min(pausedUntil, millis);
    }

    long pausedUntil() {
        return pausedUntil;
    }
}
