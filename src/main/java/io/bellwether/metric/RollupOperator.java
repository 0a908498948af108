package io.bellwether.metric;

import io.bellwether.state.CodecTypeInfo;
import io.bellwether.state.WatermarkWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Turns the differences of rolled-up series into whole cells, one per pane or interval, corrected when late ones come.
 * Keyed by {@link RollupWindow#key}.
 *
 * <p>Nearly every series is looked at in every pane, so they are at hand in a map, as many as the limits of values allow,
 * and a calendar says which are due: no timer and no state is touched for a cell. What changed since the last checkpoint
 * goes into keyed state when the next one is taken; on the heap the two share what does not change.
 */
public final class RollupOperator extends AbstractStreamOperator<Cell>
        implements OneInputStreamOperator<RollupWindow, Cell> {

    private static final long serialVersionUID = 1L;

    private static final long NEVER = Long.MAX_VALUE;

    private final Windowing windowing;
    private transient ValueState<RollupState> states;
    private transient WatermarkWriter watermarks;
    private transient Map<CellKey, Rollup> rollups;
    private transient TreeMap<Long, List<Rollup>> calendar;
    private transient long watermark;
    private transient StreamRecord<Cell> record;

    /** One series at hand. */
    private static final class Rollup {
        private final CellKey key;
        private RollupState state;
        /** The last moment before it wants to be asked, epoch ms; in the calendar under it, and perhaps under others. */
        private long due = NEVER;
        /** Whether the keyed state holds the same object, which is not to be changed then. */
        private boolean kept;

        Rollup(CellKey key, RollupState state, boolean kept) {
            this.key = key;
            this.state = state;
            this.kept = kept;
        }

        RollupState toChange() {
            if (kept) {
                state = state.copy();
                kept = false;
            }
            return state;
        }
    }

    public RollupOperator(Windowing windowing) {
        this.windowing = windowing;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        watermarks = new WatermarkWriter(context.getOperatorStateStore());
        watermark = watermarks.restored();
        rollups = new HashMap<>();
        calendar = new TreeMap<>();
        record = new StreamRecord<>(null);
        ValueStateDescriptor<RollupState> descriptor =
                new ValueStateDescriptor<>("rollup", CodecTypeInfo.of(RollupStateCodec.INSTANCE));
        states = context.getKeyedStateStore().getState(descriptor);
        if (context.isRestored()) {
            restore(descriptor);
        }
    }

    private void restore(ValueStateDescriptor<RollupState> descriptor) throws Exception {
        List<Rollup> gone = new ArrayList<>();
        this.<CellKey>getKeyedStateBackend()
                .applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor, (key, state) -> {
                    Rollup rollup = new Rollup(key, state.value(), true);
                    if (isRolledUp(key)) {
                        rollups.put(key, rollup);
                        schedule(rollup, next(rollup));
                    } else {
                        gone.add(rollup);
                    }
                });
        // A breakdown of earlier settings: nothing comes to it any more, its levels would stand for ever.
        for (Rollup rollup : gone) {
            setCurrentKey(rollup.key);
            states.clear();
        }
    }

    @Override
    public void processElement(StreamRecord<RollupWindow> element) {
        RollupWindow difference = element.getValue();
        CellKey key = difference.key();
        Rollup rollup = rollups.get(key);
        if (rollup == null) {
            if (!isRolledUp(key)) {
                return;
            }
            rollup = new Rollup(key, new RollupState(), false);
            rollups.put(key, rollup);
        }
        Measurement measurement = key.measurement();
        rollup.toChange().add(difference.start(), difference.window(), measurement, windowing, watermark);
        long complete = difference.start() + windowing.length(measurement) - 1;
        boolean growing = measurement.isInterval() && watermark != Long.MIN_VALUE;
        // An interval is told as soon as it has begun, by this subtask's time: then what was due before it has been
        // told.
        schedule(rollup, Math.max(growing ? difference.start() : complete, watermark + 1));
    }

    /** Differences may be of more breakdowns: of those of panes where this is the hourly trends', of earlier settings after a restart. */
    private boolean isRolledUp(CellKey key) {
        return windowing.rollups(key.measurement()).contains(key.dimensions());
    }

    private void schedule(Rollup rollup, long due) {
        if (due < rollup.due) {
            rollup.due = due;
            calendar.computeIfAbsent(due, none -> new ArrayList<>()).add(rollup);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = Math.max(watermark, mark.getTimestamp());
        while (!calendar.isEmpty() && calendar.firstKey() <= watermark) {
            Map.Entry<Long, List<Rollup>> due = calendar.pollFirstEntry();
            for (Rollup rollup : due.getValue()) {
                if (rollup.due == due.getKey()) {
                    tell(rollup, due.getKey());
                }
            }
        }
        super.processWatermark(mark);
    }

    private void tell(Rollup rollup, long time) {
        boolean ended = watermark == Long.MAX_VALUE;
        List<Cell> cells = rollup.toChange().due(rollup.key, windowing, time == NEVER ? time : time + 1, ended);
        for (int i = 0; i < cells.size(); i++) {
            output.collect(record.replace(cells.get(i), time));
        }
        rollup.due = NEVER;
        long next = next(rollup);
        if (next == NEVER && rollup.state.isEmpty()) {
            rollups.remove(rollup.key);
            setCurrentKey(rollup.key);
            states.clear();
        } else {
            schedule(rollup, next);
        }
    }

    /** The last moment before it wants to be asked; at the end of the input only what came is still told. */
    private long next(Rollup rollup) {
        Measurement measurement = rollup.key.measurement();
        long next = rollup.state.nextTold(measurement, windowing);
        if (watermark != Long.MAX_VALUE) {
            next = Math.min(next, rollup.state.nextDue(measurement, windowing));
        }
        return next == NEVER ? NEVER : next - 1;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        for (Rollup rollup : rollups.values()) {
            if (!rollup.kept) {
                setCurrentKey(rollup.key);
                states.update(rollup.state);
                rollup.kept = true;
            }
        }
        watermarks.write(watermark);
        super.snapshotState(context);
    }
}
