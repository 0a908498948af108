package io.bellwether.ruletest;

import io.bellwether.alert.GivenSeries;
import io.bellwether.alert.Transition;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.rule.Rule;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Severity;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a file of rule tests. Everything that is wrong is complained about at its place; then there are no tests. */
final class RuleTestParser {

    private static final String USUAL_START = "2026-03-02T09:00:00Z";
    private static final long MINUTE = 60_000;
    private static final double ENOUGH = Long.MAX_VALUE;
    /** What a test may last: each window end of it is looked at. */
    private static final long LONGEST = 400L * 24 * 60 * MINUTE;

    private static final String STATE = "firing";

    private final Path file;
    private final RuleSet rules;
    private final Set<String> uids = new TreeSet<>();
    private final Set<String> receivers;
    private final List<YamlProblem> problems;

    /**
     * @param rules whose uids tests may name
     * @param receivers names that tests may name
     * @param problems where complaints go
     */
    RuleTestParser(Path file, RuleSet rules, Set<String> receivers, List<YamlProblem> problems) {
        this.file = file;
        this.rules = rules;
        this.receivers = receivers;
        this.problems = problems;
    }

    List<RuleTest> parse() {
        String text = TextFile.read(file, file.toString(), problems);
        YamlMap root = text == null ? null : YamlMap.root(file.toString(), text, problems);
        if (root == null) {
            return List.of();
        }
        names(root.value("rules"));
        List<RuleTest> tests = new ArrayList<>();
        if (root.list("tests").isEmpty()) {
            root.error("tests", "missing; write a list of tests, each with name, input or events, and expect");
        }
        for (YamlMap test : root.maps("tests")) {
            tests.add(test(test));
        }
        root.done();
        return tests;
    }

    /** The rules that tests may name: those of the files that are named, or all. */
    private void names(YamlValue files) {
        Set<String> wanted = files == null ? Set.of() : Set.copyOf(files.words());
        Set<String> known = new TreeSet<>();
        for (Rule rule : rules.rules()) {
            known.add(rule.about().file());
            if (files == null || wanted.contains(rule.about().file())) {
                uids.add(rule.uid());
            }
        }
        for (String name : wanted) {
            if (!known.contains(name)) {
                files.error("there is no file " + name + " with rules" + Nearest.hint(name, known));
            }
        }
    }

    private RuleTest test(YamlMap map) {
        String name = map.required("name", "say in a few words what must happen");
        long start = time(map);
        long interval = map.positive("interval", MINUTE);
        if (interval > LONGEST) {
            map.error("interval", "must be at most 400d");
            interval = MINUTE;
        }
        List<GivenSeries> given = new ArrayList<>();
        for (YamlMap input : map.maps("input")) {
            GivenSeries one = series(input, start, interval);
            if (one != null) {
                given.add(one);
            }
        }
        List<Path> events = events(map);
        if (!map.has("input") && events.isEmpty()) {
            map.error("input", "missing; a test has an input of series, or events");
        } else if (map.has("input") && map.has("events")) {
            map.error("events", "stand beside input; make two tests of it");
        }
        List<RuleTest.Moment> moments =
                map.maps("expect").stream().map(this::moment).toList();
        List<RuleTest.Course> courses =
                map.maps("transitions").stream().map(this::course).toList();
        List<RuleTest.Told> told =
                map.maps("notifications").stream().map(this::told).toList();
        if (moments.isEmpty() && courses.isEmpty() && told.isEmpty()) {
            map.error("expect", "missing; a test that expects nothing cannot fail");
        }
        map.done();
        return new RuleTest(name, file.toString(), map.line(), start, given, events, moments, courses, told);
    }

