package io.bellwether.cases;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Series;
import io.bellwether.state.Remembered;
import java.util.List;
import java.util.Map;

/** The series of all cases of a subtask by their dimensions' values. Bounded: it forgets, and builds anew. Not thread-safe. */
final class SeriesSets {

    private static final int MOST_SETS = 10_000;

    private final List<String> dimensions;
    private final int channelAt;
    private final Remembered<List<String>, SeriesSet> sets = new Remembered<>(MOST_SETS, SeriesSet::new);
    private final Remembered<String, Series> agents = new Remembered<>(MOST_SETS, Series::ofAgent);
    private final Remembered<String, Series> agentsOf = new Remembered<>(MOST_SETS, Series::ofAgentsOf);
    private final Remembered<String, Series> coached =
            new Remembered<>(MOST_SETS, agent -> new Series(Measurement.COACHING, List.of(agent), List.of()));

    /** @param dimensions their names, in the order of the values */
    SeriesSets(List<String> dimensions) {
        this.dimensions = dimensions;
        this.channelAt = dimensions.indexOf("channel");
    }

    /** The series of a case. */
    SeriesSet of(Attributes attributes) {
        SeriesSet known = attributes.series();
        if (known == null) {
            known = of(attributes.values(dimensions));
            attributes.remember(known);
        }
        return known;
    }

    /** The series of a case that had these values. */
    SeriesSet of(List<String> values) {
        return sets.of(values);
    }

    /** The channel among the values of a case's dimensions; null where it is none of them. */
    String channel(List<String> values) {
        return channelAt < 0 || values.isEmpty() ? null : values.get(channelAt);
    }

    /** A case's values by the names of their dimensions. Not to be changed. */
    Map<String, String> byName(Attributes attributes) {
        return of(attributes).byName(dimensions);
    }

    /** The series of an agent. */
    Series ofAgent(String name) {
        return agents.of(name);
    }

    /** The series of what an agent did. */
    Series ofCoached(String name) {
        return coached.of(name);
    }

    /** The series of the agents of a queue. */
    Series ofAgentsOf(String queue) {
        return agentsOf.of(queue);
    }
}
