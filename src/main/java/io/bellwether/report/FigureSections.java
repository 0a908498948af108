package io.bellwether.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Tables of figures: those of the period beside those before, by month, by queue, and what they mean. */
final class FigureSections {

    private static final List<ReportFigure> BY_QUEUE = List.of(
            ReportFigure.OFFERED,
            ReportFigure.SERVICE_LEVEL,
            ReportFigure.ABANDON_RATE,
            ReportFigure.WAIT,
            ReportFigure.HANDLE,
            ReportFigure.ATTAINMENT,
            ReportFigure.OPEN,
            ReportFigure.CSAT,
            ReportFigure.NEGATIVE);
    /** More do not stand on a page. */
    static final int MOST_QUEUES = 30;

    private final Report report;
    private final ReportWords words;
    private final NumberTexts numbers;
    private final Markup out;

    FigureSections(Report report, ReportWords words, NumberTexts numbers, Markup out) {
        this.report = report;
        this.words = words;
        this.numbers = numbers;
        this.out = out;
    }

    /** Class of the style sheet: whether a change is one for the better; none where it is hardly one. */
    static String kind(ReportFigure figure, double before, double after) {
        double size = figure.isShare() ? Math.abs(after - before) : Math.abs(after / before - 1);
        if (figure.good() == ReportFigure.Good.NEITHER || !(size >= (figure.isShare() ? 0.005 : 0.02))) {
            return "";
        }
        return after > before == (figure.good() == ReportFigure.Good.MORE) ? "better" : "worse";
    }

    private List<ReportFigure> known() {
        List<ReportFigure> known = new ArrayList<>();
        for (ReportFigure figure : ReportFigure.values()) {
            if (report.days().has(Scope.ALL, figure)) {
                known.add(figure);
            }
        }
        return known;
    }

    void key() {
        out.element("h2", words.heading("figures"));
        Period period = report.period();
        Period before = period.before();
        boolean compared = report.hasBefore();
        List<String> heads = new ArrayList<>(List.of(words.column("figure"), words.column("value")));
        if (compared) {
            heads.addAll(List.of(words.column("before"), words.column("change")));
        }
        Table table = new Table(1, heads);
        for (ReportFigure figure : known()) {
            table.row(List.of(
                    words.figure(figure), numbers.value(figure, report.days().value(Scope.ALL, figure, period))));
            if (compared) {
                table.cell(numbers.value(figure, report.days().value(Scope.ALL, figure, before)), "");
                double then = report.days().comparable(Scope.ALL, figure, before);
                double now = report.days().comparable(Scope.ALL, figure, period);
                table.cell(numbers.change(figure, then, now), kind(figure, then, now));
            }
        }
        table.write(out);
        quiet(
                compared
                        ? words.text(
                                        "compared",
                                        "first",
                                        before.first().toString(),
                                        "last",
                                        before.next().minusDays(1).toString())
                                + (isPartial(before) ? ' ' + known(before) : "")
                        : words.text("nothing_before"));
    }

    /** Where a day or more is missing: whoever is closed at night has no hour then. */
    private boolean isPartial(Period period) {
        return period.hours() - report.days().hours(period) >= 24;
    }

    /** How much of a period is known. */
    private String known(Period of) {
        return words.text(
                "partial",
                "known",
                NumberTexts.days(report.days().hours(of)),
                "days",
                NumberTexts.whole(ChronoUnit.DAYS.between(of.first(), of.next())));
    }

    private void quiet(String text) {
        out.element("p", text, "class", "quiet").line();
    }

    void columns() {
        List<Period> columns = report.period().columns().stream()
                .filter(column -> known().stream()
                        .anyMatch(figure ->
                                report.days().of(Scope.ALL, figure, column).isKnown()))
                .toList();
        if (columns.size() < 2) {
            return;
        }
        boolean quarters = columns.get(0).name().contains("Q");
        out.element("h2", words.heading(quarters ? "quarters" : "months"));
        List<String> heads = new ArrayList<>(List.of(words.column("figure")));
        columns.forEach(column -> heads.add(column.name() + (isPartial(column) ? "*" : "")));
        Table table = new Table(1, heads);
        for (ReportFigure figure : known()) {
            table.row(List.of(words.figure(figure)));
            columns.forEach(
                    column -> table.cell(numbers.value(figure, report.days().value(Scope.ALL, figure, column)), ""));
        }
        table.write(out);
        columns.stream().filter(this::isPartial).forEach(column -> quiet("* " + column.name() + ": " + known(column)));
    }

    void queues() {
        List<String> queues = largest(report, ReportFigure.OFFERED);
        if (queues.isEmpty()) {
            return;
        }
        out.element("h2", words.heading("queues"));
        List<String> heads = new ArrayList<>(List.of(words.column("queue")));
        List<ReportFigure> figures = BY_QUEUE.stream().filter(known()::contains).toList();
        figures.forEach(figure -> heads.add(words.figure(figure)));
        Table table = new Table(1, heads);
        for (String queue : queues) {
            table.row(List.of(queue));
            figures.forEach(figure -> table.cell(
                    numbers.value(figure, report.days().value(Scope.ofQueue(queue), figure, report.period())), ""));
        }
        table.write(out);
    }

    /** Queues by name; where there are too many for a page, those with most of a figure. */
    static List<String> largest(Report report, ReportFigure figure) {
        List<String> queues = new ArrayList<>(report.days().queues());
        if (queues.size() > MOST_QUEUES) {
            queues.sort((one, other) -> Double.compare(size(report, figure, other), size(report, figure, one)));
            queues = new ArrayList<>(queues.subList(0, MOST_QUEUES));
            queues.sort(null);
        }
        return queues;
    }

    private static double size(Report report, ReportFigure figure, String queue) {
        FigureParts tally = report.days().of(Scope.ofQueue(queue), figure, report.period());
        return Double.isNaN(tally.top()) ? -1 : figure.isShare() ? tally.bottom() : tally.top();
    }

    void how() {
        out.element("h2", words.heading("how"));
        Table table = new Table(3, List.of(words.column("figure"), words.heading("how"), words.column("meaning")));
        for (ReportFigure figure : known()) {
            table.row(List.of(
                    words.figure(figure),
                    figure.measurement().wireName() + ": "
                            + (figure.adding() == FigureParts.Adding.LEVEL ? words.text("level") : figure.formula()),
                    words.vocabulary().meaning(figure.metric())));
        }
        table.write(out);
    }
}
