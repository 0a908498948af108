package io.bellwether.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What changed its level: in words, as a table, and drawn. */
final class ChangeSections {

    private static final int CHANGES_IN_SHORT = 5;
    private static final int CHANGED = 4;

    private final Report report;
    private final ReportWords words;
    private final NumberTexts numbers;
    private final Markup out;

    ChangeSections(Report report, ReportWords words, NumberTexts numbers, Markup out) {
        this.report = report;
        this.words = words;
        this.numbers = numbers;
        this.out = out;
    }

    private void quiet(String text) {
        out.element("p", text, "class", "quiet").line();
    }

    /** What became otherwise, since that is what a reader has to know first. */
    void inShort() {
        out.element("h2", words.heading("summary"));
        if (report.days().has(Scope.ALL, ReportFigure.OFFERED)) {
            String[] filled = Stream.of(
                            ReportFigure.OFFERED,
                            ReportFigure.SERVICE_LEVEL,
                            ReportFigure.ABANDON_RATE,
                            ReportFigure.WAIT,
                            ReportFigure.ATTAINMENT)
                    .flatMap(figure -> Stream.of(
                            figure.code(),
                            numbers.value(figure, report.days().value(Scope.ALL, figure, report.period()))))
                    .toArray(String[]::new);
            out.element("p", words.text("headline", filled)).line();
        }
        List<ChangeOfLevel> changes = report.ofPeriod();
        if (changes.isEmpty()) {
            out.element("p", words.text("no_changes")).line();
            return;
        }
        out.open("ul");
        for (ChangeOfLevel change : changes.subList(0, Math.min(CHANGES_IN_SHORT, changes.size()))) {
            out.element(
                    "li",
                    words.text(
                            "changed",
                            "figure",
                            words.figure(change.figure()),
                            "day",
                            change.day().toString(),
                            "after",
                            level(change, change.after()),
                            "before",
                            level(change, change.before()),
                            "change",
                            numbers.change(change.figure(), change.before(), change.after()),
                            "where",
                            where(change.scope())));
        }
        out.close("ul").line();
    }

    private String level(ChangeOfLevel change, double value) {
        String text = numbers.value(change.figure(), value);
        return change.figure().adding() == FigureParts.Adding.SUM ? words.text("per_day", "value", text) : text;
    }

    private String where(Scope scope) {
        if (!scope.clock().isEmpty()) {
            return words.clock(scope.clock());
        }
        return scope.queue().isEmpty() ? words.column("all_queues") : scope.queue();
    }

    /** The whole day by day. */
    void days() {
        out.element("h2", words.heading("days"));
        quiet(words.text("drawn"));
        out.open("div", "class", "charts").line();
        for (ReportFigure figure : ReportFigure.DRAWN) {
            LineChart chart = new LineChart(report, Scope.ALL, figure, numbers);
            if (!chart.isEmpty()) {
                String name = words.figure(figure);
                out.open("figure").element("h3", name);
                chart.write(out, name, changesOf(Scope.ALL, figure));
                out.close("figure").line();
            }
        }
        out.close("div").line();
    }

    private List<ChangeOfLevel> changesOf(Scope scope, ReportFigure figure) {
        return report.changes().stream()
                .filter(change -> change.figure() == figure && change.scope().equals(scope))
                .toList();
    }

    /** The series with the largest changes, but for those that are drawn already. */
    private void changed(List<ChangeOfLevel> changes) {
        out.open("div", "class", "charts").line();
        changes.stream()
                .filter(change -> !change.scope().equals(Scope.ALL))
                .map(change -> Map.entry(change.scope(), change.figure()))
                .distinct()
                .limit(CHANGED)
                .forEach(series -> {
                    String name = where(series.getKey()) + ": " + words.figure(series.getValue());
                    out.open("figure").element("h3", name);
                    new LineChart(report, series.getKey(), series.getValue(), numbers)
                            .write(out, name, changesOf(series.getKey(), series.getValue()));
                    out.close("figure").line();
                });
        out.close("div").line();
    }

    void changes() {
        out.element("h2", words.heading("changes"));
        quiet(words.text("how_changes"));
        List<ChangeOfLevel> changes = report.ofPeriod();
        if (changes.isEmpty()) {
            out.element("p", words.text("no_changes")).line();
            return;
        }
        Table table = new Table(
                3,
                List.of(
                        words.column("where"),
                        words.column("figure"),
                        words.column("since"),
                        words.column("lasted"),
                        words.column("from_to"),
                        words.column("change")));
        for (ChangeOfLevel change : changes.subList(0, Math.min(EventSections.MOST, changes.size()))) {
            table.row(List.of(
                    where(change.scope()),
                    words.figure(change.figure()),
                    change.day().toString(),
                    words.text("days", "value", Long.toString(change.days())),
                    level(change, change.before()) + " → " + level(change, change.after())));
            table.cell(
                    numbers.change(change.figure(), change.before(), change.after()),
                    FigureSections.kind(change.figure(), change.before(), change.after()));
        }
        table.write(out);
        changed(changes);
        if (changes.size() > EventSections.MOST) {
            quiet(words.text("more_changes", "count", Integer.toString(changes.size() - EventSections.MOST)));
        }
    }
}
