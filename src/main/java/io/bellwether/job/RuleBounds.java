package io.bellwether.job;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Windowing;
import io.bellwether.rule.Agg;
import io.bellwether.rule.Rule;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import io.bellwether.settings.Settings;
import io.bellwether.yaml.YamlProblem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What rules can ask for without a restart: what a running job counts was settled when it was started.
 *
 * @param rollups breakdowns, names in the order of the alphabet
 * @param levels those of them in which levels were counted from the beginning, as far as that is certain
 * @param courses levels whose course within windows is kept
 * @param parts by uid, what the parts are that alerts of a rule name as what drives them
 * @param limits by uid, how many open alerts a rule may have
 * @param apart rules whose alerts are kept with the ordinary ones, where those on coaching have a bucket of their own
 */
record RuleBounds(
        Set<List<String>> rollups,
        Set<List<String>> levels,
        Set<Measure> courses,
        Map<String, String> parts,
        Map<String, Integer> limits,
        Set<String> apart)
        implements Serializable {

    private static final String RESTART = ": restart the job, which goes on from its state (docs/operations.md)";

    /** Of a job that was started with these settings and rules. */
    static RuleBounds of(Settings settings, RuleSet rules) {
        Windowing windowing = settings.windowing(rules.rollups(), rules.courses());
        Set<List<String>> levels = sorted(settings.series().rollups());
        levels.addAll(sorted(rules.levelRollups().keySet()));
        boolean keepsApart = settings.coaching()
                && settings.influx() != null
                && settings.influx().hasAgentBucket();
        Set<String> apart = keepsApart
                ? rules.rules().stream()
                        .filter(rule -> !isOfCoaching(rule))
                        .map(Rule::uid)
                        .collect(Collectors.toSet())
                : Set.of();
        return new RuleBounds(
                sorted(windowing.rollups()),
                levels,
                Set.copyOf(windowing.courses()),
                parts(rules),
                limits(rules),
                apart);
    }

    /** What is kept of the parts of a rule with drivers goes by all of this. */
    private static Map<String, String> parts(RuleSet rules) {
        return rules.seriesRules().stream()
                .filter(rule -> !rule.drivers().isEmpty())
                .collect(Collectors.toMap(Rule::uid, rule -> rule.drivers() + " " + rule.shape()));
    }

    private static Map<String, Integer> limits(RuleSet rules) {
        return rules.rules().stream()
                .filter(rule -> rule.about().enabled() && rule.about().maxSeries() > 0)
                .collect(Collectors.toMap(Rule::uid, rule -> rule.about().maxSeries()));
    }

    private static Set<List<String>> sorted(Collection<List<String>> rollups) {
        return rollups.stream()
                .map(rollup -> rollup.stream().sorted().toList())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isOfCoaching(Rule rule) {
        return rule instanceof SeriesRule series && series.metric().measurement() == Measurement.COACHING;
    }

    /** Why rules cannot begin now; each is an error, at the rule. */
    List<YamlProblem> problems(RuleSet rules) {
        List<YamlProblem> problems = new ArrayList<>();
        Map<String, String> partsNow = parts(rules);
        Map<String, Integer> limitsNow = limits(rules);
        for (Rule rule : rules.rules()) {
            if (!rule.about().enabled()) {
                continue;
            }
            if (!Objects.equals(partsNow.get(rule.uid()), parts.get(rule.uid()))) {
                add(rule, "drivers", "what drives alerts is made of other parts now" + RESTART, problems);
            }
            if (!Objects.equals(limitsNow.get(rule.uid()), limits.get(rule.uid()))) {
                add(rule, "limits", "another number of alerts may be open now" + RESTART, problems);
            }
        }
        for (SeriesRule rule : rules.seriesRules()) {
            checkRollup(rule, problems);
            checkCourse(rule, problems);
            if (isOfCoaching(rule) && apart.contains(rule.uid())) {
                add(rule, "metric", "is on coaching now, whose alerts are kept apart" + RESTART, problems);
            }
        }
        return problems;
    }

    private void checkRollup(SeriesRule rule, List<YamlProblem> problems) {
        if (!Windowing.ownRollups(rule.metric().measurement()).isEmpty()) {
            return;
        }
        String by = rule.rollup().isEmpty() ? "all together" : "by " + String.join(", ", rule.rollup());
        boolean level = rule.measures().stream().anyMatch(measure -> measure.kind() == Measure.Kind.LEVEL);
        if (!rollups.contains(rule.rollup())) {
            add(rule, "by", "needs figures " + by + ", which the running job does not count" + RESTART, problems);
        } else if (level && !levels.contains(rule.rollup())) {
            add(
                    rule,
                    "by",
                    "needs levels " + by + ", which the running job may not have counted from its beginning" + RESTART,
                    problems);
        }
    }

    private void checkCourse(SeriesRule rule, List<YamlProblem> problems) {
        if (rule.agg() != Agg.MAX && rule.agg() != Agg.AVG) {
            return;
        }
        Set<Measure> missing = EnumSet.noneOf(Measure.class);
        missing.addAll(rule.metric().measures());
        missing.removeIf(measure -> measure.hasCourse() || courses.contains(measure));
        if (!missing.isEmpty()) {
            add(
                    rule,
                    "agg",
                    "needs what " + rule.metric().fullName()
                            + " was within windows, which the running job does not keep" + RESTART,
                    problems);
        }
    }

    private static void add(Rule rule, String key, String message, List<YamlProblem> problems) {
        problems.add(
                new YamlProblem(rule.about().file(), rule.about().line(), 1, rule.uid() + "." + key, true, message));
    }
}
