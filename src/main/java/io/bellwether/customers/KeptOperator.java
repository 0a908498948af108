package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservingOperator;
import io.bellwether.metric.Outlet;
import io.bellwether.metric.Series;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.WakeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Keeps something of each key, with one wake, seldom two, for when something of it is to be told or let go of. What it
 * says goes to an {@link Outlet} of its own.
 *
 * @param <K> what is kept
 * @param <T> what the outlet sends
 */
abstract class KeptOperator<K extends Kept, T> extends ObservingOperator<T>
        implements Triggerable<Long, VoidNamespace> {

    private static final long serialVersionUID = 1L;

    private final ValueStateDescriptor<K> descriptor;
    private final CustomerRules rules;
    private final long latenessMillis;

    private transient InternalTimerService<VoidNamespace> timers;
    private transient ValueState<K> state;
    private transient WakeWriter<Long> wakes;
    private transient Said said;
    /** How far time had come when what is taken came, since it may be of any age; the least of numbers where time passes. */
    private transient long takenAt;

    /**
     * @param latenessMillis how far behind the watermark a fact is still put in its place
     * @param outlets where observations go
     */
    KeptOperator(
            ValueStateDescriptor<K> descriptor, CustomerRules rules, long latenessMillis, Outlet.Maker<T> outlets) {
        super(outlets);
        this.descriptor = descriptor;
        this.rules = rules;
        this.latenessMillis = latenessMillis;
    }

    /** What is kept of a key of which nothing is. */
    abstract K nothing();

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getKeyedStateStore().getState(descriptor);
        wakes = new WakeWriter<>(context, getKeyedStateBackend());
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("wakes", VoidNamespaceSerializer.INSTANCE, this);
        takenAt = Long.MIN_VALUE;
        said = new Said(this::observe);
        wakes.open(timers, descriptor, (key, held) -> {
            if (held.timer != Kept.NEVER) {
                wakes.set(key, held.timer);
            }
        });
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        wakes.snapshot();
    }

    /** How far time has come. */
    final long now() {
        return timers.currentWatermark();
    }

    /** Where something is said. */
    final Said said() {
        return said;
    }

    /** What is kept of the current key; null where nothing is. */
    final K held() throws Exception {
        return state.value();
    }

    /** Takes a fact of the current key. */
    final void take(CustomerFact fact) throws Exception {
        K held = held();
        take(fact, held == null ? nothing() : held, held);
    }

    /**
     * The same where the caller has looked at what is kept, and perhaps changed it.
     *
     * @param held what was kept; null where nothing was
     */
    final void take(CustomerFact fact, K kept, K held) throws Exception {
        long now = now();
        takenAt = now == Long.MAX_VALUE ? Long.MIN_VALUE : now;
        if (!kept.take(fact, rules, said)) {
            long time = Observation.countableTime(fact.time(), takenAt, latenessMillis);
            said.observe(Measure.PIPELINE_UNWATCHED, Series.OF_PIPELINE, time, 1, 0, 1);
        }
        if (kept.dueAt(fact) <= now) {
            kept.tellUntil(passed(kept), rules, said);
        }
        takenAt = Long.MIN_VALUE;
        keep(kept, held);
    }

    /** What a fact says that came long after its time may be of windows that are closed. */
    private void observe(Measure measure, Series series, long time, long value, long since, int weight) {
        if (Observation.isInTime(measure, time, takenAt, latenessMillis)) {
            observed().observe(measure, series, time, value, since, weight);
        }
    }

    /** Of each key all is told up to that time, and what is so then goes on as the present rules say. */
    final void judgeAnew(Predicate<K> which, long time) throws Exception {
        List<Long> keys = new ArrayList<>();
        wakes.forAll(descriptor, (key, held) -> {
            if (which.test(held.value())) {
                keys.add(key);
            }
        });
        for (Long key : keys) {
            setCurrentKey(key);
            K kept = state.value();
            kept.judgeAnew(time, rules, said);
            // what would wake it by then has been told
            kept.timer = kept.timer <= time ? Kept.NEVER : kept.timer;
            keep(kept, kept);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        timeServiceManager.advanceWatermark(mark);
        wakes.wakeUntil(mark.getTimestamp(), (key, time) -> wake(time));
        passOn(mark);
    }

    @Override
    public void onEventTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
        wakes.rang(timer.getKey(), timer.getTimestamp(), (key, time) -> wake(time));
    }

    @Override
    public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {
        throw new IllegalStateException("nothing that is kept waits for the clock on the wall");
    }

    /** The current key is woken: all that has come is told, so that what came since needs no wake of its own. */
    private void wake(long time) throws Exception {
        K kept = state.value();
        if (kept == null) {
            return;
        }
        long until = passed(kept);
        // at the end of a bounded input all are woken, also those whose time has not come
        if (time > until || kept.isToldUntil(until)) {
            return;
        }
        if (until >= kept.timer) {
            kept.timer = Kept.NEVER;
        }
        kept.tellUntil(until, rules, said);
        kept.settleUntil(Observation.settledUntil(until, latenessMillis), rules);
        keep(kept, kept);
    }

    private long passed(K kept) {
        long now = now();
        return now == Long.MAX_VALUE ? kept.endsAt() : now;
    }

    private void keep(K kept, K held) throws Exception {
        if (kept.isNothing()) {
            state.clear();
            return;
        }
        long wake = kept.nextWake(latenessMillis, rules);
        boolean comes = now() != Long.MAX_VALUE || wake <= kept.endsAt();
        if (wake < kept.timer && comes) {
            kept.timer = wake;
            wakes.set((Long) getCurrentKey(), wake);
        }
        // on the heap it is the state's own object
        if (kept != held || !wakes.onHeap()) {
            state.update(kept);
        }
    }
}
