package io.bellwether.job;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellCodec;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.Signal;
import io.bellwether.metric.Windowing;
import io.bellwether.plan.PlanBook;
import io.bellwether.plan.PlanBookCodec;
import io.bellwether.plan.PlanFunction;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The stages that say how many agents queues need and have, where numbers are broken down by queue. */
final class PlanStages {

    private static final double LOOKS_PER_SECOND = 0.5;

    private PlanStages() {}

    /**
     * What comes out.
     *
     * @param cells of measurement {@code plan}, each where cells of its key are
     * @param intervals cells of measurement {@code plan_interval}
     * @param signals of plans refused and taken
     */
    record Outputs(DataStream<Cell> cells, DataStream<Cell> intervals, DataStream<Signal> signals) {}

    /** Whether there is anything by queue to go by. */
    static boolean areWanted(Windowing windowing) {
        return windowing.rollups().contains(Windowing.QUEUE);
    }

    /**
     * @param cells of all measurements
     * @param watched whether its file may change while the job runs; then there are looks to its end, also without a file
     */
    static Outputs wire(DataStream<Cell> cells, Settings settings, Windowing windowing, boolean watched) {
        SingleOutputStreamOperator<PlanBook> plans = Ticks.perSecond(
                        LOOKS_PER_SECOND,
                        watched ? Long.MAX_VALUE : 0,
                        cells.getExecutionEnvironment(),
                        "Plan file",
                        "plan-ticks")
                .process(new PlanWatchFunction(settings.planning().file(), windowing.intervalMillis()))
                .returns(CodecTypeInfo.of(PlanBookCodec.INSTANCE))
                .setParallelism(1)
                .uid("plan-watch")
                .name("Watch the plan");
        SingleOutputStreamOperator<Cell> said = cells.filter(PlanFunction::concerns)
                .uid("plan-filter")
                .name("Queues alone")
                .keyBy(PlanFunction::key, CodecTypeInfo.of(CellKeyCodec.INSTANCE))
                .connect(plans.broadcast(PlanFunction.PLAN))
                .process(new PlanFunction(settings.planning(), windowing))
                .returns(CodecTypeInfo.of(CellCodec.INSTANCE))
                .uid("plan-queues")
                .name("Agents required");
        return new Outputs(
                said, said.getSideOutput(PlanFunction.INTERVALS), plans.getSideOutput(PlanWatchFunction.SIGNALS));
    }
}
