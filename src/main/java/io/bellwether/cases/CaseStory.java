package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What the job makes of one case, step by step, for a person who asks why: folded by the same engine, with the same
 * waiting for the watermark, deadlines and corrections. Pure.
 */
public final class CaseStory {

    /**
     * An event as it came in.
     *
     * @param watermark how far time had come when it arrived, epoch ms
     */
    public record Arrival(ServiceEvent event, long watermark) {}

    /** Why a step was taken. */
    public enum Why {
        /** Events were folded in their order. */
        EVENT,
        /** An at-risk point or a deadline was reached; there is no event. */
        CLOCK,
        /** An event came behind the watermark and corrected what had been said. */
        LATE,
        /** An event had been seen before and was dropped. */
        DUPLICATE,
        /** An event came too late to count for anything; the job keeps it as a dead letter. */
        REFUSED,
        /** Nothing was expected of the case any more and it was forgotten: what comes later begins another life of it. */
        FORGOTTEN
    }

    /**
     * One step.
     *
     * @param time when it happened, epoch ms event time
     * @param events what was folded; more than one where they are of the same millisecond
     * @param signals what was said about SLA clocks, in order
     * @param clocks what every clock shows after the step; before the running instance of a clock stand those that gave
     *     way to it in this step, as they ended
     * @param life which of the case's lives it is, from 1: a case that was forgotten begins anew
     * @param asOf the time at which the clocks show that, epoch ms; after {@code time} where an event came late
     */
    public record Step(
            Why why,
            long time,
            List<ServiceEvent> events,
            List<Signal> signals,
            List<ClockView> clocks,
            long asOf,
            int life) {
        public Step {
            events = List.copyOf(events);
            signals = List.copyOf(signals);
            clocks = List.copyOf(clocks);
        }
    }

    private static final long NEVER = Long.MIN_VALUE;

    private final SourceId caseId;
    private final CaseEngine engine;
    private final List<Step> steps = new ArrayList<>();
    private final PriorityQueue<ServiceEvent> waiting = new PriorityQueue<>(ServiceEvent.FOLD_ORDER);
    private final Heard heard = new Heard();
    private CaseState state = new CaseState();
    private int life = 1;
    /** When the case was forgotten, which is told when more of it comes. */
    private long forgottenAt = NEVER;

    private CaseStory(SourceId caseId, CaseSettings settings, PolicyBook policies) {
        this.caseId = caseId;
        this.engine = new CaseEngine(settings, policies);
    }

    /**
     * Tells the story of a case.
     *
     * @param arrivals its events in the order in which they came in
     * @param end how far time comes after the last of them, epoch ms: what falls due later is not told
     */
    public static List<Step> of(
            SourceId caseId, CaseSettings settings, PolicyBook policies, List<Arrival> arrivals, long end) {
        CaseStory story = new CaseStory(caseId, settings, policies);
        for (Arrival arrival : arrivals) {
            story.passUntil(arrival.watermark());
            story.arrive(arrival);
        }
        story.passUntil(end);
        return List.copyOf(story.steps);
    }

    private void arrive(Arrival arrival) {
        if (arrival.event().time() > arrival.watermark()) {
            waiting.add(arrival.event());
            return;
        }
        heard.clear();
        engine.late(caseId, state, arrival.event(), arrival.watermark(), heard);
        if (!heard.duplicates.isEmpty()) {
            tell(Why.DUPLICATE, arrival.event().time(), heard.duplicates, arrival.watermark());
        } else if (heard.late) {
            tell(Why.LATE, arrival.event().time(), List.of(arrival.event()), arrival.watermark());
        } else if (heard.refused) {
            tell(Why.REFUSED, arrival.event().time(), List.of(arrival.event()), arrival.watermark());
        }
    }

    private void passUntil(long watermark) {
        for (long wake = nextWake(); wake <= watermark; wake = nextWake()) {
            pass(wake);
        }
    }

    private long nextWake() {
        long wake = engine.nextWake(state);
        return waiting.isEmpty() ? wake : Math.min(wake, waiting.peek().time());
    }

    private void pass(long time) {
        heard.clear();
        List<ServiceEvent> due = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.peek().time() <= time) {
            due.add(waiting.poll());
        }
        engine.advance(caseId, state, due, time, heard);
        heard.duplicates.forEach(again -> due.remove(due.lastIndexOf(again)));
        if (!due.isEmpty()) {
            tell(Why.EVENT, time, due, time);
        } else if (!heard.signals.isEmpty()) {
            tell(Why.CLOCK, time, due, time);
        }
        if (!heard.duplicates.isEmpty()) {
            heard.signals.clear();
            tell(Why.DUPLICATE, time, heard.duplicates, time);
        }
        if (engine.forgettable(state, time)) {
            // of a case that was forgotten before, the ids alone are forgotten now
            forgottenAt = state.core().isUnknown() ? forgottenAt : time;
            state = engine.forget(caseId, state, time, heard);
        }
    }

    private void tell(Why why, long time, List<ServiceEvent> events, long at) {
        if (forgottenAt != NEVER) {
            steps.add(new Step(Why.FORGOTTEN, forgottenAt, List.of(), List.of(), List.of(), forgottenAt, life++));
            forgottenAt = NEVER;
        }
        steps.add(new Step(why, time, events, heard.signals, clocks(at), at, life));
    }

    private List<ClockView> clocks(long at) {
        List<ClockView> clocks = new ArrayList<>();
        for (ClockView clock : engine.clocks(state, at)) {
            for (ClockView replaced : heard.replaced) {
                if (replaced.clock().equals(clock.clock()) && replaced.instance() < clock.instance()) {
                    clocks.add(replaced);
                }
            }
            clocks.add(clock);
        }
        return clocks;
    }

    /** Keeps what is said of clocks. */
    private static final class Heard implements CaseOutput {
        private final List<Signal> signals = new ArrayList<>();
        private final List<ServiceEvent> duplicates = new ArrayList<>();
        private final List<ClockView> replaced = new ArrayList<>();
        private boolean late;
        private boolean refused;

        void clear() {
            replaced.clear();
            signals.clear();
            duplicates.clear();
            late = false;
            refused = false;
        }

        @Override
        public void observe(Measure measure, Series series, long time, long value, long since, int weight) {
            // a story is told in clocks, not in numbers
        }

        @Override
        public void signal(Signal signal) {
            if (!signal.clock().isEmpty()) {
                signals.add(signal);
            }
        }

        @Override
        public void replaced(ClockView last) {
            replaced.add(last);
        }

        @Override
        public void duplicate(ServiceEvent event) {
            duplicates.add(event);
        }

        @Override
        public void refused(ServiceEvent event, String why) {
            refused = true;
        }

        @Override
        public void late(ServiceEvent event, boolean tooLate) {
            late = true;
        }
    }
}
