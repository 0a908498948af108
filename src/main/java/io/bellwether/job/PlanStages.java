package io.bellwether.job;

import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CellCodec;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Signal;
import io.bellwether.metric.Windowing;
import io.bellwether.plan.PlanBook;
import io.bellwether.plan.PlanBookCodec;
import io.bellwether.plan.PlanFunction;
import io.bellwether.plan.PlannedShift;
import io.bellwether.plan.QueueNews;
import io.bellwether.plan.QueueNewsCodec;
import io.bellwether.settings.Settings;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The stages that say how many agents queues need and have, where numbers are broken down by queue. */
final class PlanStages {

    private static final double LOOKS_PER_SECOND = 0.5;

    private PlanStages() {}

    /**
     * What comes out. Plans go a way of their own: joined with all other cells, these would have to leave the chain of their
     * rollup, which costs a quarter of the bytes of an event.
     *
     * @param others cells of all other measurements, in the chain of their rollup
     * @param cells of measurement {@code plan}, each where cells of its key are
     * @param intervals cells of measurement {@code plan_interval}
     * @param signals of plans refused and taken
     * @param late dead letters of shifts
     */
    record Outputs(
            DataStream<Cell> others,
            DataStream<Cell> cells,
            DataStream<Cell> intervals,
            DataStream<Signal> signals,
            DataStream<Rejection> late) {}

    /** Whether there is anything by queue to go by. */
    static boolean areWanted(Windowing windowing) {
        return windowing.rollups().contains(Windowing.QUEUE);
    }

    private static boolean isOfPlan(Cell cell) {
        return cell.key().measurement() == Measurement.PLAN;
    }

    /**
     * @param cells of all measurements
     * @param shifts events of type {@code plan.staffed}
     * @param watched whether its file may change while the job runs; then there are looks to its end, also without a file
     */
    static Outputs wire(
            DataStream<Cell> cells,
            DataStream<ServiceEvent> shifts,
            Settings settings,
            Windowing windowing,
            boolean watched) {
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
        DataStream<QueueNews> panes = cells.<QueueNews>flatMap((cell, out) -> {
                    if (QueueNews.isPane(cell)) {
                        out.collect(QueueNews.of(cell));
                    }
                })
                .returns(CodecTypeInfo.of(QueueNewsCodec.INSTANCE))
                .uid("plan-filter")
                .name("Queues alone");
        DataStream<QueueNews> planned = shifts.map(event -> QueueNews.of(PlannedShift.of(event)))
                .returns(CodecTypeInfo.of(QueueNewsCodec.INSTANCE))
                .uid("plan-shifts")
                .name("Shifts");
        SingleOutputStreamOperator<Cell> said = panes.union(planned)
                .keyBy(QueueNews::key, CodecTypeInfo.of(CellKeyCodec.INSTANCE))
                .connect(plans.broadcast(PlanFunction.PLAN))
                .process(new PlanFunction(settings.planning(), windowing))
                .returns(CodecTypeInfo.of(CellCodec.INSTANCE))
                .uid("plan-queues")
                .name("Agents required");
        return new Outputs(
                cells.filter(cell -> !isOfPlan(cell)).uid("plan-others").name("All but plans"),
                said.union(
                        cells.filter(PlanStages::isOfPlan).uid("plan-expected").name("Plans that rules expect")),
                said.getSideOutput(PlanFunction.INTERVALS),
                plans.getSideOutput(PlanWatchFunction.SIGNALS),
                said.getSideOutput(PlanFunction.TOO_LATE));
    }
}
