package io.bellwether.ruletest;

import io.bellwether.alert.Transition;
import io.bellwether.file.Folder;
import io.bellwether.notify.Addressed;
import io.bellwether.notify.Addressees;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Routing;
import io.bellwether.rule.Rule;
import io.bellwether.rule.RuleSet;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tests of a directory of rules: what they must say of made-up numbers and of histories. Numbers go through the
 * evaluation that a live job has, in event time; histories through a replay.
 *
 * @param tests of all files, in their order
 */
public record RuleTests(RuleSet rules, Routing routing, List<RuleTest> tests) {

    private static final String STEM_END = ".test";

    /** Counts a history from its files of events. */
    @FunctionalInterface
    public interface History {
        /** What the rules tell of it, in the order of time. */
        List<Transition> of(List<Path> events) throws Exception;
    }

    /**
     * How a test went.
     *
     * @param failures what is not as it must be; none where it passed
     * @param nanos that it took
     */
    public record Result(RuleTest test, List<String> failures, long nanos) {

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    public RuleTests {
        tests = List.copyOf(tests);
    }

    /**
     * Reads the tests of a directory of rules.
     *
     * @param folder where they are; may be missing
     * @param problems where everything that is wrong with them is added
     */
    public static RuleTests read(Path folder, RuleSet rules, Routing routing, List<YamlProblem> problems)
            throws IOException {
        List<RuleTest> tests = new ArrayList<>();
        for (Path file : files(folder)) {
            tests.addAll(new RuleTestParser(file, rules, routing.receivers().keySet(), problems).parse());
        }
        return new RuleTests(rules, routing, tests);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return Folder.entries(folder).stream()
                .filter(file -> TextFile.isYaml(file) && TextFile.stem(file).endsWith(STEM_END))
                .toList();
    }

    /** Runs a test. */
    public Result run(RuleTest test, History history) throws Exception {
        long began = System.nanoTime();
        List<Transition> transitions =
                test.events().isEmpty() ? test.given().evaluate(rules, end(test)) : history.of(test.events());
        List<String> failures = new RuleTestJudge(test, transitions, told(transitions)).failures();
        return new Result(test, failures, System.nanoTime() - began);
    }

    /** The last moment that anything is given for or expected of. */
    private static long end(RuleTest test) {
        long end = test.given().end(test.start());
        for (RuleTest.Moment moment : test.moments()) {
            end = Math.max(end, test.start() + moment.at());
        }
        for (RuleTest.Course course : test.courses()) {
            for (RuleTest.Step step : course.steps()) {
                end = Math.max(end, test.start() + step.at());
            }
        }
        return end;
    }

    /**
     * Of how many changes of which rule each receiver is told. One in several groups of a receiver is one change; who is only a
     * step of an escalation is not counted.
     */
    private Map<String, Map<String, Long>> told(List<Transition> transitions) {
        Map<String, Addressees> before = new HashMap<>();
        Map<String, Set<String>> hearing = new HashMap<>();
        Map<String, Map<String, Long>> told = new HashMap<>();
        for (Transition transition : transitions) {
            Addressed addressed = routing.address(transition, before.get(transition.alertId()));
            before.put(transition.alertId(), addressed.after());
            Set<String> ofAlert = hearing.computeIfAbsent(transition.alertId(), alert -> new HashSet<>());
            Set<String> now = new HashSet<>();
            for (Notification notification : addressed.notifications()) {
                now.add(notification.receiver());
                if (notification.primary() && notification.afterMillis() == 0) {
                    ofAlert.add(notification.receiver());
                }
            }
            now.retainAll(ofAlert);
            now.forEach(receiver ->
                    told.computeIfAbsent(receiver, name -> new TreeMap<>()).merge(transition.uid(), 1L, Long::sum));
            if (transition.kind() == Transition.Kind.RESOLVED) {
                hearing.remove(transition.alertId());
            }
        }
        return told;
    }

    /** The uids of rules that are evaluated and of which no test expects anything. */
    public List<String> untested() {
        Set<String> tested = new HashSet<>();
        tests.forEach(test -> tested.addAll(test.uids()));
        return rules.rules().stream()
                .filter(rule -> rule.about().enabled())
                .map(Rule::uid)
                .filter(uid -> !tested.contains(uid))
                .toList();
    }
}
