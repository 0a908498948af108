package io.bellwether.job;

import io.bellwether.rule.RuleReader;
import io.bellwether.rule.RuleTexts;
import io.bellwether.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * What looks at a directory of rules come to: all of it is taken, or nothing is and what is wrong is told once. What counts is
 * what two looks in a row have found, so a file that is being written is neither taken nor refused. What is refused is judged
 * again at each look, for what is wrong may stand elsewhere, such as a file with a secret that is missing.
 */
final class RuleLooks {

    private final Judge judge;
    private String last = "";
    private String accepted = "";
    private String refusedFor = "";

    /** What is wrong with texts. */
    @FunctionalInterface
    interface Judge {
        RuleReader.Checked judge(RuleTexts texts, List<YamlProblem> problems);
    }

    /**
     * What is to be told.
     *
     * @param texts that hold from now on; null where what was found is refused
     * @param version of the rules in them; empty where it is refused
     * @param problem why it is refused; empty where it is not
     */
    record News(RuleTexts texts, String version, String problem) {}

    RuleLooks(Judge judge) {
        this.judge = judge;
    }

    /** Whether nothing was told yet. */
    boolean isFirst() {
        return accepted.isEmpty() && refusedFor.isEmpty();
    }

    /**
     * Takes what a look has found.
     *
     * @param unreadable why it is not all that there is; empty where it is
     * @return null where there is nothing to tell
     */
    News look(RuleTexts texts, List<YamlProblem> unreadable) {
        String found = texts.digest() + YamlProblem.lines(unreadable);
        boolean certain = found.equals(last);
        last = found;
        if (!certain || found.equals(accepted)) {
            return null;
        }
        List<YamlProblem> problems = new ArrayList<>(unreadable);
        RuleReader.Checked checked = judge.judge(texts, problems);
        List<YamlProblem> errors = problems.stream().filter(YamlProblem::error).toList();
        return errors.isEmpty() ? accepted(found, checked) : refused(errors);
    }

    private News accepted(String found, RuleReader.Checked checked) {
        accepted = found;
        refusedFor = "";
        return new News(checked.texts(), checked.rules().version(), "");
    }

    private News refused(List<YamlProblem> errors) {
        String more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
        String problem = errors.get(0) + more;
        boolean known = problem.equals(refusedFor);
        accepted = "";
        refusedFor = problem;
        return known ? null : new News(null, "", problem);
    }
}
