package io.bellwether.settings;

import io.bellwether.event.Dimensions;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import java.util.HashSet;
import java.util.Set;

/** Which names settings may give to dimensions: they become tags beside Bellwether's own tags and fields. */
public final class DimensionNames {

    /** Of points that are no metrics: what alerts and levels are written with, and the rollup without dimensions. */
    private static final Set<String> OTHERS = Set.of("rollup", "uid", "level", "time", "kind", "value", "all");

    private static final Set<String> TAGS = tags();
    private static final Set<String> FIELDS = fields();

    private DimensionNames() {}

    /** Why a name cannot be that of a dimension, and what to do; empty where it can. */
    public static String problem(String name) {
        String problem = Dimensions.problem(name);
        if (!problem.isEmpty()) {
            return problem;
        }
        if (TAGS.contains(name)) {
            return name + " is a tag of Bellwether's own; send the field under another name";
        }
        return FIELDS.contains(name)
                ? name + " is a field of Bellwether's own measurements; send it under another name"
                : "";
    }

    private static Set<String> tags() {
        Set<String> tags = new HashSet<>(OTHERS);
        for (Measurement measurement : Measurement.values()) {
            tags.addAll(measurement.tags());
        }
        return tags;
    }

    private static Set<String> fields() {
        Set<String> fields = new HashSet<>();
        for (Metric metric : Metric.all()) {
            fields.add(metric.field());
        }
        return fields;
    }
}
