package io.bellwether.job;

import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingContext;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleReader;
import io.bellwether.rule.RuleTexts;
import io.bellwether.webhook.DeliveryOperatorFactory;
import io.bellwether.yaml.YamlProblem;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Says what is wrong with rules and routing that a running job is to take: what a start would refuse, and what needs one.
 *
 * @param variables where secrets of the routing file come from
 */
record RuleJudge(RuleReader reader, RuleBounds bounds, Variables variables) implements Serializable {

    /** Reads texts whole; they can be taken where no error is among the problems. */
    RuleReader.Checked judge(RuleTexts texts, Map<String, String> environment, List<YamlProblem> problems) {
        RuleReader.Checked checked = reader.check(texts, environment, problems);
        boolean readable = problems.stream().noneMatch(YamlProblem::error);
        problems.addAll(bounds.problems(checked.rules()));
        RoutingContext alerts = RuleFolder.routingContext(readable, checked.rules(), checked.context(), true);
        try {
            DeliveryOperatorFactory.check(Routing.check(texts, variables, alerts, problems), variables);
        } catch (RoutingException e) {
            problems.addAll(e.problems());
        }
        return checked;
    }
}
