package io.bellwether.report;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What happened at single times: the worst half hours, and alerts. */
final class EventSections {

    /** More do not stand on the page; the files have all. */
    static final int MOST = 15;

    private final Report report;
    private final ReportWords words;
    private final NumberTexts numbers;
    private final Markup out;

    EventSections(Report report, ReportWords words, NumberTexts numbers, Markup out) {
        this.report = report;
        this.words = words;
        this.numbers = numbers;
        this.out = out;
    }

    void halfHours() {
        List<HalfHour> worst = report.halfHours().stream()
                .filter(half -> half.unmet() > 0)
                .limit(MOST)
                .toList();
        if (worst.isEmpty()) {
            return;
        }
        out.element("h2", words.heading("worst"));
        out.element("p", words.text("worst"), "class", "quiet").line();
        DateTimeFormatter time = DateTimeFormatter.ofPattern(
                "yyyy-MM-dd EEE HH:mm",
                "zh".equals(words.language().code()) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        Table table = new Table(
                2,
                List.of(
                        words.column("time"),
                        words.column("queue"),
                        words.column("offered"),
                        words.column("answered"),
                        words.column("abandoned"),
                        words.column("unmet"),
                        words.figure(ReportFigure.SERVICE_LEVEL),
                        words.figure(ReportFigure.WAIT),
                        words.figure(ReportFigure.LONGEST_WAIT),
                        words.column("waiting")));
        for (HalfHour half : worst) {
            table.row(List.of(
                    time.format(Instant.ofEpochMilli(half.time())
                            .atZone(report.period().zone())),
                    half.queue(),
                    NumberTexts.whole(half.offered()),
                    NumberTexts.whole(half.answered()),
                    NumberTexts.whole(half.abandoned()),
                    NumberTexts.whole(half.unmet()),
                    numbers.share(half.serviceLevel()),
                    numbers.seconds(half.waited()),
                    numbers.seconds(half.longest()),
                    NumberTexts.whole(half.mostWaiting())));
        }
        table.write(out);
    }

    void alerts() {
        List<AlertsOfRule> rules = report.rules();
        if (rules.isEmpty()) {
            return;
        }
        out.element("h2", words.heading("alerts"));
        int alerts = rules.stream().mapToInt(AlertsOfRule::alerts).sum();
        out.element(
                        "p",
                        words.text(
                                "alerts", "count", NumberTexts.whole(alerts), "rules", Integer.toString(rules.size())),
                        "class",
                        "quiet")
                .line();
        lengths(rules);
        if (report.knowsDecisions()) {
            reactions(rules);
        }
    }

    private void lengths(List<AlertsOfRule> rules) {
        Table table = new Table(
                2,
                List.of(
                        words.column("rule"),
                        words.column("severity"),
                        words.column("alerts"),
                        words.column("median"),
                        words.column("longest"),
                        words.column("total"),
                        words.column("open")));
        for (AlertsOfRule rule : rules) {
            table.row(List.of(
                    rule.rule(),
                    words.severity(rule.severity()),
                    NumberTexts.whole(rule.alerts()),
                    numbers.seconds(rule.median()),
                    numbers.seconds(rule.longest()),
                    numbers.seconds(rule.total()),
                    NumberTexts.whole(rule.open())));
        }
        table.write(out);
    }

    private void reactions(List<AlertsOfRule> rules) {
        Table table = new Table(
                1,
                List.of(
                        words.column("rule"),
                        words.column("told"),
                        words.column("acknowledged"),
                        words.column("silenced"),
                        words.column("ignored"),
                        words.column("precision")));
        for (AlertsOfRule rule : rules) {
            if (rule.told() > 0) {
                table.row(List.of(
                        rule.rule(),
                        NumberTexts.whole(rule.told()),
                        NumberTexts.whole(rule.acknowledged()),
                        NumberTexts.whole(rule.silenced()),
                        NumberTexts.whole(rule.ignored()),
                        numbers.share(rule.precision())));
            }
        }
        if (!table.isEmpty()) {
            table.write(out);
        }
    }
}
