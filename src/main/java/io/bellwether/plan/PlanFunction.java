package io.bellwether.plan;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionCodec;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Cell;
import io.bellwether.metric.CellCodec;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.LevelValue;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Windowing;
import io.bellwether.state.CodecTypeInfo;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Says each minute of event time of each queue how many agents it needs and has, and beside that what is planned of its
 * intervals and what came of it. Keyed by what it says, of queues of whose panes it takes the newest versions; the other input brings plans, the last of which
 * holds.
 *
 * <p>What comes late, within the lateness, corrects the minutes that were said: in the end each is what its formula says.
 */
public final class PlanFunction extends KeyedBroadcastProcessFunction<CellKey, QueueNews, PlanBook, Cell> {

    /** The plan in force. */
    public static final MapStateDescriptor<String, PlanBook> PLAN =
            new MapStateDescriptor<>("plan", Types.STRING, CodecTypeInfo.of(PlanBookCodec.INSTANCE));

    /** Cells of measurement {@code plan_interval}. */
    public static final OutputTag<Cell> INTERVALS =
            new OutputTag<>("plan-intervals", CodecTypeInfo.of(CellCodec.INSTANCE));

    /** Shifts that were said of intervals that were over for good when they came. */
    public static final OutputTag<Rejection> TOO_LATE =
            new OutputTag<>("late-shifts", CodecTypeInfo.of(RejectionCodec.INSTANCE));

    private static final long serialVersionUID = 1L;
    private static final long MINUTE = 60_000;
    private static final String ONLY = "plan";

    private final PlanningSettings settings;
    private final Windowing windowing;
    private transient QueueOutlook outlook;
    private transient ValueState<QueueState> state;

    /** @param settings with the plan that holds until another comes */
    public PlanFunction(PlanningSettings settings, Windowing windowing) {
        this.settings = settings;
        this.windowing = windowing;
    }

