package io.bellwether.rule;

import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.yaml.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Placeholders by which the texts of a rule name other fields of its measurement: {@code {{also.FIELD}}}. */
public final class OtherFields {

    private static final String PREFIX = "also.";

    private OtherFields() {}

    /** The name of the placeholder of a field. */
    public static String placeholder(Metric metric) {
        return PREFIX + metric.field();
    }

    /** Whether a placeholder is one of these. */
    static boolean isOne(String placeholder) {
        return placeholder.startsWith(PREFIX);
    }

    /** The fields that texts name, sorted by name; what is no field of the measurement is passed over. */
    static List<Metric> of(Rule.About about, Measurement measurement) {
        Set<String> names = new TreeSet<>();
        for (String text : List.of(about.title(), about.summary(), about.runbook(), about.dashboard())) {
            names.addAll(Template.names(text));
        }
        List<Metric> fields = new ArrayList<>();
        for (String name : names) {
            Metric metric = isOne(name) ? find(name, measurement) : null;
            if (metric != null) {
                fields.add(metric);
            }
        }
        return List.copyOf(fields);
    }

    /** What is wrong with a placeholder; empty if nothing is. */
    static String problem(String placeholder, Measurement measurement) {
        String field = placeholder.substring(PREFIX.length());
        if (field.equals(measurement.text())) {
            return "{{" + placeholder + "}}: " + field + " is a text of " + measurement.wireName()
                    + ", and only numbers can be named; remove it";
        }
        if (find(placeholder, measurement) != null) {
            return "";
        }
        List<String> fields = Metric.of(measurement).stream().map(Metric::field).toList();
        return "{{" + placeholder + "}}: " + measurement.wireName() + " has no field " + field + "; it has "
                + String.join(", ", fields) + Nearest.hint(field, fields);
    }

    private static Metric find(String placeholder, Measurement measurement) {
        return Metric.byFullName(measurement.wireName() + "." + placeholder.substring(PREFIX.length()));
    }
}
