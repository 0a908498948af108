package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.rule.RuleSet;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Hands on the cells of the breakdowns by which rules say what drives their alerts, reduced to what is read of them; others
 * cost a look-up. A cell is told with its time, as a rollup does.
 */
public final class DriverPartFunction extends ProcessFunction<Cell, DriverPart> {

    private static final long serialVersionUID = 1L;

    private final RuleSet rules;
    private transient DriverPlan plan;

    public DriverPartFunction(RuleSet rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        plan = new DriverPlan(rules);
    }

    @Override
    public void processElement(Cell cell, Context context, Collector<DriverPart> out) {
        for (Map.Entry<String, DriverPlan.Keep> place : plan.of(cell.key()).entrySet()) {
            DriverPlan.Keep keep = place.getValue();
            Cell small = cell.only(keep.measures(), cell.key());
            // one that says nothing says something where it corrects another
            boolean corrects = context.timestamp() >= cell.end();
            if (keep.levels() || small.hasCountsOrTimings() || corrects) {
                out.collect(new DriverPart(place.getKey(), context.timestamp(), small));
            }
        }
    }
}
