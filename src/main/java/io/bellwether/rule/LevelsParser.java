package io.bellwether.rule;

import io.bellwether.metric.Metric;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Numbers;
import io.bellwether.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the levels of a rule: a list, or the short form for one. */
final class LevelsParser {

    private static final long DAY = 86_400_000;

    private final YamlMap rule;
    private final Metric metric;

    /** @param metric whose unit the thresholds have, or null where it is not known */
    LevelsParser(YamlMap rule, Metric metric) {
        this.rule = rule;
        this.metric = metric;
    }

    /** Most severe first. */
    List<Level> parse() {
        long holdFor = rule.duration("for", 0);
        checkFor(rule, holdFor);
        List<Level> levels = new ArrayList<>();
        if (rule.has("levels")) {
            List<YamlMap> entries = rule.maps("levels");
            for (YamlMap entry : entries) {
                add(levels, entry, holdFor);
                entry.done();
            }
            checkUse(entries);
            for (String key : List.of("op", "value", "recover", "severity")) {
                rule.refuse(key, "belongs into the entries of levels; move it there");
            }
        } else {
            add(levels, rule, holdFor);
        }
        levels.sort(Comparator.comparing(Level::severity));
        checkOrder(levels);
        return levels;
    }

    private void add(List<Level> levels, YamlMap entry, long ruleFor) {
        Severity severity = Severity.byName(entry.required("severity", "one of " + Severity.names()));
        if (severity == null && entry.has("severity")) {
            entry.error("severity", "must be one of " + Severity.names());
        }
        Op op = Op.bySign(entry.required("op", "one of \"<\" \"<=\" \">\" \">=\""));
        if (op == null && entry.has("op")) {
            entry.error("op", "must be one of \"<\" \"<=\" \">\" \">=\", in quotes");
        }
        double value = threshold(entry, "value", Double.NaN);
        double recover = threshold(entry, "recover", value);
        long holdFor = entry == rule ? ruleFor : entry.duration("for", ruleFor);
        checkFor(entry, holdFor);
        if (severity == null || op == null || Double.isNaN(value)) {
            return;
        }
        if (op.upward() ? recover > value : recover < value) {
            entry.error(
                    "recover",
                    "must be on the good side of value: " + (op.upward() ? "at most " : "at least ")
                            + entry.text("value", ""));
        } else if (metric != null) {
            checkReach(entry, op, value, recover);
        }
        levels.add(new Level(severity, op, value, recover, holdFor));
    }

    /** Some value of the metric crosses the level, and some value ends it. */
    private void checkReach(YamlMap entry, Op op, double value, double recover) {
        double worst = op.upward() ? metric.highest() : metric.lowest();
        double best = op.upward() ? metric.lowest() : metric.highest();
        String range = metric.fullName() + " is " + Readout.range(metric);
        if (!op.test(worst, value)) {
            entry.error("value", "is never crossed: " + range + ", and nothing of that is " + op.sign() + " this");
        } else if (op.test(best, value)) {
            entry.error("value", "is always crossed: " + range + ", and all of that is " + op.sign() + " this");
        } else if (op.test(best, recover)) {
            entry.error(
                    "recover",
                    "is never reached, so the alert would not end: " + range + ", and all of that is still " + op.sign()
                            + " this; leave it out, or move it towards value");
        }
    }

    /** What is written above the levels, and the list itself, are for at least one of them. */
    private void checkUse(List<YamlMap> entries) {
        if (rule.isList("levels") && entries.isEmpty()) {
            rule.error("levels", "lists no level, so the rule would never fire; add one, or write enabled: false");
        } else if (rule.has("for") && entries.stream().allMatch(entry -> entry.has("for"))) {
            rule.error("for", "holds for no level: each has a for of its own; remove this one");
        }
    }

    static void checkFor(YamlMap entry, long holdFor) {
        if (holdFor > DAY && entry.has("for")) {
            entry.error("for", "is longer than a day: nobody would hear of it in time; use a longer window");
        }
    }

    private double threshold(YamlMap entry, String key, double fallback) {
        if (!entry.has(key)) {
            entry.text(key, "");
            if (key.equals("value")) {
                entry.error(key, "missing; the threshold, in the metric's unit");
            }
            return fallback;
        }
        String text = entry.text(key, "");
        double number = number(text, metric);
        if (Double.isNaN(number)) {
            entry.error(key, "must be a number" + hint() + ", not " + text);
            return fallback;
        }
        if (metric != null && (number < metric.lowest() || number > metric.highest())) {
            entry.error(key, metric.fullName() + " is never " + text + ": it is " + Readout.range(metric));
        }
        return number;
    }

    private String hint() {
        if (metric == null) {
            return "";
        }
        return switch (metric.unit()) {
            case SECONDS -> " of seconds or a duration such as 5m";
            case SHARE -> " from 0 to 1 or a percentage such as 80%";
            default -> "";
        };
    }

    /** A number in the unit of a metric; NaN where it is none. */
    static double number(String text, Metric metric) {
        if (metric != null && metric.unit() == Metric.Unit.SECONDS && Durations.parse(text) >= 0) {
            return Durations.parse(text) / 1000.0;
        }
        if (metric != null && metric.unit() == Metric.Unit.SHARE && text.endsWith("%")) {
            return Numbers.parse(text.substring(0, text.length() - 1).strip()) / 100;
        }
        return Numbers.parse(text);
    }

    private void checkOrder(List<Level> levels) {
        for (int i = 1; i < levels.size(); i++) {
            Level worse = levels.get(i - 1);
            Level milder = levels.get(i);
            if (worse.severity() == milder.severity()) {
                rule.error("levels", "severity " + worse.severity().wireName() + " is there twice; remove one");
            } else if (worse.op().upward() != milder.op().upward()) {
                rule.error("levels", "all levels must look to the same side: use \"<\" or \">\" for all");
            } else if (worse.op().upward() ? worse.value() <= milder.value() : worse.value() >= milder.value()) {
                rule.error(
                        "levels",
                        worse.severity().wireName() + " must be "
                                + (worse.op().upward() ? "above " : "below ")
                                + milder.severity().wireName()
                                + ": the more severe level is crossed last");
            }
        }
    }
}
