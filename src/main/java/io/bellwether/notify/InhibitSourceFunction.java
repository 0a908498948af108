package io.bellwether.notify;

import io.bellwether.alert.Transition;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Picks what happens to alerts that may inhibit others, for whoever decides. */
public final class InhibitSourceFunction implements FlatMapFunction<Transition, Circumstance> {

    private static final long serialVersionUID = 1L;

    private final List<InhibitRule> rules;

    public InhibitSourceFunction(Routing routing) {
        this(routing.conduct().inhibit());
    }

    InhibitSourceFunction(List<InhibitRule> rules) {
        this.rules = rules;
    }

    @Override
    public void flatMap(Transition transition, Collector<Circumstance> out) {
        if (Inhibition.concerns(rules, transition)) {
            out.collect(new Circumstance.OfSource(transition));
        }
    }
}
