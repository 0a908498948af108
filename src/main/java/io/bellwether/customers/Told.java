package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observer;
import io.bellwether.metric.Series;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.Doubt;

/** Tells what follows from the facts of one customer or queue for a span of time, and nothing of any other time. */
final class Told {

    private final Said said;
    private final Observer out;
    private final long after;
    private final long until;

    /**
     * Tells what happens after a time, up to and at another.
     *
     * @param said knows the series
     * @param out whom to tell
     */
    Told(Said said, Observer out, long after, long until) {
        this.said = said;
        this.out = out;
        this.after = after;
        this.until = until;
    }

    /** Whether a time is in the span. */
    boolean has(long time) {
        return time > after && time <= until;
    }

    /** Something happens once. */
    void count(Measure measure, CustomerFact of, long time) {
        change(measure, of, time, 1, 0);
    }

    /** A rating is doubtful. */
    void doubt(Doubt doubt, CustomerFact rating, long time) {
        if (has(time)) {
            Series series =
                    new Series(Measure.DOUBT_RATINGS.measurement(), rating.dimensions(), doubt.tags(rating.topic()));
            out.observe(Measure.DOUBT_RATINGS, series, time, 1, 0, 1);
            if (rating.kind() == CustomerFact.Kind.RATED_WELL) {
                out.observe(Measure.DOUBT_SATISFIED, series, time, 1, 0, 1);
            }
        }
    }

    /** Something is so from a time on and until another. */
    void level(Measure measure, CustomerFact of, long from, long to) {
        if (from < to) {
            change(measure, of, from, 1, from);
            change(measure, of, to, -1, from);
        }
    }

    private void change(Measure measure, CustomerFact of, long time, long delta, long since) {
        if (has(time)) {
            out.observe(measure, said.ofCases(of.dimensions()), time, delta, since, 1);
        }
    }
}
