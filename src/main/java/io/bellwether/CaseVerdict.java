package io.bellwether;

import io.bellwether.cases.CaseStory;
import io.bellwether.metric.Signal;
import io.bellwether.sla.ClockView;
import io.bellwether.yaml.Durations;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What has become of every promise of a case, in words. */
final class CaseVerdict {

    private static final int WIDTH = 120;

    private final DateTimeFormatter times;
    private final String caseId;
    private final List<CaseStory.Step> steps;

    CaseVerdict(ZoneId zone, String caseId, List<CaseStory.Step> steps) {
        this.times =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        this.caseId = caseId;
        this.steps = steps;
    }

    /** The last that was seen of every clock, in the order in which they began. */
    static Collection<ClockView> last(List<CaseStory.Step> steps) {
        Map<String, ClockView> last = new LinkedHashMap<>();
        steps.forEach(step -> step.clocks().forEach(clock -> last.put(name(clock), clock)));
        return last.values();
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
        last(steps).forEach(clock -> paragraph(text, name(clock) + ": " + fate(clock) + " " + decided(clock)));
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
        String consumed = Durations.words(clock.consumedMillis() / 1000.0);
        String used = clock.targetMillis() == 0
                ? consumed + " consumed"
                : consumed + " consumed of " + Durations.words(clock.targetMillis() / 1000.0);
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

    private static String decided(ClockView clock) {
        String policy = clock.policy().isEmpty() ? "no policy matches" : "policy " + clock.policy();
        if (clock.rule().equals("due_at")) {
            return "The source set the due time.";
        }
        return clock.rule().isEmpty()
                ? "Nothing was promised: " + policy + (clock.policy().isEmpty() ? "." : " has no target for it.")
                : "Promised by " + policy + ", " + clock.rule() + ".";
    }

    private String whole() {
        Collection<ClockView> clocks = last(steps);
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

    private static List<String> names(Collection<ClockView> clocks, ClockView.Verdict verdict) {
        return clocks.stream()
                .filter(clock -> clock.verdict() == verdict)
                .map(CaseVerdict::name)
                .toList();
    }

    private String time(long millis) {
        return times.format(Instant.ofEpochMilli(millis));
    }

    /** Wrapped at the width, further lines indented. */
    private static void paragraph(StringBuilder text, String words) {
        int column = 0;
        for (String word : words.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append("\n  ");
                column = 2;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
