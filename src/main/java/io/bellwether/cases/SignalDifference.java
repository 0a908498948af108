package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which signals a late event calls for: what was signalled without it and is not so with it is retracted, and afterwards
 * every alert on the case is open or closed as if the event had been in time.
 */
final class SignalDifference {

    private final ServiceEvent cause;
    private final CaseOutput out;
    private final List<Signal> undoneBreaches = new ArrayList<>();

    private SignalDifference(ServiceEvent cause, CaseOutput out) {
        this.cause = cause;
        this.out = out;
    }

    /**
     * Puts out what the change from {@code before} to {@code after} calls for.
     *
     * @return the breaches that did not happen
     */
    static List<Signal> emit(List<Signal> before, List<Signal> after, ServiceEvent cause, CaseOutput out) {
        SignalDifference difference = new SignalDifference(cause, out);
        Map<Subject, List<Signal>> said = bySubject(before);
        Map<Subject, List<Signal>> right = bySubject(after);
        said.forEach((subject, signals) -> right.putIfAbsent(subject, List.of()));
        right.forEach((subject, signals) -> difference.emit(said.getOrDefault(subject, List.of()), signals));
        return difference.undoneBreaches;
    }

    private static Map<Subject, List<Signal>> bySubject(List<Signal> signals) {
        Map<Subject, List<Signal>> grouped = new LinkedHashMap<>();
        for (Signal signal : signals) {
            grouped.computeIfAbsent(Subject.of(signal), s -> new ArrayList<>()).add(signal);
        }
        return grouped;
    }

    private void emit(List<Signal> said, List<Signal> right) {
        if (said.equals(right)) {
            return;
        }
        if (right.isEmpty() && isMood(last(said))) {
            undoMood(said);
            return;
        }
        boolean told = false;
        for (Signal signal : said) {
            if (isUndone(signal, right)) {
                retract(signal);
                told = true;
            }
        }
        for (int i = 0; i < right.size(); i++) {
            Signal signal = right.get(i);
            boolean decides = i == right.size() - 1 && (told || !signal.equals(last(said)));
            if (decides || isNew(signal, said)) {
                out.signal(signal);
                told = true;
            }
        }
    }

    /** One that was told with another time or other dimensions opened or closed its alert then. */
    private static boolean isNew(Signal signal, List<Signal> said) {
        return said.stream().noneMatch(one -> one.kind() == signal.kind() && one.level() == signal.level());
    }

    /** A risk that became a breach, or was told at another moment, is none that has to be taken back. */
    private static boolean isUndone(Signal signal, List<Signal> right) {
        return switch (signal.kind()) {
            case SLA_BREACHED -> !has(right, Signal.Kind.SLA_BREACHED);
            case SLA_AT_RISK -> !has(right, Signal.Kind.SLA_AT_RISK) && !has(right, Signal.Kind.SLA_BREACHED);
            default -> false;
        };
    }

    private static boolean has(List<Signal> signals, Signal.Kind kind) {
        return signals.stream().anyMatch(signal -> signal.kind() == kind);
    }

    private void retract(Signal signal) {
        if (signal.kind() == Signal.Kind.SLA_BREACHED) {
            undoneBreaches.add(signal);
        }
        Map<String, String> detail = new LinkedHashMap<>(signal.detail());
        detail.put("retracted_by", cause.type().wireName());
        detail.put("retracted", signal.kind().wireName());
        out.signal(like(signal, Signal.Kind.SLA_RETRACTED, detail));
    }

    /** An odd number of changes changed the mood: one more changes it back. */
    private void undoMood(List<Signal> said) {
        if (said.size() % 2 == 1) {
            boolean angry = last(said).kind() == Signal.Kind.CASE_ANGRY_CUSTOMER;
            Signal.Kind back = angry ? Signal.Kind.CASE_CALMED : Signal.Kind.CASE_ANGRY_CUSTOMER;
            out.signal(like(last(said), back, last(said).detail()));
        }
    }

    private static boolean isMood(Signal signal) {
        return signal.kind() == Signal.Kind.CASE_ANGRY_CUSTOMER || signal.kind() == Signal.Kind.CASE_CALMED;
    }

    private static Signal last(List<Signal> signals) {
        return signals.isEmpty() ? null : signals.get(signals.size() - 1);
    }

    private static Signal like(Signal signal, Signal.Kind kind, Map<String, String> detail) {
        return new Signal(
                kind,
                signal.subject(),
                signal.source(),
                signal.clock(),
                signal.instance(),
                signal.level(),
                signal.time(),
                signal.targetMillis(),
                signal.consumedMillis(),
                signal.deadline(),
                signal.backfill(),
                signal.dimensions(),
                detail);
    }

    /** What alerts are about: one instance of a clock, or the customer's mood, which has no clock. */
    private record Subject(String clock, int instance) {
        static Subject of(Signal signal) {
            return new Subject(signal.clock(), signal.instance());
        }
    }
}
