package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Observer;
import io.bellwether.metric.Series;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.Doubt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What follows from the facts of one customer for a span of time, each with how often it does: of two of these the
 * difference corrects what was said. Mutable.
 */
final class Told {

    private final long after;
    private final long until;
    private final Map<Observation, Integer> observations = new LinkedHashMap<>();

    /** What happens after a time, up to and at another. */
    Told(long after, long until) {
        this.after = after;
        this.until = until;
    }

    /** Whether a time is in the span. */
    boolean has(long time) {
        return time > after && time <= until;
    }

    /** Something happens once. */
    void count(Measure measure, CustomerFact of, long time) {
        if (has(time)) {
            add(new Observation(measure, series(measure, of), time, 1, 0, 1), 1);
        }
    }

    /** A rating is doubtful. */
    void doubt(Doubt doubt, CustomerFact rating, long time) {
        if (has(time)) {
            List<String> tags = doubt.tags(rating.topic());
            Series series = new Series(Measure.DOUBT_RATINGS.measurement(), rating.dimensions(), tags);
            add(new Observation(Measure.DOUBT_RATINGS, series, time, 1, 0, 1), 1);
            if (rating.kind() == CustomerFact.Kind.RATED_WELL) {
                add(new Observation(Measure.DOUBT_SATISFIED, series, time, 1, 0, 1), 1);
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
            add(new Observation(measure, series(measure, of), time, delta, since, 1), 1);
        }
    }

    private static Series series(Measure measure, CustomerFact of) {
        return new Series(measure.measurement(), of.dimensions(), List.of());
    }

    private void add(Observation one, int n) {
        if (observations.merge(one, n, Integer::sum) == 0) {
            observations.remove(one);
        }
    }

    /** What has to be said after this where the other was said. */
    Told less(Told other) {
        other.observations.forEach((one, n) -> add(one, -n));
        return this;
    }

    /** Says it. */
    void to(Observer out) {
        observations.forEach((one, n) -> {
            for (int i = 0; i < Math.abs(n); i++) {
                out.observe(n > 0 ? one : one.negated());
            }
        });
    }
}
