package io.bellwether.notify;

/**
 * A change that waits to be delivered. Kept in state.
 *
 * @param order of arrival in its group
 * @param primary as {@link Notification#primary()}
 * @param arrivedAt epoch ms processing time
 * @param mayHaveArrived an attempt ended so that the receiver may have it although it did not say so
 */
public record Entry(long order, Change change, boolean primary, long arrivedAt, boolean mayHaveArrived) {

    /** The same after an attempt whose end is unknown. */
    public Entry attempted() {
        return new Entry(order, change, primary, arrivedAt, true);
    }

    Entry asFiring() {
        return new Entry(order, change.asFiring(), primary, arrivedAt, mayHaveArrived);
    }

    Entry uncertain(boolean uncertain) {
        return uncertain == mayHaveArrived ? this : new Entry(order, change, primary, arrivedAt, uncertain);
    }

    /** How long it may wait before it is given up: an hour for a page, a day for everything else. */
    public long maxAgeMillis() {
        return change.transition().severity().equals("page") ? 3_600_000 : 86_400_000;
    }

    /** Whether it is too old to be worth saying. */
    public boolean isExpired(long now) {
        return now - arrivedAt >= maxAgeMillis();
    }
}
