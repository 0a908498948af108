package io.bellwether.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a report says as tables for programs and spreadsheets: names are those of the code, whatever the language. */
public final class CsvReport {

    private final Report report;

    private CsvReport(Report report) {
        this.report = report;
    }

    /** Texts of the files, by what is in them. */
    public static Map<String, String> of(Report report) {
        CsvReport csv = new CsvReport(report);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("figures", csv.figures());
        files.put("days", csv.days());
        files.put("attainment", csv.attainment());
        files.put("changes", csv.changes());
        files.put("half-hours", csv.halfHours());
        files.put("alerts", csv.alerts());
        return files;
    }

    /** The parts of a figure: whoever adds files up adds these, never values. */
    private static void parts(Csv csv, ReportFigure figure, FigureParts tally) {
        csv.number(tally.value(figure.adding()));
        boolean isRatio = figure.adding() != FigureParts.Adding.MOST && figure.adding() != FigureParts.Adding.LAST;
        csv.number(isRatio ? tally.top() : Double.NaN);
        csv.number(isRatio && figure.adding() != FigureParts.Adding.SUM ? tally.bottom() : Double.NaN);
    }

    private String figures() {
        Csv csv = new Csv(
                "period", "queue", "clock", "figure", "unit", "value", "numerator", "denominator", "value_before");
        for (Period column : report.period().columns()) {
            // a month is a column of its own report
            if (!column.name().equals(report.period().name())) {
                figures(csv, column, false);
            }
        }
        figures(csv, report.period(), true);
        return csv.toString();
    }

    /** @param compared whether to say what it was in the period before, too */
    private void figures(Csv csv, Period period, boolean compared) {
        for (Scope scope : report.days().scopes()) {
            for (ReportFigure figure : ReportFigure.values()) {
                FigureParts tally = report.days().of(scope, figure, period);
                if (!scope.tier().isEmpty() || !tally.isKnown()) {
                    continue;
                }
                csv.text(period.name()).text(scope.queue()).text(scope.clock()).text(figure.code());
                csv.text(figure.isShare() ? "share" : figure.isTime() ? "s" : "number");
                parts(csv, figure, tally);
                csv.number(compared ? report.days().value(scope, figure, period.before()) : Double.NaN)
                        .end();
            }
        }
    }

    private String days() {
        Csv csv = new Csv("day", "queue", "figure", "value", "numerator", "denominator");
        for (Scope scope : report.days().scopes()) {
            if (!scope.tier().isEmpty() || !scope.clock().isEmpty()) {
                continue;
            }
            for (ReportFigure figure : ReportFigure.values()) {
                for (Map.Entry<LocalDate, FigureParts> day :
                        report.days().days(scope, figure).entrySet()) {
                    csv.text(day.getKey().toString()).text(scope.queue()).text(figure.code());
                    parts(csv, figure, day.getValue());
                    csv.end();
                }
            }
        }
        return csv.toString();
    }

    private String attainment() {
        Csv csv = new Csv("clock", "queue", "tier", "met", "judged", "attainment");
        for (Scope scope : report.days().scopes()) {
            FigureParts tally = report.days().of(scope, ReportFigure.ATTAINMENT, report.period());
            if (tally.bottom() > 0) {
                csv.text(scope.clock()).text(scope.queue()).text(scope.tier());
                csv.number(tally.top()).number(tally.bottom()).number(tally.value(FigureParts.Adding.SHARE));
                csv.end();
            }
        }
        return csv.toString();
    }

    private String changes() {
        Csv csv = new Csv(
                "day",
                "queue",
                "clock",
                "figure",
                "level_before",
                "level_after",
                "since_before",
                "until_after",
                "better");
        for (ChangeOfLevel change : report.changes()) {
            csv.text(change.day().toString())
                    .text(change.scope().queue())
                    .text(change.scope().clock())
                    .text(change.figure().code());
            csv.number(change.before()).number(change.after());
            csv.text(change.since().toString()).text(change.last().toString());
            Boolean better = change.isBetter();
            csv.text(better == null ? "" : better.toString()).end();
        }
        return csv.toString();
    }

    private String halfHours() {
        Csv csv = new Csv(
                "time",
                "queue",
                "offered",
                "answered",
                "abandoned",
                "not_in_time",
                "service_level",
                "wait_mean_s",
                "wait_max_s",
                "max_waiting");
        for (HalfHour half : report.halfHours()) {
            csv.text(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    Instant.ofEpochMilli(half.time()).atZone(report.period().zone())));
            csv.text(half.queue()).whole(half.offered()).whole(half.answered()).whole(half.abandoned());
            csv.whole(half.unmet()).number(half.serviceLevel()).number(half.waited());
            csv.number(half.longest()).whole(half.mostWaiting()).end();
        }
        return csv.toString();
    }

    private String alerts() {
        Csv csv = new Csv(
                "rule",
                "severity",
                "alerts",
                "still_open",
                "median_s",
                "longest_s",
                "total_s",
                "told",
                "acknowledged",
                "silenced",
                "ignored");
        for (AlertsOfRule rule : report.rules()) {
            csv.text(rule.rule()).text(rule.severity()).whole(rule.alerts()).whole(rule.open());
            csv.number(rule.median()).number(rule.longest()).number(rule.total());
            for (int said : new int[] {rule.told(), rule.acknowledged(), rule.silenced(), rule.ignored()}) {
                csv.number(report.knowsDecisions() ? said : Double.NaN);
            }
            csv.end();
        }
        return csv.toString();
    }
}
