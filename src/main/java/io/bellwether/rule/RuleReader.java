package io.bellwether.rule;

import io.bellwether.event.AgentIds;
import io.bellwether.timeinterval.TimeIntervals;
import io.bellwether.yaml.YamlProblem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads rules from texts the same way everywhere: a {@link RuleContext} without the environment, which holds secrets and must
 * not travel.
 */
public record RuleReader(long paneMillis, Set<String> dimensions, AgentIds agents, boolean coaching)
        implements Serializable {

    public RuleReader {
        dimensions = Set.copyOf(dimensions);
    }

    /** As it reads in this process. */
    public static RuleReader of(RuleContext context) {
        return new RuleReader(context.paneMillis(), context.dimensions(), context.agents(), context.coaching());
    }

    /**
     * Texts with what they take from the environment, checked.
     *
     * @param rules that they hold; none where there is an error
     * @param context that the rules were read against
     */
    public record Checked(RuleTexts texts, RuleSet rules, RuleContext context) {}

    /** Reads texts in an environment; what is wrong with them is complained about. */
    public Checked check(RuleTexts texts, Map<String, String> environment, List<YamlProblem> problems) {
        RuleContext context = context(texts, environment);
        int before = problems.size();
        List<Rule> rules = RuleSet.parse(texts.files(), context, problems);
        boolean wrong = problems.stream().skip(before).anyMatch(YamlProblem::error);
        return wrong
                ? new Checked(texts, RuleSet.none(), context)
                : new Checked(texts.with(environment), RuleSet.of(texts.files(), rules), context);
    }

    /** The rules of texts that were accepted. */
    public RuleSet read(RuleTexts texts) {
        List<YamlProblem> problems = new ArrayList<>();
        RuleSet rules = check(texts, texts.variables(), problems).rules();
        if (problems.stream().anyMatch(YamlProblem::error)) {
            throw new IllegalStateException("rules that were accepted cannot be read: " + problems);
        }
        return rules;
    }

    private RuleContext context(RuleTexts texts, Map<String, String> environment) {
        TimeIntervals intervals = TimeIntervals.in(RuleContext.ROUTING + ".yaml", texts.routing());
        return new RuleContext(paneMillis, dimensions, agents, coaching, environment, intervals);
    }
}
