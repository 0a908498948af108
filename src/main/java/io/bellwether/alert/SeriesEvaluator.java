package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.rule.Agg;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.SeriesRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Evaluates the rules of one series at window ends and says when it wants to be asked again.
 *
 * <p>Windows end at multiples of each rule's {@code every}, from the first that holds a cell. Window ends at which nothing
 * can have changed are left out: after the last cell has left the windows, levels stand still and no delay is running, a
 * series sleeps until its next cell, or until the age of its oldest thing crosses a threshold. The transitions are those
 * of evaluating every window end.
 */
final class SeriesEvaluator {

    /** A series on which an alert fires sleeps no longer than this. */
    private static final long LOOK_AGAIN_MILLIS = 600_000;

    private final SeriesPlan.Index index;
    private final AlertTexts texts;
    private final long latenessMillis;
    private final WindowReader reader;
    private WindowWitness witness = WindowWitness.NONE;

    /** @param latenessMillis how long cells of a window may be corrected */
    SeriesEvaluator(RuleSet rules, long latenessMillis) {
        this(rules, latenessMillis, WindowReader.PANES);
    }

    SeriesEvaluator(RuleSet rules, long latenessMillis, WindowReader reader) {
        this.reader = reader;
        this.index = new SeriesPlan.Index(rules.seriesRules());
        this.texts = new AlertTexts(rules.version());
        this.latenessMillis = latenessMillis;
    }

    /** The same, which tells of each window as well. */
    SeriesEvaluator telling(WindowWitness whom) {
        witness = whom;
        return this;
    }

    /** Whether no rule reads a series. */
    boolean ignores(CellKey key) {
        return key.measurement().isInterval() || index.of(key).rules().isEmpty();
    }

    /**
     * Takes a cell.
     *
     * @param now time up to which windows have been evaluated
     */
    void add(SeriesState state, Cell cell, long now) {
        SeriesPlan plan = index.of(cell.key());
        NamedFields.begin(state, plan.named(), cell);
        state.panes.put(cell, plan.measures(), plan.levels());
        long earliest = Math.max(cell.end(), now == Long.MIN_VALUE ? now : now + 1);
        for (SeriesPlan.Watch watch : plan.rules()) {
            AlertState alert = state.alerts.computeIfAbsent(watch.rule().uid(), uid -> new AlertState(watch.shape()));
            alert.due = Math.min(alert.due, align(earliest, watch.rule()));
        }
    }

    /** Whatever they wait for, all rules of a series are due at a time that is one of their window ends. */
    void ask(SeriesState state, CellKey key, long end) {
        for (SeriesPlan.Watch watch : index.of(key).rules()) {
            AlertState alert = state.alerts.computeIfAbsent(watch.rule().uid(), uid -> new AlertState(watch.shape()));
            alert.due = align(end, watch.rule());
            alert.emptySince = AlertState.NONE;
        }
    }

    /** Rules may be others than those by which the series went so far: asks for all of them, and for the end of what is gone. */
    void lookAgain(SeriesState state, CellKey key, long now) {
        SeriesPlan plan = index.of(key);
        if (!plan.rules().isEmpty() && !state.panes.isEmpty() || !state.alerts.isEmpty()) {
            for (SeriesPlan.Watch watch : plan.rules()) {
                AlertState alert =
                        state.alerts.computeIfAbsent(watch.rule().uid(), uid -> new AlertState(watch.shape()));
                alert.due = Math.min(alert.due, align(now + 1, watch.rule()));
            }
        }
        for (Map.Entry<String, AlertState> alert : state.alerts.entrySet()) {
            if (!plan.has(alert.getKey())) {
                alert.getValue().due = Math.min(alert.getValue().due, now + 1);
            }
        }
    }

    /**
     * Evaluates what is due at a time.
     *
     * @param end window end; never earlier than that of the call before
     */
    List<Transition> evaluate(SeriesState state, CellKey key, long end) {
        SeriesPlan plan = index.of(key);
        List<Transition> transitions = new ArrayList<>();
        Map<Reading, Sample> shared = new HashMap<>();
        int own = 0;
        for (SeriesPlan.Watch watch : plan.rules()) {
            AlertState alert = state.alerts.get(watch.rule().uid());
            own += alert == null ? 0 : 1;
            if (alert != null && alert.due <= end) {
                evaluate(state, key, watch, alert, end, shared, transitions);
            }
        }
        if (own < state.alerts.size()) {
            dropStrangers(state, key, plan, end, transitions);
        }
        state.panes.forget(end, plan.sizeMillis(), latenessMillis, plan.levels());
        for (SeriesPlan.Coarse coarse : plan.coarse()) {
            state.panes.coarsen(end - Math.max(coarse.afterMillis(), latenessMillis), coarse.grainMillis());
        }
        state.alerts.values().removeIf(alert -> alert.due == AlertState.NEVER && alert.isBlank());
        return transitions;
    }

    /** What a window is read for, whichever rule asks. */
    private record Reading(String metric, Agg agg, long size) {}

