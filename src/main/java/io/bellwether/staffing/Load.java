package io.bellwether.staffing;

/**
 * What comes and how long it takes.
 *
 * @param perSecond contacts offered, mean; above 0
 * @param handleSeconds mean time that a contact keeps its server, wrap-up included; above 0
 */
public record Load(double perSecond, double handleSeconds) {

    /** More than that nobody has people for: a column or a unit has been mistaken for another. */
    public static final double MOST_ERLANGS = 100_000;

    public Load {
        if (!(perSecond > 0 && perSecond < Double.POSITIVE_INFINITY)
                || !(handleSeconds > 0 && handleSeconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a load of " + perSecond + " contacts/s of " + handleSeconds + " s");
        }
    }

    /** So many contacts in an interval. */
    public static Load of(double contacts, double intervalSeconds, double handleSeconds) {
        return new Load(contacts / intervalSeconds, handleSeconds);
    }

    /** Offered traffic: the servers that would be busy in the mean if there were enough of them. */
    public double erlangs() {
        return perSecond * handleSeconds;
    }
}
