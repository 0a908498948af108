package io.bellwether.alert;

import io.bellwether.rule.Level;
import io.bellwether.rule.NoData;
import io.bellwether.rule.SeriesRule;
import io.bellwether.rule.Severity;
import java.util.List;

/**
 * The state machine of one alert: INACTIVE → PENDING → FIRING → RECOVERING → INACTIVE, in event time.
 *
 * <p>A level turns on once it has been crossed for its {@code for}, and off as soon as the value is on the good side of
 * {@code recover}. A level that turns on takes the milder ones along, so that an alert that eases goes through them. The
 * alert fires while a level is on and for {@code keep_firing_for} after; a level as severe as the last, or milder, that is
 * crossed in that time turns on at once, in the same episode. A window that says nothing changes nothing, it neither
 * fires nor resolves; {@code no_data} decides when that has gone on for too long. Where silence is an alert it is as a level
 * that is on from then until a window speaks.
 */
final class AlertMachine {

    /** The reason of an end that a value brought. */
    static final String RECOVERED = "recovered";

    /** The reason of what silence did. */
    static final String NO_DATA = "no_data";

    private final SeriesRule rule;
    private final long mask;

    AlertMachine(SeriesRule rule) {
        this.rule = rule;
        this.mask = (1L << rule.outOf()) - 1;
    }

    /**
     * A change to tell.
     *
     * @param previous severity before, null for FIRING
     * @param threshold that decided, NaN where none did
     */
    record Change(
            Transition.Kind kind,
            String reason,
            Severity severity,
            Severity previous,
            double threshold,
            long startsAt,
            long seq) {

        /** The same with another threshold. */
        Change with(double other) {
            return new Change(kind, reason, severity, previous, other, startsAt, seq);
        }
    }

    /**
     * Takes the next window.
     *
     * @param end of the window; later than that of the window before
     * @return what changed, or null
     */
    Change next(AlertState state, long end, Sample sample) {
        if (sample.isGap(rule.minSamples())) {
            return gap(state, end);
        }
        state.gapSince = AlertState.NONE;
        dropUnknown(state);
        for (Level level : rule.levels()) {
            if (!sample.leaves(level.severity())) {
                judge(state, level, end, sample.of(level.severity()));
            }
        }
        return conclude(state, end);
    }

    private Change gap(AlertState state, long end) {
        if (state.gapSince == AlertState.NONE) {
            state.gapSince = end;
        }
        if (!rule.noData().isDue(state.gapSince, end)) {
            return null;
        }
        if (rule.noData().alerts()) {
            return conclude(state, end);
        }
        Change change = state.isFiring() ? resolved(state, NO_DATA, Double.NaN) : null;
        long since = state.gapSince;
        state.reset();
        state.gapSince = since;
        return change;
    }

    /** A level that the rule had before an edit is neither on nor pending any more. */
    private void dropUnknown(AlertState state) {
        for (Severity severity : Severity.values()) {
            if (level(severity) == null) {
                state.on[severity.ordinal()] = false;
                state.held[severity.ordinal()] = 0;
                state.crossed[severity.ordinal()] = 0;
                state.crossedSince[severity.ordinal()] = AlertState.NONE;
            }
        }
    }

    private void judge(AlertState state, Level level, long end, double value) {
        int i = level.severity().ordinal();
        state.crossed[i] = (state.crossed[i] << 1 | (level.crossed(value) ? 1 : 0)) & mask;
        if (state.on[i]) {
            hold(state, level, i, value);
            return;
        }
        if (!isCrossed(state, i)) {
            state.crossedSince[i] = AlertState.NONE;
            return;
        }
        if (state.crossedSince[i] == AlertState.NONE) {
            state.crossedSince[i] = end;
        }
        boolean again = state.recoveringSince != AlertState.NONE && i >= state.severity;
        boolean worseIsOn = worstOn(state) >= 0 && worstOn(state) < i;
        state.on[i] = again || worseIsOn || end - state.crossedSince[i] >= level.forMillis();
        state.held[i] = state.on[i] ? mask : 0;
    }

    /** The windows before it turned on count as bad ones. */
    private void hold(AlertState state, Level level, int i, double value) {
        state.held[i] = (state.held[i] << 1 | (level.holds(value) ? 1 : 0)) & mask;
        if (Long.bitCount(state.held[i]) < rule.needed()) {
            state.on[i] = false;
            state.held[i] = 0;
            state.crossedSince[i] = AlertState.NONE;
        }
    }

