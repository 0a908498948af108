package io.bellwether.cases;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The series of one tuple of dimension values: built once, then only looked up. Not thread-safe. */
final class SeriesSet {

    private static final int MEASUREMENTS = Measurement.values().length;

    private final List<String> dimensions;
    /** By ordinals. */
    private final Series[] untagged = new Series[MEASUREMENTS];

    private final Tagged[] tagged = new Tagged[MEASUREMENTS];

    /** Null until somebody asks. */
    private Map<String, String> byName;

    SeriesSet(List<String> dimensions) {
        this.dimensions = dimensions;
    }

    List<String> dimensions() {
        return dimensions;
    }

    /**
     * The values by the names of their dimensions. Not to be changed.
     *
     * @param names in the order of the values
     */
    Map<String, String> byName(List<String> names) {
        if (byName == null) {
            Map<String, String> named = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                named.put(names.get(i), dimensions.get(i));
            }
            byName = Map.copyOf(named);
        }
        return byName;
    }

    Series of(Measurement measurement, List<String> tags) {
        int place = measurement.ordinal();
        if (!tags.isEmpty()) {
            Tagged known = tagged[place];
            if (known == null) {
                known = new Tagged();
                tagged[place] = known;
            }
            return known.of(measurement, tags);
        }
        Series known = untagged[place];
        if (known == null) {
            known = new Series(measurement, dimensions, tags);
            untagged[place] = known;
        }
        return known;
    }

    /** The series of a measurement with tags. Whoever observes hands the same few lists on again and again. */
    private final class Tagged {

        private static final int MOST_LISTS = 8;

        private final Object[] lists = new Object[MOST_LISTS];
        private final Series[] ofLists = new Series[MOST_LISTS];
        private final Map<List<String>, Series> ofTags = new HashMap<>(4);
        private int size;

        Series of(Measurement measurement, List<String> tags) {
            for (int i = 0; i < size; i++) {
                if (lists[i] == tags) {
                    return ofLists[i];
                }
            }
            Series known = ofTags.get(tags);
            if (known == null) {
                known = new Series(measurement, dimensions, tags);
                ofTags.put(tags, known);
            }
            if (size < MOST_LISTS) {
                lists[size] = tags;
                ofLists[size++] = known;
            }
            return known;
        }
    }
}
