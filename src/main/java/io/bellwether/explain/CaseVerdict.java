package io.bellwether.explain;

import io.bellwether.cases.CaseStory;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What has become of every promise of a case, in words. */
final class CaseVerdict {

    private static final int WIDTH = 120;

    private final CaseTimes times;
    private final String caseId;
    private final List<CaseStory.Step> steps;

    CaseVerdict(CaseTimes times, String caseId, List<CaseStory.Step> steps) {
        this.times = times;
        this.caseId = caseId;
        this.steps = steps;
    }

    /** The last that was seen of every clock, in the order in which they began. */
    static Collection<ClockView> last(List<CaseStory.Step> steps) {
        return fates(steps).values();
    }

    /** By name; that of a clock in a later life of the case says so. */
    private static Map<String, ClockView> fates(List<CaseStory.Step> steps) {
        Map<String, ClockView> last = new LinkedHashMap<>();
        for (CaseStory.Step step : steps) {
            String life = step.life() == 1 ? "" : " (life " + step.life() + ")";
            step.clocks().forEach(clock -> last.put(name(clock) + life, clock));
            if (step.why() == CaseStory.Why.LATE) {
                // with the late event in its place there may be fewer instances than were told before
                last.entrySet()
                        .removeIf(known -> known.getKey().equals(name(known.getValue()) + life)
                                && known.getValue().instance()
                                        > present(step, known.getValue().clock()));
            }
        }
        return last;
    }

    private static int present(CaseStory.Step step, String clock) {
        return step.clocks().stream()
                .filter(shown -> shown.clock().equals(clock))
                .mapToInt(ClockView::instance)
                .max()
                .orElse(0);
    }

    /** A clock, with its number from its second instance on. */
    static String name(ClockView clock) {
        return clock.clock() + (clock.instance() > 1 ? " #" + clock.instance() : "");
    }

    /** Paragraphs: what was taken back, each clock, the whole. */
    String words() {
        StringBuilder text = new StringBuilder();
        for (CaseStory.Step step : steps) {
            step.signals().stream()
                    .filter(signal -> signal.kind() == Signal.Kind.SLA_RETRACTED)
                    .forEach(signal -> paragraph(text, retracted(signal, step)));
        }
        int lives = steps.get(steps.size() - 1).life();
        if (lives > 1) {
            paragraph(
                    text,
                    "The case was forgotten " + (lives == 2 ? "once" : lives - 1 + " times")
                            + ", when nothing more was expected of it; what came later began it anew.");
        }
        fates(steps).forEach((name, clock) -> paragraph(text, name + ": " + fate(clock) + " " + decided(clock)));
        paragraph(text, whole());
        return text.toString();
    }

    private String retracted(Signal signal, CaseStory.Step step) {
        return signal.clock() + ": a breach was announced and then taken back, because "
                + (step.events().isEmpty()
                        ? "an event"
                        : step.events().get(0).type().wireName()) + " of "
                + time(step.time()) + " came late.";
    }

    private String fate(ClockView clock) {
        String consumed = CaseTimes.exact(clock.consumedMillis());
        String used = clock.targetMillis() == 0
                ? consumed + " consumed"
                : consumed + " consumed of " + CaseTimes.exact(clock.targetMillis());
        return switch (clock.verdict()) {
            case MET -> "kept, " + used + ".";
            case BREACHED ->
                "BREACHED at " + time(clock.breachedAt()) + ", " + used + " ("
                        + clock.state().toLowerCase(Locale.ROOT) + ").";
            case PENDING ->
                clock.state().toLowerCase(Locale.ROOT) + ", " + used
                        + (clock.deadline() == 0 ? "." : ", due " + time(clock.deadline()) + ".");
            case TIMED -> "timed only, " + used + ".";
            case VOID -> "ended without a verdict, " + used + ".";
        };
    }

    private String decided(ClockView clock) {
        String policy = clock.policy().isEmpty() ? "no policy matches" : "policy " + clock.policy();
        if (clock.rule().equals("due_at")) {
            return "The case itself said when it was due"
                    + (clock.deadline() == 0 ? "." : ": " + time(clock.deadline()) + ".");
        }
        return clock.rule().isEmpty()
                ? "Nothing was promised: " + policy + (clock.policy().isEmpty() ? "." : " has no target for it.")
                : "Promised by " + policy + ", " + clock.rule() + ".";
    }

    private String whole() {
        Map<String, ClockView> clocks = fates(steps);
        List<String> broken = names(clocks, ClockView.Verdict.BREACHED);
        List<String> pending = names(clocks, ClockView.Verdict.PENDING);
        List<String> kept = names(clocks, ClockView.Verdict.MET);
        if (broken.isEmpty() && pending.isEmpty() && kept.isEmpty()) {
            return "Verdict: nothing was promised in case " + caseId + ".";
        }
        return "Verdict: case " + caseId
                + (broken.isEmpty() ? " broke no promise" : " broke " + promises(broken))
                + (kept.isEmpty() ? "" : ", kept " + promises(kept))
                + (pending.isEmpty()
                        ? ""
                        : ", " + promises(pending) + (pending.size() == 1 ? " is" : " are") + " still open")
                + ".";
    }

    private static String promises(List<String> names) {
        return names.size() + " (" + String.join(", ", names) + ")";
    }

    private static List<String> names(Map<String, ClockView> clocks, ClockView.Verdict verdict) {
        return clocks.entrySet().stream()
                .filter(clock -> clock.getValue().verdict() == verdict)
                .map(Map.Entry::getKey)
                .toList();
    }

    private String time(long millis) {
        return times.full(millis);
    }

    private static void paragraph(StringBuilder text, String words) {
        ReportText.paragraph(text, words, WIDTH);
    }
}
