package io.bellwether.bench;

import io.bellwether.metric.Point;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;

/** Lets all points through and counts, in an accumulator of the job, the series that they belong to. */
final class CountSeries extends RichFilterFunction<Point> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final LongCounter sum = new LongCounter();
    /** Hashes: of a hundred thousand series one or two may be missed. All points of one come to one subtask. */
    private transient Set<Integer> seen;

    /** @param name of the accumulator */
    CountSeries(String name) {
        this.name = name;
    }

    @Override
    public void open(OpenContext context) {
        seen = new HashSet<>();
        getRuntimeContext().addAccumulator(name, sum);
    }

    @Override
    public boolean filter(Point point) {
        if (seen.add(31 * point.measurement().hashCode() + point.tags().hashCode())) {
            sum.add(1);
        }
        return true;
    }
}
