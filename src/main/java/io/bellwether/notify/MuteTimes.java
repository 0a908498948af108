package io.bellwether.notify;

import io.bellwether.timeinterval.TimeInterval;
import java.util.HashMap;
import java.util.Map;

/** A route's {@code mute_times}, and the times beside its {@code active_times}. An interval that is gone mutes nothing. */
public final class MuteTimes implements Muter {

    private final Map<String, TimeInterval> intervals;

    public MuteTimes(Map<String, TimeInterval> intervals) {
        this.intervals = new HashMap<>(intervals);
    }

    @Override
    public Mute mute(Telling telling, long now) {
        for (String name : telling.times().muteTimes()) {
            TimeInterval interval = intervals.get(name);
            if (interval != null && interval.contains(now)) {
                return new Mute(Mute.Kind.TIMES, name, interval.nextChange(now));
            }
        }
        return outside(telling, now);
    }

    private Mute outside(Telling telling, long now) {
        long next = Mute.UNTIL_NEWS;
        String first = "";
        for (String name : telling.times().activeTimes()) {
            TimeInterval interval = intervals.get(name);
            if (interval == null || interval.contains(now)) {
                return null;
            }
            next = Math.min(next, interval.nextChange(now));
            first = first.isEmpty() ? name : first;
        }
        return first.isEmpty() ? null : new Mute(Mute.Kind.TIMES, first, next);
    }
}
