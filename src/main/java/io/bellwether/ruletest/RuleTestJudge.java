package io.bellwether.ruletest;

import io.bellwether.alert.Transition;
import io.bellwether.yaml.Durations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds what rules told against what a test expects of them. */
final class RuleTestJudge {

    private final RuleTest test;
    private final List<Transition> transitions;
    private final Map<String, Map<String, Long>> told;

    /**
     * @param transitions in the order of time
     * @param told of how many changes of which rule each receiver was told
     */
    RuleTestJudge(RuleTest test, List<Transition> transitions, Map<String, Map<String, Long>> told) {
        this.test = test;
        this.transitions = transitions;
        this.told = told;
    }

    /** What is not as it must be, each in words; none where all is. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        test.moments().forEach(moment -> check(moment, failures));
        test.courses().forEach(course -> check(course, failures));
        for (RuleTest.Told expected : test.told()) {
            Map<String, Long> byUid = told.getOrDefault(expected.receiver(), Map.of());
            long count = byUid.values().stream().mapToLong(Long::longValue).sum();
            if (count != expected.count()) {
                List<String> each = byUid.entrySet().stream()
                        .map(entry -> entry.getValue() + " of " + entry.getKey())
                        .toList();
                failures.add("line " + expected.line() + ": " + expected.receiver() + " must be told of "
                        + expected.count() + " changes and is told of " + count
                        + (each.isEmpty() ? "" : ": " + String.join(", ", each)));
            }
        }
        return failures;
    }

    private void check(RuleTest.Moment moment, List<String> failures) {
        List<Transition> firing = firing(moment);
        if (firing.size() != moment.alerts().size() || !isPaired(moment.alerts(), firing)) {
            failures.add("line " + moment.line() + ": at " + since(moment.at()) + " of " + moment.uid()
                    + " must fire: "
                    + words(moment.alerts().stream().map(RuleTestJudge::words).toList())
                    + "; fires: "
                    + words(firing.stream().map(RuleTestJudge::words).toList()) + "; told until then: "
                    + words(until(moment).stream().map(this::story).toList()));
        }
    }

    /** Whether each that is expected is one of its own of those that fire. */
    private static boolean isPaired(List<RuleTest.Alert> alerts, List<Transition> firing) {
        RuleTest.Alert[] of = new RuleTest.Alert[firing.size()];
        return alerts.stream().allMatch(alert -> pair(alert, firing, of, new boolean[of.length]));
    }

    /** Gives an alert one that fires; who has it already may take another one. */
    private static boolean pair(RuleTest.Alert alert, List<Transition> firing, RuleTest.Alert[] of, boolean[] asked) {
        for (int i = 0; i < of.length; i++) {
            if (!asked[i] && isLike(firing.get(i), alert)) {
                asked[i] = true;
                if (of[i] == null || pair(of[i], firing, of, asked)) {
                    of[i] = alert;
                    return true;
                }
            }
        }
        return false;
    }

    private List<Transition> until(RuleTest.Moment moment) {
        return transitions.stream()
                .filter(one -> one.uid().equals(moment.uid()) && one.at() - test.start() <= moment.at())
                .toList();
    }

    /** The last that was told of each alert that fires then. */
    private List<Transition> firing(RuleTest.Moment moment) {
        Map<String, Transition> firing = new LinkedHashMap<>();
        for (Transition one : until(moment)) {
            if (one.kind() == Transition.Kind.RESOLVED) {
                firing.remove(one.alertId());
            } else {
                firing.put(one.alertId(), one);
            }
        }
        return new ArrayList<>(firing.values());
    }

    private static boolean isLike(Transition one, RuleTest.Alert alert) {
        return one.labels().entrySet().containsAll(alert.labels().entrySet())
                && isAnyOr(one.severity(), alert.severity())
                && isAnyOr(one.title(), alert.title())
                && isAnyOr(one.text(), alert.text());
    }

    private void check(RuleTest.Course course, List<String> failures) {
        List<Transition> ofCourse = transitions.stream()
                .filter(one -> one.uid().equals(course.uid())
                        && one.labels().entrySet().containsAll(course.labels().entrySet()))
                .toList();
        boolean same = ofCourse.size() == course.steps().size();
        for (int i = 0; same && i < ofCourse.size(); i++) {
            same = isLike(ofCourse.get(i), course.steps().get(i));
        }
        if (!same) {
            failures.add("line " + course.line() + ": of " + course.uid() + " must be told: "
                    + words(course.steps().stream().map(RuleTestJudge::words).toList()) + "; is told: "
                    + words(ofCourse.stream().map(this::story).toList()));
        }
    }

    private boolean isLike(Transition one, RuleTest.Step step) {
        return one.kind().wireName().equals(step.transition())
                && (step.at() < 0 || one.at() - test.start() == step.at())
                && isAnyOr(one.severity(), step.severity())
                && isAnyOr(one.reason(), step.reason());
    }

    private static boolean isAnyOr(String is, String wanted) {
        return wanted.isEmpty() || wanted.equals(is);
    }

    private static String words(List<String> all) {
        return all.isEmpty() ? "nothing" : String.join(", ", all);
    }

    private static String words(RuleTest.Alert alert) {
        return parts(
                alert.severity(),
                new TreeMap<>(alert.labels()).toString(),
                quoted(alert.title()),
                quoted(alert.text()));
    }

    private static String words(Transition one) {
        return parts(one.severity(), new TreeMap<>(one.labels()).toString(), quoted(one.title()), quoted(one.text()));
    }

    private static String words(RuleTest.Step step) {
        String at = step.at() < 0 ? "" : "at " + since(step.at());
        return parts(step.transition(), step.severity(), step.reason(), at);
    }

    private String story(Transition one) {
        return parts(
                one.kind().wireName(),
                one.severity(),
                "(" + one.reason() + ")",
                "at " + since(one.at() - test.start()));
    }

    private static String parts(String... parts) {
        return String.join(
                " ", Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : '"' + text + '"';
    }

    private static String since(long millis) {
        return millis < 0 ? "-" + Durations.shortest(-millis) : Durations.shortest(millis);
    }
}
