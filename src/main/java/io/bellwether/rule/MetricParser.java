package io.bellwether.rule;

import io.bellwether.metric.Metric;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;

/** Reads the name of a metric. */
final class MetricParser {

    private MetricParser() {}

    /** The metric that a key names; null where the key is missing and, after a complaint, where rules have no such metric. */
    static Metric parse(YamlMap map, String key) {
        String name = map.text(key, "");
        return name.isEmpty() ? null : find(map, key, name);
    }

    /** The same for a name that is known; complaints go to the key. */
    static Metric find(YamlMap map, String key, String name) {
        Metric metric = Metric.byFullName(name);
        if (metric == null) {
            map.error(key, "there is no metric " + name + nearest(name));
            return null;
        }
        if (metric.measurement().isInterval()) {
            map.error(
                    key,
                    "an interval changes for as long as its contacts are open and cannot be alerted on; use" + " queue."
                            + metric.field() + " with window: {size: 30m}");
            return null;
        }
        return metric;
    }

    private static String nearest(String name) {
        String measurement = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        List<String> fields = new ArrayList<>();
        List<String> measurements = new ArrayList<>();
        for (Metric metric : Metric.all()) {
            if (metric.measurement().wireName().equals(measurement)) {
                fields.add(metric.field());
            }
            if (!measurements.contains(metric.measurement().wireName())) {
                measurements.add(metric.measurement().wireName());
            }
        }
        return fields.isEmpty()
                ? "; measurements are " + String.join(", ", measurements) + Nearest.hint(name, names())
                : "; " + measurement + " has " + String.join(", ", fields) + Nearest.hint(name, names());
    }

    private static List<String> names() {
        return Metric.all().stream().map(Metric::fullName).toList();
    }
}
