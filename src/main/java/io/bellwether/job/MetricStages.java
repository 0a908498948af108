package io.bellwether.job;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellCodec;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.CombineOperator;
import io.bellwether.metric.LimitValuesOperator;
import io.bellwether.metric.Observation;
import io.bellwether.metric.RollupOperator;
import io.bellwether.metric.RollupWindow;
import io.bellwether.metric.RollupWindowCodec;
import io.bellwether.metric.ValueLimits;
import io.bellwether.metric.Windowing;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The stages through which what is observed becomes cells: added up, limited, rolled up. */
final class MetricStages {

    private MetricStages() {}

    /** Rolls observations up before they cross the network; chained behind whoever observes. */
    static DataStream<RollupWindow> combine(DataStream<Observation> observations, String of, Windowing windowing) {
        return combined(observations, of, new CombineOperator(windowing));
    }

    static DataStream<RollupWindow> combined(
            DataStream<Observation> observations, String of, CombineOperator operator) {
        return observations
                .transform("Combine " + of, CodecTypeInfo.of(RollupWindowCodec.INSTANCE), operator)
                .setParallelism(observations.getParallelism())
                .uid("metric-combine-" + of);
    }

    /** In one place, so that all subtasks agree on the values that are beyond the limit. */
    static DataStream<RollupWindow> limited(DataStream<RollupWindow> windows, ValueLimits limits, Windowing windowing) {
        return windows.transform(
                        "Limit values",
                        CodecTypeInfo.of(RollupWindowCodec.INSTANCE),
                        new LimitValuesOperator(limits, windowing))
                .setParallelism(1)
                .uid("metric-limit-values");
    }

    static DataStream<Cell> rollUp(DataStream<RollupWindow> windows, Windowing windowing, String uid, String name) {
        return windows.keyBy(RollupWindow::key, CodecTypeInfo.of(CellKeyCodec.INSTANCE))
                .transform(name, CodecTypeInfo.of(CellCodec.INSTANCE), new RollupOperator(windowing))
                .uid(uid);
    }
}
