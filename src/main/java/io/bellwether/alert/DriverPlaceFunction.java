package io.bellwether.alert;

import io.bellwether.rule.RuleSet;
import org.apache.flink.api.java.functions.KeySelector;

/** Where what drives an alert on a series is known. */
public final class DriverPlaceFunction implements KeySelector<Transition, String> {

    private static final long serialVersionUID = 1L;

    private final RuleSet rules;
    private transient DriverPlan plan;

    public DriverPlaceFunction(RuleSet rules) {
        this.rules = rules;
    }

    @Override
    public String getKey(Transition transition) {
        plan = plan == null ? new DriverPlan(rules) : plan;
        return plan.place(transition);
    }
}
