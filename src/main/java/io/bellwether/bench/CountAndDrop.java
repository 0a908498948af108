package io.bellwether.bench;

import java.io.Serializable;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;

/**
 * The end of a measured pipeline: adds up what comes, into an accumulator of the job, and lets nothing through.
 *
 * @param <T> what comes
 */
final class CountAndDrop<T> extends RichFilterFunction<T> {

    private static final long serialVersionUID = 1L;

    /** What one element adds. */
    interface Weight<T> extends ToLongFunction<T>, Serializable {}

    private final String name;
    private final Weight<T> weight;
    private final LongCounter sum = new LongCounter();

    /** @param name of the accumulator */
    CountAndDrop(String name, Weight<T> weight) {
        this.name = name;
        this.weight = weight;
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(name, sum);
    }

    @Override
    public boolean filter(T value) {
        sum.add(weight.applyAsLong(value));
        return false;
    }
}