    private static long time(YamlMap map) {
        String text = map.text("start", USUAL_START);
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            map.error("start", "must be a time such as 2026-03-02T09:00:00+08:00, not " + text);
            return 0;
        }
    }

    private List<Path> events(YamlMap map) {
        List<Path> files = new ArrayList<>();
        for (String name : map.words("events")) {
            Path events = file.resolveSibling(name);
            if (!Files.isRegularFile(events)) {
                map.error("events", "there is no file " + events + "; names are those beside this file");
            }
            files.add(events);
        }
        return files;
    }

    private static GivenSeries series(YamlMap input, long start, long interval) {
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
        List<Double> samples = input.has("samples") ? values(input, "samples") : List.of(ENOUGH);
        if (samples.size() == 1) {
            samples = Collections.nCopies(values.size(), samples.get(0));
        }
        if (samples.size() != values.size()) {
            input.error(
                    "samples", "are " + samples.size() + ", and " + values.size() + " values; write one, or as many");
        }
        input.done();
        CellKey key = metric == null ? null : key(metric.measurement(), labels, series);
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

    private static List<Double> values(YamlMap input, String key) {
        String text = input.required(key, "write them as in '5x3 1+2x3 _ 7'");
        try {
            return text.isEmpty() ? List.of() : GivenValues.parse(text);
        } catch (IllegalArgumentException e) {
            input.error(key, e.getMessage());
            return List.of();
        }
    }

    private RuleTest.Moment moment(YamlMap map) {
        long at = at(map);
        String uid = uid(map);
        if (!map.has("alerts")) {
            map.error("alerts", "missing; write alerts: [] where nothing may fire");
        }
        List<RuleTest.Alert> alerts =
                map.maps("alerts").stream().map(RuleTestParser::alert).toList();
        map.done();
        return new RuleTest.Moment(map.line(), at, uid, alerts);
    }

    private static RuleTest.Alert alert(YamlMap map) {
        if (!map.text("state", STATE).equals(STATE)) {
            map.error("state", "must be firing: what is pending or over is told to nobody");
        }
        RuleTest.Alert alert = new RuleTest.Alert(
                map.textByName("labels"), severity(map), map.text("title", ""), map.text("text", ""));
        map.done();
        return alert;
    }

    private RuleTest.Course course(YamlMap map) {
        String uid = uid(map);
        Map<String, String> labels = map.textByName("labels");
        if (!map.has("sequence")) {
            map.error("sequence", "missing; write sequence: [] where nothing may be told");
        }
        List<RuleTest.Step> steps =
                map.list("sequence").stream().map(RuleTestParser::step).toList();
        map.done();
        return new RuleTest.Course(map.line(), uid, labels, steps);
    }

    private static RuleTest.Step step(YamlValue value) {
        if (!value.isMap()) {
            return new RuleTest.Step(transition(value.word(""), value), -1, "", "");
        }
        YamlMap map = value.map();
        String transition = transition(map.required("transition", "such as firing"), value);
        RuleTest.Step step =
                new RuleTest.Step(transition, map.has("at") ? at(map) : -1, severity(map), map.text("reason", ""));
        map.done();
        return step;
    }

    private static String transition(String name, YamlValue value) {
        List<String> known = Arrays.stream(Transition.Kind.values())
                .map(Transition.Kind::wireName)
                .toList();
        if (!name.isEmpty() && !known.contains(name)) {
            value.error("must be one of " + String.join(", ", known) + ", not " + name);
        }
        return name;
    }

    private RuleTest.Told told(YamlMap map) {
        String receiver = map.required("receiver", "a name of the routing file");
        if (!receiver.isEmpty() && !receivers.contains(receiver)) {
            map.error("receiver", "the routing file has no receiver " + receiver + Nearest.hint(receiver, receivers));
        }
        long count = map.whole("count", -1);
        if (count < 0) {
            map.error("count", "must be how many changes the receiver is told of, such as 2");
        }
        map.done();
        return new RuleTest.Told(map.line(), receiver, count);
    }

    private String uid(YamlMap map) {
        String uid = map.required("uid", "that of the rule");
        if (!uid.isEmpty() && !uids.contains(uid)) {
            map.error("uid", "there is no rule " + uid + Nearest.hint(uid, uids));
        }
        return uid;
    }

    private static long at(YamlMap map) {
        long at = map.duration("at", -1);
        if (at < 0 || at > LONGEST) {
            map.error("at", "must be a time since the start, such as 15m, and at most 400d");
        }
        return at;
    }

    private static String severity(YamlMap map) {
        String severity = map.text("severity", "");
        List<String> known =
                Arrays.stream(Severity.values()).map(Severity::wireName).toList();
        if (!severity.isEmpty() && !known.contains(severity)) {
            map.error("severity", "must be one of " + String.join(", ", known) + ", not " + severity);
        }
        return severity;
    }
}
