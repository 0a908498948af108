package io.bellwether.dashboard;

import io.bellwether.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query of a panel, whole.
 *
 * @param legend what its series are called, with {@code $tag_…}; {@code $col} for the numbers' own names
 */
record Query(String text, Bilingual legend) {

    /** A series for each column. */
    static final String COLUMNS = "$col";

    private static final Pattern FROM = Pattern.compile("FROM \"(\\w+)\"");
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"$");

    /** The measurement that it reads. */
    String measurement() {
        Matcher from = FROM.matcher(text);
        return from.find() ? from.group(1) : "";
    }

    /** What it gives out: of each column of the outermost select the alias, or else the name. */
    List<String> outputs() {
        List<String> outputs = new ArrayList<>();
        for (String column : text.substring(0, text.indexOf(" FROM ")).split(", ")) {
            Matcher name = NAME.matcher(column);
            if (name.find()) {
                outputs.add(name.group(1));
            }
        }
        return outputs;
    }

    /** Those of its outputs that the catalogue knows. */
    List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (String output : outputs()) {
            Metric metric = Metric.byFullName(measurement() + "." + output);
            if (metric != null) {
                metrics.add(metric);
            }
        }
        return metrics;
    }
}