    private void evaluate(
            SeriesState state,
            CellKey key,
            SeriesPlan.Watch watch,
            AlertState alert,
            long end,
            Map<Reading, Sample> shared,
            List<Transition> transitions) {
        SeriesRule rule = watch.rule();
        if (!alert.shape.equals(watch.shape())) {
            startAnew(key, watch, alert, end, transitions);
        }
        if (watch.hours() != null && !watch.hours().contain(end)) {
            rest(key, watch, alert, end, transitions);
            return;
        }
        if (watch.judge() != null) {
            judge(state, key, watch, alert, end, transitions);
            return;
        }
        Sample sample = shared.computeIfAbsent(
                new Reading(rule.metric().fullName(), rule.agg(), rule.sizeMillis()),
                reading -> reader.read(state, key, rule.metric(), rule.agg(), rule.sizeMillis(), end));
        Departures departures = watch.departures();
        Judged judged = departures == null ? Judged.plain(sample) : departures.judge(alert, sample, end);
        witness.saw(rule, judged);
        Map<String, String> labels = labels(alert, rule);
        AlertMachine.Change change = watch.machine().next(alert, end, judged.compared());
        if (change != null) {
            AlertMachine.Change told = departures == null ? change : departures.inUnits(change, judged);
            Map<String, Double> also = watch.also().read(state, key, reader, rule.sizeMillis(), end);
            transitions.add(texts.transition(rule, key, labels, told, judged.with(also), end));
        }
        alert.labels = alert.isFiring() ? labels : null;
        if (departures != null) {
            departures.learn(alert, sample, end);
        }
        long wake = Math.min(
                watch.machine().wake(alert, end, judged.compared()),
                WindowChanges.next(state.panes, watch, alert, sample, end));
        sleep(watch, alert, wake, end);
    }

    /** The same for a rule that looks at more than one window. */
    private void judge(
            SeriesState state,
            CellKey key,
            SeriesPlan.Watch watch,
            AlertState alert,
            long end,
            List<Transition> transitions) {
        Judged judged = watch.judge().judge(state.panes, key, end);
        witness.saw(watch.rule(), judged);
        Map<String, String> labels = labels(alert, watch.rule());
        AlertMachine.Change change = watch.machine().next(alert, end, judged.compared());
        if (change != null) {
            Judged told = watch.judge().told(state.panes, key, change, judged, end);
            AlertMachine.Change shown = change.with(watch.judge().threshold(change));
            Map<String, Double> also =
                    watch.also().read(state, key, reader, watch.rule().sizeMillis(), end);
            transitions.add(texts.transition(watch.rule(), key, labels, shown, told.with(also), end));
        }
        alert.labels = alert.isFiring() ? labels : null;
        long wake = watch.machine().wake(alert, end, judged.compared());
        sleep(watch, alert, Math.min(wake, watch.judge().changes(state.panes, end)), end);
    }

    /** Until nothing new can be said, but an alert that fires is looked at now and then. */
    private static void sleep(SeriesPlan.Watch watch, AlertState alert, long until, long end) {
        long wake = until;
        if (alert.isFiring()) {
            // after a restart its rule may be gone, and no cell may come that says so
            wake = Math.min(wake, end + LOOK_AGAIN_MILLIS);
        }
        boolean waits = watch.rule().noData().alerts() && alert.gapSince != AlertState.NONE;
        if (watch.hours() != null && (waits || !alert.isCalm())) {
            wake = Math.min(wake, watch.hours().change(end));
        }
        alert.due = wake == AlertState.NEVER ? wake : align(Math.max(wake, end + 1), watch.rule());
    }

    /** Outside its hours a rule neither sees nor remembers anything, until they begin again. */
    private void rest(CellKey key, SeriesPlan.Watch watch, AlertState alert, long end, List<Transition> transitions) {
        if (alert.isFiring()) {
            transitions.add(end(key, watch, alert, "inactive_time", end));
        }
        alert.reset();
        long start = watch.hours().change(end);
        alert.due = start == AlertState.NEVER ? start : align(start, watch.rule());
    }

    /** The end of an alert that no window decides. */
    private Transition end(CellKey key, SeriesPlan.Watch watch, AlertState alert, String reason, long end) {
        AlertMachine.Change change = AlertMachine.resolved(alert, reason, Double.NaN);
        Judged nothing = Judged.plain(new Sample(Double.NaN, 0));
        return texts.transition(watch.rule(), key, labels(alert, watch.rule()), change, nothing, end);
    }

    /** Another number is asked for under the same uid: what was known says nothing of it. */
    private void startAnew(
            CellKey key, SeriesPlan.Watch watch, AlertState alert, long end, List<Transition> transitions) {
        if (alert.isFiring()) {
            transitions.add(end(key, watch, alert, "rule_changed", end));
        }
        alert.reset();
        alert.learnt = null;
        alert.shape = watch.shape();
    }

    /** Those with which the episode began, or will. */
    private static Map<String, String> labels(AlertState alert, SeriesRule rule) {
        return alert.isFiring() && alert.labels != null
                ? alert.labels
                : rule.about().labels();
    }

    /** Alerts of rules that no longer exist, or no longer for this series. */
    private void dropStrangers(
            SeriesState state, CellKey key, SeriesPlan plan, long end, List<Transition> transitions) {
        for (Iterator<Map.Entry<String, AlertState>> all =
                        state.alerts.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<String, AlertState> alert = all.next();
            if (!plan.has(alert.getKey())) {
                if (alert.getValue().isFiring()) {
                    Map<String, String> labels = alert.getValue().labels;
                    transitions.add(texts.removed(
                            alert.getKey(),
                            key,
                            labels == null ? Map.of() : labels,
                            AlertMachine.resolved(alert.getValue(), "rule_removed", Double.NaN),
                            end));
                }
                all.remove();
            }
        }
    }

    /** When this series wants to be asked next; {@link AlertState#NEVER} if not before its next cell. */
    long nextDue(SeriesState state, CellKey key) {
        long next = AlertState.NEVER;
        for (AlertState alert : state.alerts.values()) {
            next = Math.min(next, alert.due);
        }
        if (next == AlertState.NEVER && !state.panes.isEmpty() && state.panes.endsAtZero()) {
            long kept = Math.max(index.of(key).sizeMillis(), latenessMillis);
            return state.panes.lastStart() + kept + 1;
        }
        return next;
    }

    private static long align(long time, SeriesRule rule) {
        return -Math.floorDiv(-time, rule.everyMillis()) * rule.everyMillis();
    }
}
