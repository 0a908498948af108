package io.bellwether.alert;

import io.bellwether.rule.SeriesRule;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;
import org.apache.flink.api.common.functions.RuntimeContext;

/** Adds up the evidence of one rule in a job that ends, for whoever started it; nothing of it is state. */
final class EvidenceCounter implements SimpleAccumulator<Evidence> {

    private static final long serialVersionUID = 1L;

    private final boolean upward;
    /** Read by another thread while the job runs. */
    private volatile Evidence all = Evidence.NONE;

    private EvidenceCounter(boolean upward) {
        this.upward = upward;
    }

    /** Counts what a function sees. */
    static WindowWitness in(RuntimeContext context) {
        Map<String, EvidenceCounter> counters = new HashMap<>();
        return (rule, judged) -> counters.computeIfAbsent(rule.uid(), uid -> added(context, rule))
                .add(Evidence.of(rule, judged));
    }

    private static EvidenceCounter added(RuntimeContext context, SeriesRule rule) {
        EvidenceCounter counter =
                new EvidenceCounter(Evidence.mildest(rule).op().upward());
        context.addAccumulator(Evidence.PREFIX + rule.uid(), counter);
        return counter;
    }

    @Override
    public void add(Evidence more) {
        all = all.and(more, upward);
    }

    @Override
    public Evidence getLocalValue() {
        return all;
    }

    @Override
    public void resetLocal() {
        all = Evidence.NONE;
    }

    @Override
    public void merge(Accumulator<Evidence, Evidence> other) {
        add(other.getLocalValue());
    }

    @Override
    public EvidenceCounter clone() {
        EvidenceCounter copy = new EvidenceCounter(upward);
        copy.all = all;
        return copy;
    }
}
