package io.bellwether.report;

import static io.bellwether.report.FigureParts.Adding.LAST;
import static io.bellwether.report.FigureParts.Adding.LEVEL;
import static io.bellwether.report.FigureParts.Adding.MEAN;
import static io.bellwether.report.FigureParts.Adding.MOST;
import static io.bellwether.report.FigureParts.Adding.SHARE;
import static io.bellwether.report.FigureParts.Adding.SUM;

import io.bellwether.influx.Row;
import io.bellwether.metric.CaseMetrics;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Metric;
import io.bellwether.metric.QueueMetrics;
import io.bellwether.metric.ResolutionMetrics;
import io.bellwether.metric.SentimentMetrics;
import io.bellwether.metric.SlaMetrics;
import io.bellwether.report.FigureParts.Adding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a report says of hours, and out of which fields it is added up. */
enum ReportFigure {
    OFFERED(SUM, QueueMetrics.OFFERED, Good.NEITHER, List.of(QueueMetrics.OFFERED)),
    ANSWERED(SUM, QueueMetrics.ANSWERED, Good.NEITHER, List.of(QueueMetrics.ANSWERED)),
    ABANDONED(SUM, QueueMetrics.ABANDONED, Good.LESS, List.of(QueueMetrics.ABANDONED)),
    SERVICE_LEVEL(
            SHARE,
            QueueMetrics.SERVICE_LEVEL,
            Good.MORE,
            List.of(QueueMetrics.ANSWERED_IN_THRESHOLD, QueueMetrics.LOST_MET),
            QueueMetrics.ANSWERED,
            QueueMetrics.LOST_MET,
            QueueMetrics.LOST_UNMET),
    ABANDON_RATE(
            SHARE,
            QueueMetrics.ABANDON_RATE,
            Good.LESS,
            List.of(QueueMetrics.ABANDONED),
            QueueMetrics.ANSWERED,
            QueueMetrics.ABANDONED),
    WAIT(MEAN, QueueMetrics.WAIT_MEAN, Good.LESS, List.of(QueueMetrics.WAIT_MEAN), QueueMetrics.ANSWERED),
    LONGEST_WAIT(MOST, QueueMetrics.WAIT_MAX, Good.LESS, List.of(QueueMetrics.WAIT_MAX)),
    HANDLE(MEAN, QueueMetrics.HANDLE_MEAN, Good.LESS, List.of(QueueMetrics.HANDLE_MEAN), QueueMetrics.HANDLED),
    ATTAINMENT(SHARE, SlaMetrics.ATTAINMENT, Good.MORE, List.of(SlaMetrics.MET), SlaMetrics.MET, SlaMetrics.BREACHED),
    CREATED(SUM, CaseMetrics.CREATED, Good.NEITHER, List.of(CaseMetrics.CREATED)),
    SOLVED(SUM, CaseMetrics.SOLVED, Good.NEITHER, List.of(CaseMetrics.SOLVED)),
    REOPENED(SUM, CaseMetrics.REOPENED, Good.LESS, List.of(CaseMetrics.REOPENED)),
    OPEN(LEVEL, CaseMetrics.OPEN, Good.LESS, List.of(CaseMetrics.OPEN)),
    OPEN_AT_END(LAST, CaseMetrics.OPEN, Good.LESS, List.of(CaseMetrics.OPEN)),
    CSAT(
            SHARE,
            named("satisfaction.csat"),
            Good.MORE,
            List.of(named("satisfaction.satisfied")),
            named("satisfaction.rated")),
    RATED(SUM, named("satisfaction.rated"), Good.NEITHER, List.of(named("satisfaction.rated"))),
    NEGATIVE(
            SHARE,
            SentimentMetrics.NEGATIVE_SHARE,
            Good.LESS,
            List.of(SentimentMetrics.NEGATIVE),
            SentimentMetrics.COUNT),
    RESOLUTION(
            SHARE,
            ResolutionMetrics.FINAL,
            Good.MORE,
            List.of(ResolutionMetrics.RESOLVED),
            ResolutionMetrics.RESOLVED,
            ResolutionMetrics.UNRESOLVED);

    /** Which way is better. */
    enum Good {
        MORE,
        LESS,
        NEITHER
    }

    /** What shows how the work went, in the order in which it is drawn. */
    static final List<ReportFigure> DRAWN =
            List.of(OFFERED, SERVICE_LEVEL, ABANDON_RATE, WAIT, HANDLE, ATTAINMENT, OPEN, CSAT, NEGATIVE, RESOLUTION);

    private final Adding adding;
    private final Metric metric;
    private final Good good;
    private final List<Metric> top;
    private final List<Metric> bottom;

    ReportFigure(Adding adding, Metric metric, Good good, List<Metric> top, Metric... bottom) {
        this.adding = adding;
        this.metric = metric;
        this.good = good;
        this.top = top;
        this.bottom = List.of(bottom);
    }

    private static Metric named(String name) {
        return Metric.byFullName(name);
    }

    /** As files and words name it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Adding adding() {
        return adding;
    }

    /** The number of the catalogue that it is over a longer time. */
    Metric metric() {
        return metric;
    }

    Good good() {
        return good;
    }

    Measurement measurement() {
        return metric.measurement();
    }

    boolean isShare() {
        return adding == SHARE;
    }

    boolean isTime() {
        return metric.unit() == Metric.Unit.SECONDS;
    }

    /** Which of several series of a measurement it is about. */
    boolean isOf(Row row) {
        return switch (measurement()) {
            case SATISFACTION -> row.tag("kind").equals("CSAT");
            case SENTIMENT -> row.tag("side").equals("customer");
            default -> true;
        };
    }

    /** Of an hour. */
    FigureParts of(Row row) {
        double below =
                bottom.stream().mapToDouble(part -> row.count(part.field())).sum();
        return switch (adding) {
            case SUM, SHARE ->
                new FigureParts(
                        top.stream()
                                .mapToDouble(part -> row.count(part.field()))
                                .sum(),
                        below);
            case MEAN ->
                below == 0
                        ? FigureParts.NONE
                        : new FigureParts(row.count(top.get(0).field()) * below, below);
            case MOST -> new FigureParts(row.number(top.get(0).field()), 0);
            case LEVEL -> new FigureParts(row.count(top.get(0).field()), 0);
            case LAST -> new FigureParts(row.count(top.get(0).field()), row.time());
        };
    }

    /** Those of a measurement. */
    static List<ReportFigure> of(Measurement measurement) {
        return Arrays.stream(values())
                .filter(figure -> figure.measurement() == measurement)
                .toList();
    }

    /** The fields that are read of a measurement. */
    static List<String> fields(Measurement measurement) {
        Set<String> fields = new LinkedHashSet<>();
        for (ReportFigure figure : of(measurement)) {
            figure.top.forEach(part -> fields.add(part.field()));
            figure.bottom.forEach(part -> fields.add(part.field()));
        }
        return new ArrayList<>(fields);
    }

    /** How it is added up, in names of fields. */
    String formula() {
        String above = joined(top);
        return switch (adding) {
            case SUM -> "Σ " + above;
            case SHARE -> "Σ " + above + " / Σ " + joined(bottom);
            case MEAN -> "Σ (" + above + " × " + joined(bottom) + ") / Σ " + joined(bottom);
            case LEVEL -> "Σ " + above + " / h";
            case MOST -> "max " + above;
            case LAST -> "last " + above;
        };
    }

    private static String joined(List<Metric> parts) {
        String all = String.join(" + ", parts.stream().map(Metric::field).toList());
        return parts.size() > 1 ? "(" + all + ")" : all;
    }
}
