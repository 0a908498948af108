package io.bellwether.ruletest;

import io.bellwether.alert.GivenInput;
import io.bellwether.alert.GivenSeries;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.Signal;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what a test gives. A series that no rule reads is an error: a test of it could not fail. */
final class GivenParser {

    private static final double ENOUGH = Long.MAX_VALUE;

    private final RuleSet rules;
    private final GivenSignalParser signals;

    GivenParser(RuleSet rules) {
        this.rules = rules;
        this.signals = new GivenSignalParser(rules);
    }

    /** The input of a test; what has a mistake, which was then complained about, is left out. */
    GivenInput parse(List<YamlMap> inputs, long start, long interval) {
        List<GivenSeries> given = new ArrayList<>();
        List<Signal> happening = new ArrayList<>();
        for (YamlMap input : inputs) {
            if (input.has("signal")) {
                Signal signal = signals.parse(input, start);
                if (signal != null) {
                    happening.add(signal);
                }
                continue;
            }
            GivenSeries one = series(input, start, interval);
            if (one != null && given.stream().anyMatch(other -> isSame(one, other))) {
                input.error("series", "stands here twice; give its values in one line");
            } else if (one != null) {
                given.add(one);
            }
        }
        return new GivenInput(given, happening);
    }

    private static boolean isSame(GivenSeries one, GivenSeries other) {
        return one.key().equals(other.key()) && Objects.equals(one.metric(), other.metric());
    }

    private GivenSeries series(YamlMap input, long start, long interval) {
        YamlMap series = input.section("series");
        Metric metric = Metric.byFullName(series.required("metric", "one of those that './bellwether metrics' prints"));
        if (metric == null && series.has("metric")) {
            String name = series.text("metric", "");
            List<String> known = Metric.all().stream().map(Metric::fullName).toList();
            series.error("metric", "there is no metric " + name + Nearest.hint(name, known));
        }
        Map<String, String> labels = new TreeMap<>();
        series.names().stream()
                .filter(name -> !name.equals("metric"))
                .forEach(name -> labels.put(name, series.value(name).word("")));
        List<Double> values = values(input, "values");
        if (values.size() * interval > RuleTestParser.LONGEST) {
            String all = Durations.shortest(values.size() * interval);
            input.error("values", "last for " + all + "; a test lasts at most 400d");
        }
        List<Double> samples = input.has("samples") ? samples(input) : List.of(ENOUGH);
        if (samples.size() == 1) {
            samples = Collections.nCopies(values.size(), samples.get(0));
        }
        if (samples.size() != values.size()) {
            input.error(
                    "samples", "are " + samples.size() + ", and " + values.size() + " values; write one, or as many");
        }
        input.done();
        CellKey key = metric == null ? null : key(metric.measurement(), labels, series);
        if (key != null) {
            check(metric, key, series);
        }
        return key == null || samples.size() != values.size()
                ? null
                : new GivenSeries(
                        key,
                        metric,
                        start,
                        interval,
                        values,
                        samples.stream().map(Double::longValue).toList());
    }

    private static CellKey key(Measurement measurement, Map<String, String> labels, YamlMap series) {
        List<String> tags = new ArrayList<>();
        for (String tag : measurement.tags()) {
            String value = labels.remove(tag);
            if (value == null) {
                series.error(tag, "missing; " + measurement.wireName() + " is kept for each " + tag + " by itself");
                return null;
            }
            tags.add(value);
        }
        return new CellKey(measurement, List.copyOf(labels.keySet()), List.copyOf(labels.values()), tags);
    }

    private static List<Double> samples(YamlMap input) {
        List<Double> samples = values(input, "samples");
        if (samples.stream().anyMatch(one -> !(one >= 0 && one == Math.rint(one)))) {
            input.error("samples", "must be whole numbers from 0 on: how many values stand behind each");
        }
        return samples;
    }

    private static List<Double> values(YamlMap input, String key) {
        String text = input.required(key, "write them as in '5x3 1+2x3 _ 7'");
        try {
            return text.isEmpty() ? List.of() : GivenValues.parse(text);
        } catch (IllegalArgumentException e) {
            input.error(key, e.getMessage());
            return List.of();
        }
    }

    private void check(Metric metric, CellKey key, YamlMap series) {
        List<SeriesRule> reading = rules.seriesRules().stream()
                .filter(rule -> rule.measures().containsAll(metric.measures()))
                .filter(rule -> rule.metric().measurement() == metric.measurement())
                .toList();
        if (reading.isEmpty()) {
            series.error("metric", "no rule reads " + metric.fullName() + ", so nothing can come of it");
        } else if (reading.stream().noneMatch(rule -> rule.rollup().equals(key.dimensions()))) {
            series.error(
                    "metric",
                    "no rule reads " + metric.fullName() + " by " + key.dimensions() + ", but by "
                            + reading.stream()
                                    .map(rule -> rule.rollup().toString())
                                    .distinct()
                                    .collect(Collectors.joining(" or ")));
        }
    }
}
