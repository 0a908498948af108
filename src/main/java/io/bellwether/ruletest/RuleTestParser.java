package io.bellwether.ruletest;

import io.bellwether.alert.GivenInput;
import io.bellwether.rule.Rule;
import io.bellwether.rule.RuleSet;
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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads a file of rule tests. Everything that is wrong is complained about at its place; then there are no tests. */
final class RuleTestParser {

    private static final String USUAL_START = "2026-03-02T09:00:00Z";
    private static final long MINUTE = 60_000;
    /** What a test may last: each window end of it is looked at. */
    static final long LONGEST = 400L * 24 * 60 * MINUTE;

    private final Path file;
    private final RuleSet rules;
    private final GivenParser given;
    private final Set<String> receivers;
    private final List<YamlProblem> problems;
    private ExpectationParser expected;

    /**
     * @param rules whose uids tests may name
     * @param receivers names that tests may name
     * @param problems where complaints go
     */
    RuleTestParser(Path file, RuleSet rules, Set<String> receivers, List<YamlProblem> problems) {
        this.file = file;
        this.rules = rules;
        this.given = new GivenParser(rules);
        this.receivers = receivers;
        this.problems = problems;
    }

    List<RuleTest> parse() {
        String text = TextFile.read(file, file.toString(), problems);
        YamlMap root = text == null ? null : YamlMap.root(file.toString(), text, problems);
        if (root == null) {
            return List.of();
        }
        expected = new ExpectationParser(named(root.value("rules")), receivers);
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
    private List<Rule> named(YamlValue files) {
        Set<String> wanted = files == null ? Set.of() : Set.copyOf(files.words());
        Set<String> known = new TreeSet<>();
        rules.rules().forEach(rule -> known.add(rule.about().file()));
        for (String name : wanted) {
            if (!known.contains(name)) {
                files.error("there is no file " + name + " with rules" + Nearest.hint(name, known));
            }
        }
        return rules.rules().stream()
                .filter(rule -> files == null || wanted.contains(rule.about().file()))
                .toList();
    }

    private RuleTest test(YamlMap map) {
        String name = map.required("name", "say in a few words what must happen");
        long start = time(map);
        long interval = map.positive("interval", MINUTE);
        if (interval > LONGEST) {
            map.error("interval", "must be at most 400d");
            interval = MINUTE;
        }
        List<YamlMap> input = map.maps("input");
        GivenInput given = this.given.parse(input, start, interval);
        List<Path> events = events(map);
        if (input.isEmpty() && events.isEmpty()) {
            map.error("input", "missing; a test has an input of series or signals, or events");
        } else if (map.has("input") && map.has("events")) {
            map.error("events", "stand beside input; make two tests of it");
        }
        List<RuleTest.Moment> moments =
                map.maps("expect").stream().map(expected::moment).toList();
        List<RuleTest.Course> courses =
                map.maps("transitions").stream().map(expected::course).toList();
        List<RuleTest.Told> told =
                map.maps("notifications").stream().map(expected::told).toList();
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
}
