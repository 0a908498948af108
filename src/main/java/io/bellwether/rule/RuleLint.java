package io.bellwether.rule;

import io.bellwether.baseline.Season;
import io.bellwether.metric.Metric;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that is wrong or unwise in a directory of rule files: what loading refuses, and what it lets pass although
 * it would wake people for nothing or leave them without help.
 */
public final class RuleLint {

    private static final long HOUR = 3_600_000;

    private final Path base;
    /** Whoever has a copy checked does not learn by it which files there are elsewhere. */
    private final boolean beyond;

    private final List<YamlProblem> problems = new ArrayList<>();
    private final Map<Path, List<Rule>> farRunbooks = new TreeMap<>();

    private RuleLint(Path base, boolean beyond) {
        this.base = base;
        this.beyond = beyond;
    }

    /**
     * Checks a directory. An error is what {@link RuleSet#load} refuses, a warning what works and is unwise.
     *
     * @return problems in the order of files; empty if all is well
     */
    public static List<YamlProblem> check(Path directory, RuleContext context) {
        return check(directory, Map.of(), context);
    }

    /**
     * The same of the directory as it would be with other texts.
     *
     * @param instead texts of rule files by their names, in the place of what these files say, if they are there; with any, no
     *     runbook is looked for outside of the folder that the directory is in
     */
    public static List<YamlProblem> check(Path directory, Map<String, String> instead, RuleContext context) {
        if (!Files.isDirectory(directory)) {
            return List.of(new YamlProblem(directory.toString(), 0, 0, "", true, "is not a directory"));
        }
        RuleLint lint = new RuleLint(directory.toAbsolutePath().normalize().getParent(), instead.isEmpty());
        Map<String, String> files = RuleSet.read(directory, lint.problems);
        files.putAll(instead);
        RuleSet.parse(files, context.in(directory), lint.problems).forEach(lint::check);
        lint.tellFarRunbooks(directory, context);
        lint.problems.sort(Comparator.comparing(YamlProblem::file)
                .thenComparing(YamlProblem::line)
                .thenComparing(YamlProblem::column));
        return lint.problems;
    }

    private void check(Rule rule) {
        if (rule.about().owner().isEmpty()) {
            warn(rule, "owner", "nobody is named who keeps this rule; add owner");
        }
        checkRunbook(rule);
        if (rule instanceof SeriesRule series) {
            check(series);
        }
    }

    private void checkRunbook(Rule rule) {
        String runbook = rule.about().runbook();
        if (runbook.isEmpty()) {
            if (pages(rule)) {
                warn(rule, "runbook", "a rule that wakes people needs a runbook: add the link to what they must do");
            }
        } else if (!runbook.contains("://") && isLookedFor(runbook) && !Files.isRegularFile(base.resolve(runbook))) {
            missing(rule, Path.of(runbook));
        }
        if (rule.about().dashboard().isEmpty() && pages(rule)) {
            warn(rule, "dashboard", "somebody woken at night wants to see more; add a dashboard link");
        }
    }

    private boolean isLookedFor(String runbook) {
        return beyond || base.resolve(runbook).normalize().startsWith(base);
    }

    /** Of a folder that is not there, as beside a copy of the rules, one warning says all. */
    private void missing(Rule rule, Path runbook) {
        Path folder = runbook.getParent();
        if (folder == null || Files.isDirectory(base.resolve(folder))) {
            warn(rule, "runbook", "there is no file " + runbook + "; write it, or correct the path");
        } else {
            farRunbooks.computeIfAbsent(folder, key -> new ArrayList<>()).add(rule);
        }
    }

    private void tellFarRunbooks(Path directory, RuleContext context) {
        farRunbooks.forEach((folder, rules) -> {
            String first = rules.get(0).uid();
            String whose = rules.size() == 1
                    ? "the runbook of rule " + first + " is"
                    : "the runbooks of " + rules.size() + " rules (" + first + ", …) are";
            boolean byVariable = folder.equals(Path.of(RuleParser.runbooks(context)));
            String what = byVariable
                    ? "set RUNBOOKS_URL to where people read them, such as https://wiki.example/runbooks"
                    : "correct the paths";
            String message = whose + " in " + folder + ", and there is no such folder in " + base + ": " + what
                    + ", or put them there";
            problems.add(new YamlProblem(directory.toString(), 0, 0, "runbook", false, message));
        });
    }

    private static boolean pages(Rule rule) {
        if (rule instanceof SeriesRule series) {
            return series.severities().contains(Severity.PAGE);
        }
        return rule instanceof SignalRule signal && signal.severities().containsValue(Severity.PAGE);
    }

    private void check(SeriesRule rule) {
        if (rule.condition() instanceof Condition.Departure condition) {
            check(rule, condition);
        }
        if (rule.outOf() > 1 && rule.sizeMillis() > rule.everyMillis()) {
            warn(rule, "n_of_m", "windows overlap, so neighbours agree by themselves; make window.every equal to size");
        }
        if (rule.noData().alerts() && rule.minSamples() == 0 && NoDataParser.alwaysSpeaks(rule.metric())) {
            warn(
                    rule,
                    "no_data",
                    rule.metric().fullName() + " always says something, 0 where there is nothing, so this never fires:"
                            + " use absent, or a level with op \"<\"");
        }
        boolean share =
                rule.metric().kind() == Metric.Kind.RATIO && !rule.metric().ofTheEnd();
        if ((share || rule.condition() instanceof Burn) && rule.minSamples() < 2) {
            warn(rule, "min_samples", "one bad case out of one is 100%; say how many values a window must have");
        }
    }

    private void check(SeriesRule rule, Condition.Departure condition) {
        if (condition.minEffect() == 0 && condition.madFloor() == 0) {
            warn(
                    rule,
                    "baseline",
                    "any change of a series that stood still is far from usual; say with min_effect what is worth an"
                            + " alert");
        }
        if (rule.sizeMillis() > HOUR && condition.plan().season() != Season.NONE) {
            warn(rule, "window", "is longer than the hours that a baseline tells apart; make size 1h or shorter");
        }
    }

    private void warn(Rule rule, String field, String message) {
        Rule.About about = rule.about();
        problems.add(new YamlProblem(about.file(), about.line(), 1, rule.uid() + "." + field, false, message));
    }
}