    @Override
    public void open(OpenContext context) {
        outlook = new QueueOutlook(settings, windowing.intervalMillis(), windowing.handleTimeMillis());
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("queue", CodecTypeInfo.of(QueueStateCodec.INSTANCE)));
    }

    @Override
    public void processElement(QueueNews news, ReadOnlyContext context, Collector<Cell> out) throws Exception {
        QueueState queue = state.value() == null ? new QueueState() : state.value();
        long now = context.currentWatermark();
        if (news.shift() == null) {
            queue.take(news.pane());
        } else if (queue.roster.has(news.shift())) {
            return;
        } else {
            long horizon = horizon(queue, now);
            if (news.shift().start() + windowing.intervalMillis() < horizon) {
                context.output(TOO_LATE, late(news.shift(), now));
                return;
            }
            queue.take(news.shift(), horizon);
        }
        state.update(queue);
        if (queue.wrongFrom != Long.MAX_VALUE && now != Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(now + 1);
        }
        if (queue.isKnown()) {
            long heard = news.shift() == null ? news.pane().end() : news.shift().said();
            context.timerService().registerEventTimeTimer(next(Math.max(heard, queue.told + 1)));
        } else {
            context.timerService().registerEventTimeTimer(forgottenAt(queue));
        }
    }

    /** What was said before it, and comes now, counts from it on; the least of numbers while no time has passed. */
    private long horizon(QueueState queue, long now) {
        long passed = now == Long.MAX_VALUE ? queue.told : Math.max(queue.told, now);
        return passed == Long.MIN_VALUE ? passed : passed - windowing.latenessMillis();
    }

    private static Rejection late(PlannedShift shift, long now) {
        ServiceEvent event = shift.toEvent();
        return Rejection.late(event, now, "its interval is over", new EventEncoder().encode(event));
    }

    /** When of a queue of which shifts alone are known nothing is left. */
    private long forgottenAt(QueueState queue) {
        return queue.roster.lastStart() + QueueDemand.KEPT_MILLIS;
    }

    @Override
    public void processBroadcastElement(PlanBook book, Context context, Collector<Cell> out) throws Exception {
        context.getBroadcastState(PLAN).put(ONLY, book);
    }

    /** The end of the minute that a time lies in, or is the end of. */
    private long next(long time) {
        return -Math.floorDiv(-time, step()) * step();
    }

    private long step() {
        return Math.max(windowing.paneMillis(), MINUTE / windowing.paneMillis() * windowing.paneMillis());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Cell> out) throws Exception {
        QueueState queue = state.value();
        boolean behindTheEnd = context.currentWatermark() == Long.MAX_VALUE
                && queue != null
                && time > queue.lastEnd
                && queue.wrongFrom == Long.MAX_VALUE;
        if (queue == null || behindTheEnd) {
            return;
        }
        if (queue.told == Long.MIN_VALUE && queue.heardUntil(time) == Long.MIN_VALUE) {
            forget(queue, time, context);
            return;
        }
        PlanBook latest = context.getBroadcastState(PLAN).get(ONLY);
        PlanBook book = latest == null ? settings.book() : latest;
        String name = context.getCurrentKey().values().get(0);
        NavigableMap<Long, PlanRow> rows = book.of(name);
        PlannedCells intervals =
                new PlannedCells(name, windowing.intervalMillis(), cell -> context.output(INTERVALS, cell));
        long until = time == next(time) ? time : queue.told;
        long from = Math.min(queue.wrongFrom, queue.told == Long.MIN_VALUE ? until : queue.told + 1);
        tellIntervals(intervals, queue, rows, from, until);
        for (long end = next(from); end <= until; end += step()) {
            tell(context.getCurrentKey(), queue, rows, end, out);
        }
        tellPlan(intervals, queue, book.version(), rows, queue.told == Long.MIN_VALUE ? queue.told : from, until);
        queue.told = Math.max(queue.told, until);
        queue.wrongFrom = Long.MAX_VALUE;
        keep(queue, rows, context);
    }

    private void tell(CellKey key, QueueState queue, NavigableMap<Long, PlanRow> rows, long end, Collector<Cell> out) {
        long reach = end + Math.max(settings.aheadMillis(), windowing.intervalMillis());
        NavigableMap<Long, PlanRow> near = queue.roster.rows(rows, end - QueueDemand.KEPT_MILLIS, reach, end);
        Map<Measure, LevelValue> levels =
                outlook.at(key.values().get(0), queue.demand, queue.presence.at(end), near, end);
        out.collect(new Cell(key, end - windowing.paneMillis(), end, Map.of(), Map.of(), levels));
    }

    /**
     * A queue of which nothing was heard for a day is forgotten, unless something is planned. What is heard may have come
     * before time has: with that it begins anew, as if it were to come.
     */
    private void keep(QueueState queue, NavigableMap<Long, PlanRow> rows, OnTimerContext context) throws IOException {
        long horizon = queue.told - windowing.latenessMillis();
        queue.demand.settle(queue.told, windowing.intervalMillis(), windowing.latenessMillis());
        queue.presence.forgetBefore(horizon - windowing.intervalMillis());
        queue.roster.forgetBefore(queue.told - QueueDemand.KEPT_MILLIS, horizon);
        long over = queue.told - windowing.intervalMillis();
        boolean planned = rows.higherKey(over) != null || queue.roster.reaches(over, queue.told);
        if (planned || queue.told < queue.heardUntil(queue.told) + QueueDemand.KEPT_MILLIS) {
            state.update(queue);
            context.timerService().registerEventTimeTimer(next(queue.told + 1));
            return;
        }
        forget(queue.after(queue.told, windowing.paneMillis()), queue.told, context);
    }

    /** What is left then waits for its time, or for somebody to call. */
    private void forget(QueueState later, long time, OnTimerContext context) throws IOException {
        later.roster.forgetBefore(time - QueueDemand.KEPT_MILLIS, time - windowing.latenessMillis());
        if (later.isKnown()) {
            context.timerService().registerEventTimeTimer(next(later.presence.firstEnd()));
        } else if (later.roster.lastStart() != Long.MIN_VALUE && forgottenAt(later) > time) {
            context.timerService().registerEventTimeTimer(forgottenAt(later));
        } else {
            state.clear();
            return;
        }
        state.update(later);
    }

    /** Those that end within what is spoken of. */
    private void tellIntervals(
            PlannedCells out, QueueState queue, NavigableMap<Long, PlanRow> rows, long from, long until) {
        long length = windowing.intervalMillis();
        for (long start = outlook.interval(from - 1); start + length <= until; start += length) {
            PlanRow row = queue.roster.row(start, rows.get(start), start + length);
            if (row != null) {
                out.over(start, row, queue.demand.between(start, start + length).offered());
            }
        }
    }

    /** Once for each plan all that is not over, and what was said of shifts since. */
    private void tellPlan(
            PlannedCells out,
            QueueState queue,
            String version,
            NavigableMap<Long, PlanRow> rows,
            long from,
            long until) {
        long first = outlook.interval(until);
        if (queue.plan.equals(version)) {
            queue.roster.news(rows, first, from, until).forEach(out::ahead);
        } else {
            queue.plan = version;
            queue.roster.rows(rows, first, Long.MAX_VALUE, until).forEach(out::ahead);
        }
    }
}
