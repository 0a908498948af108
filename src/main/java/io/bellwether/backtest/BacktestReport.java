package io.bellwether.backtest;

import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Times;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A backtest in words, for whoever keeps the rules. */
public final class BacktestReport {

    private static final String ROW = "%-34s %-8s %8s %6s %6s %6s %6s %6s  %s";

    private final Backtest test;
    private final Hindsight hindsight;
    private final StringBuilder text = new StringBuilder();

    private BacktestReport(Backtest test) {
        this.test = test;
        this.hindsight = test.hindsight();
    }

    /** The report of a backtest, several lines. */
    public static String of(Backtest test) {
        BacktestReport report = new BacktestReport(test);
        report.head();
        report.rules();
        report.silences();
        report.load();
        if (report.hindsight != null) {
            report.truth();
        }
        return report.text.toString().stripTrailing();
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    private void head() {
        add(
                "%s to %s: %s, %.1f shifts of %s; %,d events",
                Times.rfc3339(test.span().from()),
                Times.rfc3339(test.span().to()),
                words(test.span().to() - test.span().from()),
                test.shifts(),
                words(test.options().shiftMillis()),
                test.events());
        text.append('\n');
    }

    private void rules() {
        List<RuleTally> tallies = RuleTally.of(test.episodes(), hindsight, test.span());
        if (tallies.isEmpty()) {
            add("No rule fired.");
            return;
        }
        add(ROW, "rule", "worst", "episodes", "pages", "right", "wrong", "flaps", "open", "median length");
        for (RuleTally tally : tallies) {
            boolean judged = tally.right() >= 0;
            add(
                    ROW,
                    tally.uid() + (tally.shadow() ? " (shadow)" : tally.ofCases() ? " (cases)" : ""),
                    tally.severity(),
                    tally.episodes(),
                    tally.pages(),
                    judged ? tally.right() : "-",
                    judged ? tally.episodes() - tally.right() : "-",
                    tally.flaps(),
                    tally.open(),
                    words(tally.medianMillis()));
        }
    }

    private void silences() {
        if (!test.silent().isEmpty()) {
            text.append('\n');
            add("silent, and why:");
            test.silent().forEach(silence -> add("%-34s %s", silence.uid(), silence.why()));
        }
    }

    private void load() {
        text.append('\n');
        add(
                "a shift: %.1f pages (%.1f on series, %.1f on single cases), %.1f changes told one by one (%.1f, %.1f)",
                test.pagesPerShift(episode -> true),
                test.pagesPerShift(episode -> !episode.ofCase()),
                test.pagesPerShift(Episode::ofCase),
                test.changesPerShift(episode -> true),
                test.changesPerShift(episode -> !episode.ofCase()),
                test.changesPerShift(Episode::ofCase));
        if (test.messages() == null) {
            add("messages: none, as there are no routes");
            return;
        }
        String each = test.receivers().stream()
                .map(name ->
                        String.format(Locale.ROOT, "%s %.1f", name, test.messagesPerShift(message -> message.receiver()
                                .equals(name))))
                .collect(Collectors.joining(", "));
        add(
                "grouped by the routes: %.1f messages a shift, %d in the busiest%s",
                test.messagesPerShift(message -> true), test.busiestShift(), each.isEmpty() ? "" : " (" + each + ")");
    }

    private void truth() {
        List<Hindsight.Outcome> found = hindsight.found();
        int known = hindsight.outcomes().size();
        add(
                "incidents: %d of %d found (recall %s); precision %s of what fires on series",
                found.size(), known, share(hindsight.recall()), share(hindsight.precision()));
        if (!found.isEmpty()) {
            List<Long> delays =
                    found.stream().map(Hindsight.Outcome::detectionMillis).toList();
            add("found after %s (median); %s", words(TypicalTime.of(delays)), reset(found));
        }
        String missed = hindsight.outcomes().stream()
                .filter(outcome -> !outcome.isFound())
                .map(outcome -> outcome.incident().name())
                .collect(Collectors.joining(", "));
        if (!missed.isEmpty()) {
            add("missed: %s", missed);
        }
        hindsight.outcomes().forEach(this::learning);
    }

    /** Rules that could not know: their silence is no verdict on them. */
    private void learning(Hindsight.Outcome outcome) {
        List<Learning> learning = test.stillLearning(outcome.incident());
        if (!learning.isEmpty()) {
            String names = learning.stream()
                    .map(rule -> rule.uid() + " (" + words(rule.needsMillis()) + ")")
                    .collect(Collectors.joining(", "));
            add(
                    "%s was over %s after the history began; still learning: %s",
                    outcome.incident().name(),
                    words(outcome.incident().end() - test.span().from()),
                    names);
        }
    }

    private static String reset(List<Hindsight.Outcome> found) {
        List<Long> over = found.stream()
                .filter(Hindsight.Outcome::isOver)
                .map(Hindsight.Outcome::resetMillis)
                .toList();
        String open = over.size() == found.size()
                ? ""
                : ", " + (found.size() - over.size()) + " still told of when the history ends";
        return over.isEmpty()
                ? "none was over when the history ends"
                : "the last alert ended " + words(TypicalTime.of(over)) + " after the end (median)" + open;
    }

    static String share(double value) {
        return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.2f", value);
    }

    static String words(long millis) {
        return Durations.words(millis / 1_000.0);
    }
}
