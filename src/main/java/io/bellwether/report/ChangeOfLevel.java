package io.bellwether.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * From a day on a figure is at another level than before, by {@link ChangePoints}.
 *
 * @param since first day of the level before
 * @param day first day of the new one
 * @param last last day of it that is known
 * @param before the figure over the days of the level before, added up as over any other time
 * @param after over those of the new one
 */
record ChangeOfLevel(
        Scope scope, ReportFigure figure, LocalDate since, LocalDate day, LocalDate last, double before, double after) {

    /** What is worth telling: of shares so many points, of all else so much of what was. */
    private static final double POINTS = 0.02;

    private static final double PART = 0.1;

    /** Both as of a day. */
    private static double level(
            Ledger ledger, Scope scope, ReportFigure figure, LocalDate from, LocalDate next, int days) {
        double value = ledger.of(scope, figure, from, next).value(figure.adding());
        return figure.adding() == FigureParts.Adding.SUM ? value / days : value;
    }

    /** The changes of a series, in order of time. */
    static List<ChangeOfLevel> of(Ledger ledger, Scope scope, ReportFigure figure) {
        List<LocalDate> days = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        SortedMap<LocalDate, FigureParts> series = ledger.days(scope, figure);
        series.forEach((day, tally) -> {
            double value = tally.value(figure.adding());
            if (!Double.isNaN(value)) {
                days.add(day);
                values.add(value);
            }
        });
        List<Integer> places = new ArrayList<>(ChangePoints.of(
                days.stream().mapToInt(day -> day.getDayOfWeek().getValue() - 1).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray()));
        List<ChangeOfLevel> changes = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            int from = i == 0 ? 0 : places.get(i - 1);
            int at = places.get(i);
            int to = i + 1 < places.size() ? places.get(i + 1) : days.size();
            LocalDate last = days.get(to - 1);
            ChangeOfLevel change = new ChangeOfLevel(
                    scope,
                    figure,
                    days.get(from),
                    days.get(at),
                    last,
                    level(ledger, scope, figure, days.get(from), days.get(at), at - from),
                    level(ledger, scope, figure, days.get(at), last.plusDays(1), to - at));
            if (change.isLarge()) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** Less is not told, however firm it is. */
    private boolean isLarge() {
        return figure.isShare() ? Math.abs(after - before) >= POINTS : Math.abs(relative()) >= PART;
    }

    /** By how much of what it was before. */
    double relative() {
        return before == 0 ? Double.POSITIVE_INFINITY : after / before - 1;
    }

    /** Whether it became better; null where neither is better. */
    Boolean isBetter() {
        return switch (figure.good()) {
            case MORE -> after > before;
            case LESS -> after < before;
            case NEITHER -> null;
        };
    }

    /** Days that the new level lasted. */
    long days() {
        return ChronoUnit.DAYS.between(day, last) + 1;
    }

    /** The largest first: points of shares and parts of others side by side, a tenth of a share like half of a number. */
    static Comparator<ChangeOfLevel> bySize() {
        return Comparator.comparingDouble((ChangeOfLevel change) -> -change.size())
                .thenComparing(ChangeOfLevel::day)
                .thenComparing(ChangeOfLevel::figure)
                .thenComparing(ChangeOfLevel::scope);
    }

    private double size() {
        return figure.isShare() ? 5 * Math.abs(after - before) : Math.min(10, Math.abs(relative()));
    }
}
