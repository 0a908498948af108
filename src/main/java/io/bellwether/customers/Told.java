package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observer;
import io.bellwether.metric.Series;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.Doubt;
import java.util.List;

/** Tells what follows from the facts of one customer or queue for a span of time, and nothing of any other time. */
final class Told {

    private static final List<String> NO_TAGS = List.of();

    private final Said said;
    private final Observer out;
    private final long after;
    private final long until;
    private final boolean standing;

    /**
     * Tells what happens after a time, up to and at another.
     *
     * @param said knows the series
     * @param out whom to tell
     */
    Told(Said said, Observer out, long after, long until) {
        this(said, out, after, until, false);
    }

    private Told(Said said, Observer out, long after, long until, boolean standing) {
        this.said = said;
        this.out = out;
        this.after = after;
        this.until = until;
        this.standing = standing;
    }

    /** Tells the levels that stand at a time, as if they began then, and nothing else. */
    static Told standing(Said said, Observer out, long time) {
        return new Told(said, out, time, time, true);
    }

    /** Up to and at which time. */
    long until() {
        return until;
    }

    /** Whether a time is in the span. */
    boolean has(long time) {
        return time > after && time <= until;
    }

    /** Something happens once. */
    void count(Measure measure, List<String> dimensions, long time) {
        count(measure, dimensions, NO_TAGS, time);
    }

    /** The same, with tags. */
    void count(Measure measure, List<String> dimensions, List<String> tags, long time) {
        change(measure, dimensions, tags, time, 1, 0);
    }

    /** A rating is doubtful. */
    void doubt(Doubt doubt, CustomerFact rating, long time) {
        List<String> tags = doubt.tags(rating.topic());
        count(Measure.DOUBT_RATINGS, rating.dimensions(), tags, time);
        if (rating.kind() == CustomerFact.Kind.RATED_WELL) {
            count(Measure.DOUBT_SATISFIED, rating.dimensions(), tags, time);
        }
    }

    /** Something is so from a time on and until another. */
    void level(Measure measure, List<String> dimensions, long from, long to) {
        level(measure, dimensions, NO_TAGS, from, to);
    }

    /** The same, with tags. */
    void level(Measure measure, List<String> dimensions, List<String> tags, long from, long to) {
        if (standing) {
            if (from <= until && until < to) {
                observe(measure, dimensions, tags, until, 1, from);
            }
        } else if (from < to) {
            change(measure, dimensions, tags, from, 1, from);
            change(measure, dimensions, tags, to, -1, from);
        }
    }

    private void change(
            Measure measure, List<String> dimensions, List<String> tags, long time, long delta, long since) {
        if (has(time)) {
            observe(measure, dimensions, tags, time, delta, since);
        }
    }

    private void observe(
            Measure measure, List<String> dimensions, List<String> tags, long time, long delta, long since) {
        Series series = tags.isEmpty()
                ? said.series(measure.measurement(), dimensions)
                : new Series(measure.measurement(), dimensions, tags);
        out.observe(measure, series, time, delta, since, 1);
    }
}
