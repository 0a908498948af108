package io.bellwether.alert;

import io.bellwether.metric.Point;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes the rows of {@code alert_events}, one a transition; keyed by {@link #key}. A second's rows are written when event
 * time has passed it. A transition that comes later is put among them, and what it moves is written again, for as long as
 * events may be late; one that is older still is put into the oldest second that is kept.
 *
 * <p><b>Owned state</b>: the rows of the last seconds, gone after {@code latenessMillis} and two minutes.
 */
public final class AlertPointFunction extends KeyedProcessFunction<String, Transition, Point> {

    private static final long serialVersionUID = 1L;

    private static final long SECOND = 1_000;
    private static final long LAST_OF_SECOND = SECOND - 1;
    /** What is under way behind events that are just not too late. */
    private static final long MARGIN_MILLIS = 120_000;

    private static final MapStateDescriptor<Long, List<AlertRow>> ROWS =
            new MapStateDescriptor<>("alert-rows", Types.LONG, Types.LIST(CodecTypeInfo.of(AlertRowCodec.INSTANCE)));

    private final long keptMillis;
    private transient MapState<Long, List<AlertRow>> rows;

    /** @param latenessMillis how late an event may be and still correct what was said */
    public AlertPointFunction(long latenessMillis) {
        this.keptMillis = floor(latenessMillis + MARGIN_MILLIS + LAST_OF_SECOND);
    }

    /** What the stream of transitions is keyed by: whatever could share a point has one key. */
    public static String key(Transition transition) {
        return AlertRow.seriesOf(transition);
    }

    @Override
    public void open(OpenContext context) {
        rows = getRuntimeContext().getMapState(ROWS);
    }

    @Override
    public void processElement(Transition transition, Context context, Collector<Point> out) throws Exception {
        TimerService timers = context.timerService();
        long now = timers.currentWatermark();
        long second = floor(transition.at());
        if (now > Long.MIN_VALUE + keptMillis + SECOND) {
            second = Math.max(second, floor(now - keptMillis));
        }
        List<AlertRow> before = rows.get(second);
        List<AlertRow> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
        all.add(new AlertRow(transition, AlertRow.NONE));
        if (second + LAST_OF_SECOND <= now) {
            write(second, all, out);
        } else {
            rows.put(second, all);
            timers.registerEventTimeTimer(second + LAST_OF_SECOND);
        }
        timers.registerEventTimeTimer(second + LAST_OF_SECOND + keptMillis);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Point> out) throws Exception {
        long second = floor(time);
        List<AlertRow> waiting = rows.get(second);
        if (waiting != null) {
            write(second, waiting, out);
        }
        rows.remove(second - keptMillis);
    }

    /** Writes what is new or has moved. */
    private void write(long second, List<AlertRow> all, Collector<Point> out) throws Exception {
        List<AlertRow> placed = AlertRow.placed(all, second, row -> out.collect(row.toPoint(second)));
        rows.put(second, placed);
    }

    private static long floor(long millis) {
        return Math.floorDiv(millis, SECOND) * SECOND;
    }
}
