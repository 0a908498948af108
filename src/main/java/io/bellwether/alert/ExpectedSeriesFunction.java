package io.bellwether.alert;

import io.bellwether.metric.CellKey;
import io.bellwether.metric.RollupWindow;
import io.bellwether.metric.Window;
import io.bellwether.metric.Windowing;
import io.bellwether.rule.RuleSet;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets the series that rules expect begin, with an empty pane, when the first thing comes after a start: from then on their
 * silence counts. Nothing is remembered: to a series that has begun an empty pane says nothing. To be run in one place.
 */
public final class ExpectedSeriesFunction extends ProcessFunction<RollupWindow, RollupWindow> {

    private static final long serialVersionUID = 1L;

    private final RuleSet rules;
    private final Windowing windowing;
    private transient List<CellKey> waiting;

    public ExpectedSeriesFunction(RuleSet rules, Windowing windowing) {
        this.rules = rules;
        this.windowing = windowing;
    }

    @Override
    public void open(OpenContext context) {
        waiting = ExpectedSeries.of(rules, windowing);
    }

    @Override
    public void processElement(RollupWindow window, Context context, Collector<RollupWindow> out) {
        for (CellKey key : waiting) {
            out.collect(new RollupWindow(key, windowing.start(key.measurement(), window.start()), new Window()));
        }
        waiting = List.of();
        out.collect(window);
    }
}
