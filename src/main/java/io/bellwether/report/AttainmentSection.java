package io.bellwether.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** How many promises were kept: by clock, and of each clock by queue and by tier. */
final class AttainmentSection {

    private final Report report;
    private final ReportWords words;
    private final NumberTexts numbers;
    private final Markup out;
    private final List<String> clocks;

    AttainmentSection(Report report, ReportWords words, NumberTexts numbers, Markup out) {
        this.report = report;
        this.words = words;
        this.numbers = numbers;
        this.out = out;
        // a clock without a target is never judged
        this.clocks = report.days().clocks().stream()
                .filter(clock -> tally(Scope.ofClock(clock)).bottom() > 0)
                .toList();
    }

    private FigureParts tally(Scope scope) {
        return report.days().of(scope, ReportFigure.ATTAINMENT, report.period());
    }

    void write() {
        if (clocks.isEmpty()) {
            return;
        }
        out.element("h2", words.heading("attainment"));
        byClock();
        matrix(
                words.heading("attainment_queues"),
                words.column("queue"),
                FigureSections.largest(report, ReportFigure.ATTAINMENT),
                (queue, clock) -> new Scope(queue, "", clock));
        matrix(
                words.heading("attainment_tiers"),
                words.column("tier"),
                report.days().tiers(),
                (tier, clock) -> new Scope("", tier, clock));
    }

    private void byClock() {
        List<String> heads = new ArrayList<>(
                List.of(words.column("clock"), words.column("met"), words.column("due"), words.column("value")));
        if (report.hasBefore()) {
            heads.addAll(List.of(words.column("before"), words.column("change")));
        }
        Table table = new Table(1, heads);
        for (String clock : clocks) {
            row(table, words.clock(clock), Scope.ofClock(clock));
        }
        row(table, words.column("all_clocks"), Scope.ALL);
        table.write(out);
    }

    private void row(Table table, String name, Scope scope) {
        FigureParts tally = tally(scope);
        double before = report.days()
                .value(scope, ReportFigure.ATTAINMENT, report.period().before());
        double now = tally.value(ReportFigure.ATTAINMENT.adding());
        table.row(List.of(
                name,
                NumberTexts.whole(Math.round(tally.top())),
                NumberTexts.whole(Math.round(tally.bottom())),
                numbers.share(now)));
        if (report.hasBefore()) {
            table.cell(numbers.share(before), "");
            table.cell(
                    numbers.change(ReportFigure.ATTAINMENT, before, now),
                    FigureSections.kind(ReportFigure.ATTAINMENT, before, now));
        }
    }

    /** A row for each name, a column for each clock; names of which nothing was judged are left out. */
    private void matrix(String heading, String of, List<String> names, BiFunction<String, String, Scope> scope) {
        List<String> heads = new ArrayList<>(List.of(of));
        clocks.forEach(clock -> heads.add(words.clock(clock)));
        heads.add(words.column("all"));
        Table table = new Table(1, heads);
        for (String name : names) {
            if (!(tally(scope.apply(name, "")).bottom() > 0)) {
                continue;
            }
            table.row(List.of(name));
            for (String clock : clocks) {
                table.cell(numbers.share(tally(scope.apply(name, clock)).value(ReportFigure.ATTAINMENT.adding())), "");
            }
            table.cell(numbers.share(tally(scope.apply(name, "")).value(ReportFigure.ATTAINMENT.adding())), "");
        }
        if (!table.isEmpty()) {
            out.element("h3", heading);
            table.write(out);
        }
    }
}
