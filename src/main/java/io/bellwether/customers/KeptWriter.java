package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * Keeps something of each key, with one timer, seldom two, that rings when something of it is to be told or let go of. Which
 * key is meant Flink says.
 */
final class KeptWriter<K extends Kept> {

    private final ValueState<K> state;
    private final Supplier<K> maker;
    private final CustomerRules rules;
    private final long latenessMillis;
    private final Said said = new Said(this::collect);
    /** Where that goes, as the latest call says. */
    private Collector<Observation> observed;
    /** How far time had come when what is taken came, since it may be of any age; the least of numbers where time passes. */
    private long now = Long.MIN_VALUE;

    /**
     * @param maker makes what is kept of a key of which nothing is
     * @param latenessMillis how far behind the watermark a fact is still put in its place
     */
    KeptWriter(ValueState<K> state, Supplier<K> maker, CustomerRules rules, long latenessMillis) {
        this.state = state;
        this.maker = maker;
        this.rules = rules;
        this.latenessMillis = latenessMillis;
    }

    private void collect(Observation observation) {
        if (Observation.isInTime(observation.measure(), observation.time(), now, latenessMillis)) {
            observed.collect(observation);
        }
    }

    /** What is said from now on goes there. */
    Said sayTo(Collector<Observation> out) {
        observed = out;
        return said;
    }

    /** What is kept of the key, also where that is nothing yet. */
    K held() throws Exception {
        K held = state.value();
        return held == null ? maker.get() : held;
    }

    void take(CustomerFact fact, TimerService timers) throws Exception {
        take(held(), fact, timers);
    }

    /** The same where the caller has asked what is {@link #held}, and perhaps changed it. */
    void take(K kept, CustomerFact fact, TimerService timers) throws Exception {
        long watermark = timers.currentWatermark();
        now = watermark == Long.MAX_VALUE ? Long.MIN_VALUE : watermark;
        if (!kept.take(fact, rules, said)) {
            long time = Observation.countableTime(fact.time(), now, latenessMillis);
            said.observe(Measure.PIPELINE_UNWATCHED, Series.OF_PIPELINE, time, 1, 0, 1);
        }
        if (kept.dueAt(fact) <= timers.currentWatermark()) {
            kept.tellUntil(passed(kept, timers), rules, said);
        }
        now = Long.MIN_VALUE;
        keep(kept, timers);
    }

    /** A timer rings: all that has come is told, so that what came since needs no timer of its own. */
    void ring(long time, TimerService timers) throws Exception {
        K kept = state.value();
        if (kept == null) {
            return;
        }
        long until = passed(kept, timers);
        // at the end of a bounded input all timers ring, also those whose time has not come
        if (time > until || kept.isToldUntil(until)) {
            return;
        }
        if (until >= kept.timer) {
            kept.timer = Kept.NEVER;
        }
        kept.tellUntil(until, rules, said);
        kept.settleUntil(Math.max(until, Long.MIN_VALUE + latenessMillis + 1) - latenessMillis - 1, rules);
        keep(kept, timers);
    }

    /** All is told up to that time, and what is so then goes on as the present rules say. */
    void judgeAnew(long time, TimerService timers) throws Exception {
        K kept = state.value();
        kept.judgeAnew(time, rules, said);
        // what would ring by then has been told
        kept.timer = kept.timer <= time ? Kept.NEVER : kept.timer;
        keep(kept, timers);
    }

    private static long passed(Kept kept, TimerService timers) {
        long now = timers.currentWatermark();
        return now == Long.MAX_VALUE ? kept.endsAt() : now;
    }

    private void keep(K kept, TimerService timers) throws Exception {
        if (kept.isNothing()) {
            state.clear();
            return;
        }
        long wake = kept.nextWake(latenessMillis, rules);
        boolean comes = timers.currentWatermark() != Long.MAX_VALUE || wake <= kept.endsAt();
        if (wake < kept.timer && comes) {
            kept.timer = wake;
            timers.registerEventTimeTimer(wake);
        }
        state.update(kept);
    }
}
