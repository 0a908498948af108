package io.bellwether.alert;

import io.bellwether.metric.Signal;
import io.bellwether.rule.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is given to rules instead of being counted, for trying them.
 *
 * @param series what windows say
 * @param signals what happens to cases and files; of the same time in the order of the list
 */
public record GivenInput(List<GivenSeries> series, List<Signal> signals) {

    public GivenInput {
        series = List.copyOf(series);
        signals = List.copyOf(signals);
    }

    /** Epoch ms at which nothing is given any more; {@code least} where that is later. */
    public long end(long least) {
        long end = least;
        for (GivenSeries one : series) {
            end = Math.max(end, one.end());
        }
        for (Signal signal : signals) {
            end = Math.max(end, signal.time());
        }
        return end;
    }

    /**
     * What the rules tell of it, in the order of time.
     *
     * @param end epoch ms of the last window end that is looked at
     */
    public List<Transition> evaluate(RuleSet rules, long end) {
        List<Transition> told = new ArrayList<>(GivenSeries.evaluate(rules, series, end));
        SignalEvaluator evaluator = new SignalEvaluator(rules);
        Map<String, SignalState> states = new HashMap<>();
        signals.stream()
                .sorted(Comparator.comparingLong(Signal::time))
                .forEach(signal -> told.addAll(
                        evaluator.next(states.computeIfAbsent(signal.key(), key -> new SignalState()), signal)));
        told.sort(Comparator.comparingLong(Transition::at));
        return AlertLimit.limited(rules, told);
    }
}