    private boolean isCrossed(AlertState state, int i) {
        return Long.bitCount(state.crossed[i]) >= rule.needed();
    }

    private static int worstOn(AlertState state) {
        for (int i = 0; i < state.on.length; i++) {
            if (state.on[i]) {
                return i;
            }
        }
        return -1;
    }

    /** Whether silence has lasted so long that it is an alert. */
    private boolean isSilent(AlertState state, long end) {
        return rule.noData().alerts()
                && state.gapSince != AlertState.NONE
                && rule.noData().isDue(state.gapSince, end);
    }

    private Change conclude(AlertState state, long end) {
        int on = worstOn(state);
        int silence = isSilent(state, end) ? rule.noData().severity().ordinal() : -1;
        boolean bySilence = silence >= 0 && (on < 0 || silence < on);
        int worst = bySilence ? silence : on;
        if (worst < 0) {
            return state.isFiring() ? recovering(state, end) : null;
        }
        state.recoveringSince = AlertState.NONE;
        if (worst == state.severity) {
            return null;
        }
        return bySilence
                ? changed(state, worst, NO_DATA, Double.NaN, state.gapSince)
                : changed(state, worst, null, level(Severity.values()[worst]).value(), earliestCrossing(state));
    }

    /** @param reason null for that of a level */
    private static Change changed(AlertState state, int worst, String reason, double threshold, long since) {
        Severity severity = Severity.values()[worst];
        Severity previous = state.isFiring() ? Severity.values()[state.severity] : null;
        state.startsAt = previous == null ? since : state.startsAt;
        state.severity = worst;
        state.seq++;
        Transition.Kind kind = previous == null ? Transition.Kind.FIRING : Transition.Kind.SEVERITY_CHANGED;
        String ofLevel = previous == null ? "crossed" : severity.compareTo(previous) < 0 ? "escalated" : "eased";
        return new Change(
                kind, reason == null ? ofLevel : reason, severity, previous, threshold, state.startsAt, state.seq);
    }

    private static long earliestCrossing(AlertState state) {
        long earliest = AlertState.NEVER;
        for (long since : state.crossedSince) {
            earliest = since == AlertState.NONE ? earliest : Math.min(earliest, since);
        }
        return earliest;
    }

    private Change recovering(AlertState state, long end) {
        if (state.recoveringSince == AlertState.NONE) {
            state.recoveringSince = end;
        }
        if (end - state.recoveringSince < rule.keepFiringMillis()) {
            return null;
        }
        Level level = level(Severity.values()[state.severity]);
        Change change = resolved(state, RECOVERED, level == null ? Double.NaN : level.recover());
        state.endEpisode();
        return change;
    }

    private Level level(Severity severity) {
        for (Level level : rule.levels()) {
            if (level.severity() == severity) {
                return level;
            }
        }
        return null;
    }

    /** The end of an episode; the caller forgets it. */
    static Change resolved(AlertState state, String reason, double threshold) {
        Severity severity = Severity.values()[state.severity];
        return new Change(
                Transition.Kind.RESOLVED, reason, severity, severity, threshold, state.startsAt, state.seq + 1);
    }

    private long wakeInSilence(AlertState state, long end) {
        boolean waits = rule.noData().alerts()
                ? !isSilent(state, end)
                : rule.noData().action() == NoData.Action.OK && !state.isCalm();
        return waits ? state.gapSince + rule.noData().afterMillis() : AlertState.NEVER;
    }

    /**
     * The earliest time after {@code end} at which a window that says the same again would change anything;
     * {@link AlertState#NEVER} if none would.
     */
    long wake(AlertState state, long end, Sample sample) {
        if (sample.isGap(rule.minSamples())) {
            return wakeInSilence(state, end);
        }
        long wake = state.recoveringSince == AlertState.NONE
                ? AlertState.NEVER
                : state.recoveringSince + rule.keepFiringMillis();
        List<Level> levels = rule.levels();
        for (Level level : levels) {
            int i = level.severity().ordinal();
            if (sample.leaves(level.severity())) {
                continue;
            }
            double value = sample.of(level.severity());
            if (state.crossed[i] != (level.crossed(value) ? mask : 0)
                    || state.on[i] && state.held[i] != (level.holds(value) ? mask : 0)) {
                return end + 1;
            }
            if (!state.on[i] && state.crossedSince[i] != AlertState.NONE) {
                wake = Math.min(wake, state.crossedSince[i] + level.forMillis());
            }
        }
        return wake;
    }
}
