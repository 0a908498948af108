package io.bellwether.rule;

import io.bellwether.metric.Metric;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that is wrong or unwise in a directory of rule files: what loading refuses, and what it lets pass although
 * it would wake people for nothing or leave them without help.
 */
public final class RuleLint {

    /** Dimensions that events have by themselves; settings may name more. */
    public static final Set<String> DIMENSIONS =
            Set.of("queue", "channel", "priority", "tier", "brand", "category", "language", "region", "agent");

    private final Path base;
    private final Set<String> dimensions;
    private final List<YamlProblem> problems = new ArrayList<>();

    private RuleLint(Path base, Set<String> dimensions) {
        this.base = base;
        this.dimensions = new TreeSet<>(dimensions);
    }

    /**
     * Checks a directory.
     *
     * @param dimensions names that rules may group by
     * @return problems in the order of files; empty if all is well
     */
    public static List<YamlProblem> check(Path directory, Set<String> dimensions) {
        return check(directory, dimensions, System.getenv());
    }

    static List<YamlProblem> check(Path directory, Set<String> dimensions, Map<String, String> environment) {
        if (!Files.isDirectory(directory)) {
            return List.of(new YamlProblem(directory.toString(), 0, 0, "", true, "is not a directory"));
        }
        try {
            RuleSet rules = RuleSet.load(directory, environment);
            RuleLint lint = new RuleLint(directory.toAbsolutePath().getParent(), dimensions);
            rules.rules().forEach(lint::check);
            return lint.problems;
        } catch (RuleFileException e) {
            return e.problems();
        }
    }

    private void check(Rule rule) {
        if (rule.about().owner().isEmpty()) {
            warn(rule, "owner", "nobody is named who keeps this rule; add owner");
        }
        checkRunbook(rule);
        if (rule instanceof SeriesRule series) {
            check(series);
        } else if (rule instanceof SignalRule signal) {
            Set<String> names = new TreeSet<>(signal.where().keySet());
            names.removeAll(Set.of("clock", "level"));
            checkDimensions(rule, names);
        }
    }

    private void checkRunbook(Rule rule) {
        String runbook = rule.about().runbook();
        if (runbook.isEmpty()) {
            if (pages(rule)) {
                error(rule, "runbook", "a rule that wakes people needs a runbook: add the link to what they must do");
            }
        } else if (!runbook.contains("://") && !Files.isRegularFile(base.resolve(runbook))) {
            error(rule, "runbook", "there is no file " + runbook + "; write it, or correct the path");
        }
        if (rule.about().dashboard().isEmpty() && pages(rule)) {
            warn(rule, "dashboard", "somebody woken at night wants to see more; add a dashboard link");
        }
    }

    private static boolean pages(Rule rule) {
        if (rule instanceof SeriesRule series) {
            return series.levels().stream().anyMatch(level -> level.severity() == Severity.PAGE);
        }
        return rule instanceof SignalRule signal && signal.severities().containsValue(Severity.PAGE);
    }

    private void check(SeriesRule rule) {
        checkDimensions(rule, rule.rollup());
        for (Level level : rule.levels()) {
            if (level.forMillis() > 0 && level.forMillis() < rule.everyMillis()) {
                error(rule, "for", "is shorter than window.every and so damps nothing; make it at least as long, or 0");
            }
        }
        if (rule.outOf() > 1 && rule.sizeMillis() > rule.everyMillis()) {
            warn(rule, "n_of_m", "windows overlap, so neighbours agree by themselves; make window.every equal to size");
        }
        if (rule.metric().kind() == Metric.Kind.RATIO && !Readout.isLevel(rule.metric()) && rule.minSamples() < 2) {
            warn(rule, "min_samples", "one bad case out of one is 100%; say how many values a window must have");
        }
    }

    private void checkDimensions(Rule rule, Iterable<String> names) {
        for (String name : names) {
            if (!dimensions.contains(name)) {
                error(
                        rule,
                        "by",
                        name + " is not a dimension; known: " + String.join(", ", dimensions)
                                + "; add it to the settings, or correct it");
            }
        }
    }

    private void error(Rule rule, String field, String message) {
        problems.add(problem(rule, field, true, message));
    }

    private void warn(Rule rule, String field, String message) {
        problems.add(problem(rule, field, false, message));
    }

    private static YamlProblem problem(Rule rule, String field, boolean error, String message) {
        return new YamlProblem(rule.about().file(), rule.about().line(), 1, rule.uid() + "." + field, error, message);
    }
}
