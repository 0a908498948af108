package io.bellwether.notify;

import java.util.List;

/**
 * A change that waits to be delivered. Kept in state.
 *
 * @param order of arrival in its group; what is held goes behind what is sent
 * @param primary as {@link Notification#primary()}
 * @param arrivedAt epoch ms processing time at which it came, or might be told again after it had been held
 * @param mayHaveArrived an attempt ended so that the receiver may have it although it did not say so
 * @param held whether there was a reason for not telling it, {@link Mutes}
 * @param staleUntil of what is of the past, epoch ms processing time until which it waits for the job to catch up; else 0
 * @param notBefore of a step of an escalation, epoch ms processing time of its turn; else 0
 */
public record Entry(
        long order,
        Change change,
        boolean primary,
        long arrivedAt,
        boolean mayHaveArrived,
        boolean held,
        long staleUntil,
        long notBefore) {

    /** One that has just come. */
    public Entry(long order, Change change, boolean primary, long arrivedAt, boolean mayHaveArrived) {
        this(order, change, primary, arrivedAt, mayHaveArrived, false, 0, 0);
    }

    /** The same after an attempt whose end is unknown. */
    public Entry attempted() {
        return uncertain(true);
    }

    Entry asFiring() {
        return new Entry(order, change.asFiring(), primary, arrivedAt, mayHaveArrived, held, staleUntil, notBefore);
    }

    Entry uncertain(boolean uncertain) {
        return uncertain == mayHaveArrived
                ? this
                : new Entry(order, change, primary, arrivedAt, uncertain, held, staleUntil, notBefore);
    }

    /** The same, which may not be told now. */
    Entry held(Mute by, long now) {
        Entry one = by.silenced() == null ? this : remarked(change.remarks().silenced(by.silenced()));
        // how long after it came the turn of a step is, is known by when it came
        long since = notBefore == 0 ? now : arrivedAt;
        return held ? one : new Entry(order, one.change, primary, since, mayHaveArrived, true, staleUntil, notBefore);
    }

    /** When it was to be told at the earliest, epoch ms by the time of its change; of one that was not freed. */
    long dueAt() {
        return change.transition().at() + (notBefore == 0 ? 0 : notBefore - arrivedAt);
    }

    /** The same, which may be told now. */
    Entry freed(long now) {
        if (!held) {
            return this;
        }
        Remarks.Silenced by = change.remarks().silenced();
        Entry one = by == null ? this : remarked(change.remarks().silenced(by.endedBy(now)));
        return new Entry(order, one.change, primary, now, mayHaveArrived, false, staleUntil, notBefore);
    }

    /** The same, of whose change the receiver is told something else beside it. */
    public Entry remarked(Remarks remarks) {
        return new Entry(
                order, change.remarked(remarks), primary, arrivedAt, mayHaveArrived, held, staleUntil, notBefore);
    }

    /** The same behind others. */
    public Entry at(long newOrder) {
        return new Entry(newOrder, change, primary, arrivedAt, mayHaveArrived, held, staleUntil, notBefore);
    }

    /** The same, of the past. */
    public Entry stale(long until) {
        return new Entry(order, change, primary, arrivedAt, mayHaveArrived, held, until, notBefore);
    }

    /** The same, as a step of an escalation. */
    public Entry from(long millis) {
        return new Entry(order, change, primary, arrivedAt, mayHaveArrived, held, staleUntil, millis);
    }

    /** The same by a clock that is so much behind. */
    public Entry earlier(long millis) {
        return new Entry(
                order,
                change,
                primary,
                arrivedAt - millis,
                mayHaveArrived,
                held,
                staleUntil == 0 ? 0 : Math.max(1, staleUntil - millis),
                notBefore == 0 ? 0 : Math.max(1, notBefore - millis));
    }

    /** The newest of its episode, which waits no longer than any of them would have. */
    Entry instead(List<Entry> episode) {
        long until = staleUntil;
        long from = notBefore;
        Remarks.Silenced by = null;
        for (Entry entry : episode) {
            until = entry.staleUntil > 0 ? Math.min(until, entry.staleUntil) : until;
            from = Math.min(from, entry.notBefore);
            by = entry.change.remarks().silenced() == null
                    ? by
                    : entry.change.remarks().silenced();
        }
        Entry one = by == null ? this : remarked(change.remarks().silenced(by));
        return until == staleUntil && from == notBefore ? one : one.stale(until).from(from);
    }

    /** How long it may wait before it is given up: an hour for a page, a day for everything else. */
    public long maxAgeMillis() {
        return change.transition().severity().equals("page") ? 3_600_000 : 86_400_000;
    }

    /** Whether it is too old to be worth saying. */
    public boolean isExpired(long now) {
        return !held && now - arrivedAt >= maxAgeMillis();
    }
}
