package io.bellwether.cases;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.SlaListener;
import java.util.List;

/**
 * Files what is observed of a case under its dimensions, and sees to it that what it counts in goes along when they change:
 * keeps the ledger of its levels and of what may be taken back. Pointed at one case after another.
 */
final class CaseEmitter implements SlaListener {

    private final SeriesSets sets;
    private final CaseCoaching coaching;
    private CaseCore core;
    private CaseOutput out;
    private SeriesSet current;

    CaseEmitter(SeriesSets sets, CaseCoaching coaching) {
        this.sets = sets;
        this.coaching = coaching;
    }

    void pointAt(CaseCore core, CaseOutput out) {
        this.core = core;
        this.out = out;
        this.current = sets.of(core.attributes);
    }

    /**
     * Takes new attributes, and every level that the case counts in along with it to the new dimensions.
     *
     * @param first whether nothing has been said of the case yet
     */
    void attributes(Attributes attributes, long time, boolean first) {
        core.attributes = attributes;
        SeriesSet next = sets.of(attributes);
        if (next.dimensions().equals(current.dimensions())) {
            return;
        }
        if (!first) {
            core.past.leave(current.dimensions(), time);
        }
        for (LevelLedger.Held held : core.levels.held()) {
            emit(current, held.measure(), held.tags(), time, -held.n(), held.since(), 1);
            emit(next, held.measure(), held.tags(), time, held.n(), held.since(), 1);
        }
        current = next;
    }

    /** Gives back every level that the case counts in. */
    void releaseLevels(long time) {
        for (LevelLedger.Held held : core.levels.held()) {
            emit(current, held.measure(), held.tags(), time, -held.n(), held.since(), 1);
        }
        core.levels.clear();
    }

    @Override
    public void count(Measure measure, List<String> tags, long time, long n) {
        SeriesSet of = current;
        if (n < 0) {
            of = then(measure, tags, time);
            if (of == null) {
                return;
            }
        } else {
            core.past.count(measure, tags, time, current.dimensions());
        }
        emit(of, measure, tags, time, n, 0, 1);
    }

    @Override
    public void timing(Measure measure, List<String> tags, long time, long value) {
        core.past.count(measure, tags, time, current.dimensions());
        emit(current, measure, tags, time, value, 0, 1);
        if (measure == Measure.SLA_CONSUMED) {
            coaching.stopped(tags, time, value);
        }
    }

    @Override
    public void retractTiming(Measure measure, List<String> tags, long time, long value) {
        SeriesSet of = then(measure, tags, time);
        if (of != null) {
            emit(of, measure, tags, time, value, 0, -1);
        }
    }

    /** Counts once what is never taken back of a case, as what the case was or is. */
    void countAs(Attributes attributes, Measure measure, long time) {
        emit(sets.of(attributes), measure, List.of(), time, 1, 0, 1);
    }

    /** Counts something for a time at which another thing was counted, and under the dimensions of that. */
    void countWith(Measure counted, Measure measure, List<String> tags, long time, long n) {
        SeriesSet of = where(core.past.of(counted, tags, time));
        if (of != null) {
            emit(of, measure, tags, time, n, 0, 1);
        }
    }

    /** The same of a value; weight 1, or −1 to take it back. */
    void timingWith(Measure counted, Measure measure, List<String> tags, long time, long value, int weight) {
        SeriesSet of = where(core.past.of(counted, tags, time));
        if (of != null) {
            emit(of, measure, tags, time, value, 0, weight);
        }
    }

    /** What is taken back is taken back where it was counted; null where nobody knows that any more. */
    private SeriesSet then(Measure measure, List<String> tags, long time) {
        return where(core.past.takeBack(measure, tags, time));
    }

    private SeriesSet where(List<String> values) {
        if (values == null) {
            return current;
        }
        return values == PastDimensions.FORGOTTEN ? null : sets.of(values);
    }

    @Override
    public void level(Measure measure, List<String> tags, long time, long delta, long since) {
        core.levels.change(measure, tags, delta, since);
        emit(current, measure, tags, time, delta, since, 1);
    }

    /**
     * Sees to it that the case counts once in a level without tags, or not at all.
     *
     * @param since which it has from then on; of no meaning where it is not wanted
     */
    void hold(Measure measure, boolean wanted, long since, long time) {
        LevelLedger.Held held = core.levels.find(measure);
        if (held != null && (!wanted || held.since() != since)) {
            level(measure, List.of(), time, -held.n(), held.since());
            held = null;
        }
        if (wanted && held == null) {
            level(measure, List.of(), time, 1, since);
        }
    }

    @Override
    public void signal(Signal signal) {
        out.signal(signal);
    }

    @Override
    public boolean hearsOfEveryEnd() {
        return out.hearsOfEveryEnd();
    }

    @Override
    public void replaced(ClockView last) {
        out.replaced(last);
    }

    private void emit(
            SeriesSet set, Measure measure, List<String> tags, long time, long value, long since, int weight) {
        out.observe(measure, set.of(measure.measurement(), tags), time, value, since, weight);
    }
}
