package io.bellwether.staffing;

/**
 * A queue in its steady state: what share of contacts waits, leaves, is answered in time, with so many servers. A server is
 * an agent, or a place of one who has several contacts at a time. Arrivals are those of a Poisson process, handle times are
 * exponential, everybody is served in the order of arrival.
 */
public interface QueueModel {

    /** Share of contacts that find no server free. */
    double waits();

    /** Share of contacts that leave unanswered. */
    double abandoned();

    /**
     * Share of all contacts offered, also of those who leave, that are answered within so many seconds: formula F3 of the
     * service-level formulas, {@code answered in time / (answered + abandoned)}.
     */
    double answeredWithin(double seconds);

    /** Mean seconds of all in the queue, also of those who leave. */
    double meanWait();

    /** Mean seconds until an answer, of those who get one: the average speed of answer. */
    double meanWaitOfAnswered();

    /** Share of their time that servers are busy. */
    double occupancy();

    /**
     * The model for what is known.
     *
     * @param patienceSeconds mean; infinite where it is not known or nobody leaves
     */
    static QueueModel of(Load load, double patienceSeconds, int servers) {
        return patienceSeconds == Double.POSITIVE_INFINITY
                ? new ErlangC(load, servers)
                : new ErlangA(load, patienceSeconds, servers);
    }
}
