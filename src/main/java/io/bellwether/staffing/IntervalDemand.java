package io.bellwether.staffing;

/**
 * What is forecast for a queue in an interval.
 *
 * @param startMillis epoch ms
 * @param contacts that come; may be a mean such as 12.5
 * @param low as few as come in one interval of ten, NaN where the forecast does not say
 * @param high as many likewise
 * @param handleSeconds of a contact in this interval; NaN where the queue's own holds
 * @param staffed agents who are planned to be there; NaN where that is not known
 * @param line of the file that says so; 0 where none does
 */
public record IntervalDemand(
        long startMillis,
        String queue,
        double contacts,
        double low,
        double high,
        double handleSeconds,
        double staffed,
        int line) {

    /** One of which nothing else is said. */
    public IntervalDemand(long startMillis, String queue, double contacts, double handleSeconds, int line) {
        this(startMillis, queue, contacts, Double.NaN, Double.NaN, handleSeconds, Double.NaN, line);
    }

    IntervalDemand withStaffed(double agents) {
        return new IntervalDemand(startMillis, queue, contacts, low, high, handleSeconds, agents, line);
    }
}
