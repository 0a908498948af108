package io.bellwether.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A figure day by day as inline SVG: the period shaded, its changes of level dashed. Of more than half a year, week by week. */
final class LineChart {

    private static final int WIDTH = 350;
    private static final int HEIGHT = 132;
    private static final int LEFT = 52;
    private static final int RIGHT = 8;
    private static final int TOP = 8;
    private static final int BOTTOM = 18;
    private static final int MOST_DAYS = 190;
    private static final int MOST_LABELS = 7;

    private final ReportFigure figure;
    private final Period period;
    private final NumberTexts numbers;
    private final TreeMap<LocalDate, Double> values = new TreeMap<>();
    private final int step;
    private final LocalDate first;
    private final long days;
    private final Axis axis;

    LineChart(Report report, Scope scope, ReportFigure figure, NumberTexts numbers) {
        this.figure = figure;
        this.period = report.period();
        this.numbers = numbers;
        this.first = first(report, scope, figure);
        this.days = ChronoUnit.DAYS.between(first, period.next());
        this.step = days > MOST_DAYS ? 7 : 1;
        SortedMap<LocalDate, FigureParts> series = report.days().days(scope, figure);
        for (LocalDate day = first; day.isBefore(period.next()); day = day.plusDays(step)) {
            FigureParts tally = FigureParts.NONE;
            for (FigureParts one : series.subMap(day, day.plusDays(step)).values()) {
                tally = tally.and(one, figure.adding());
            }
            double value = tally.value(figure.adding());
            if (!Double.isNaN(value)) {
                values.put(day, figure.adding() == FigureParts.Adding.SUM ? value / step : value);
            }
        }
        double least =
                values.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most =
                values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        this.axis = Axis.of(figure, least, most);
    }

    /** The month from which on anything is known, the period at the latest. */
    private static LocalDate first(Report report, Scope scope, ReportFigure figure) {
        SortedMap<LocalDate, FigureParts> series = report.days().days(scope, figure);
        LocalDate looked = report.period().firstLooked();
        LocalDate known = series.isEmpty() ? looked : series.firstKey().withDayOfMonth(1);
        LocalDate later = known.isAfter(looked) ? known : looked;
        return later.isAfter(report.period().first()) ? report.period().first() : later;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    private double x(LocalDate day) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (double) ChronoUnit.DAYS.between(first, day) / days;
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * axis.place(value);
    }

    /** @param changes of this series */
    void write(Markup out, String name, List<ChangeOfLevel> changes) {
        out.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", name);
        out.empty(
                "rect",
                "class",
                "period",
                "x",
                at(x(period.first())),
                "y",
                at(TOP),
                "width",
                at(x(period.next()) - x(period.first())),
                "height",
                at(HEIGHT - TOP - BOTTOM));
        marks(out);
        months(out);
        line(out);
        changes.forEach(change -> change(out, change));
        out.close("svg").line();
    }

    private void marks(Markup out) {
        for (double mark : axis.marks()) {
            line(out, "grid", LEFT, y(mark), WIDTH - RIGHT, y(mark));
            out.element("text", label(mark), "class", "y", "x", at(LEFT - 5), "y", at(y(mark) + 3.5));
        }
    }

    /** Marks are round, so no digit behind the point that is 0. */
    private String label(double mark) {
        if (figure.isShare()) {
            return String.format(Locale.ROOT, axis.step() < 0.0095 ? "%.1f %%" : "%.0f %%", mark * 100);
        }
        if (figure.isTime()) {
            return mark == 0 ? "0" : numbers.seconds(mark).replaceFirst("\\.0 s$", " s");
        }
        return axis.step() < 1 ? String.format(Locale.ROOT, "%.1f", mark) : NumberTexts.whole(Math.round(mark));
    }

    private void months(Markup out) {
        long months = ChronoUnit.MONTHS.between(first, period.next());
        long each = (months + MOST_LABELS - 1) / MOST_LABELS;
        int number = 0;
        for (LocalDate month = first; month.isBefore(period.next()); month = month.plusMonths(1)) {
            line(out, "tick", x(month), HEIGHT - BOTTOM, x(month), HEIGHT - BOTTOM + 3);
            if (number++ % each == 0) {
                out.element(
                        "text",
                        month.toString().substring(0, 7),
                        "class",
                        "x",
                        "x",
                        at(x(month) + 2),
                        "y",
                        at(HEIGHT - BOTTOM + 12));
            }
        }
    }

    /** Broken where days are missing. */
    private void line(Markup out) {
        StringBuilder path = new StringBuilder();
        LocalDate last = null;
        for (Map.Entry<LocalDate, Double> value : values.entrySet()) {
            LocalDate day = value.getKey();
            boolean goesOn = last != null && last.plusDays(step).equals(day);
            path.append(goesOn ? 'L' : 'M').append(at(x(day))).append(' ').append(at(y(value.getValue())));
            if (!goesOn) {
                // a day alone is a point
                path.append("h0.1");
            }
            last = day;
        }
        out.empty("path", "class", "line", "d", path.toString());
    }

    private void change(Markup out, ChangeOfLevel change) {
        line(out, "change", x(change.day()), TOP, x(change.day()), HEIGHT - BOTTOM);
        level(out, change.since(), change.day(), change.before());
        level(out, change.day(), change.last().plusDays(1), change.after());
    }

    private void level(Markup out, LocalDate from, LocalDate to, double value) {
        double shown = Math.max(axis.least(), Math.min(axis.most(), value));
        line(out, "level", x(from.isBefore(first) ? first : from), y(shown), x(to), y(shown));
    }

    private static void line(Markup out, String kind, double x1, double y1, double x2, double y2) {
        out.empty("line", "class", kind, "x1", at(x1), "y1", at(y1), "x2", at(x2), "y2", at(y2));
    }
}
