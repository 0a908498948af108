package io.bellwether.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Tallies of days, of which those of any longer time are made. The order in which they come does not matter. */
final class Ledger {

    private final Map<Scope, Map<ReportFigure, TreeMap<LocalDate, FigureParts>>> days = new TreeMap<>();
    private final TreeMap<LocalDate, Double> lasting = new TreeMap<>();

    void add(Scope scope, ReportFigure figure, LocalDate day, FigureParts tally) {
        days.computeIfAbsent(scope, of -> new EnumMap<>(ReportFigure.class))
                .computeIfAbsent(figure, of -> new TreeMap<>())
                .merge(day, tally, (one, other) -> one.and(other, figure.adding()));
    }

    /** Says of every level how many hours a day has, since an hour without a row has nothing of it. */
    void lastsHours(LocalDate day, double hours) {
        lasting.put(day, hours);
        days.values()
                .forEach(figures -> figures.forEach((figure, tallies) -> {
                    if (figure.adding() == FigureParts.Adding.LEVEL) {
                        tallies.merge(day, new FigureParts(0, hours), (one, other) -> one.and(other, figure.adding()));
                    }
                }));
    }

    /** Of a period; {@link FigureParts#NONE} where there is nothing. */
    FigureParts of(Scope scope, ReportFigure figure, Period period) {
        return of(scope, figure, period.first(), period.next());
    }

    /** @param next the day after the last */
    FigureParts of(Scope scope, ReportFigure figure, LocalDate first, LocalDate next) {
        FigureParts sum = FigureParts.NONE;
        for (FigureParts day : days(scope, figure).subMap(first, next).values()) {
            sum = sum.and(day, figure.adding());
        }
        return sum;
    }

    double value(Scope scope, ReportFigure figure, Period period) {
        return of(scope, figure, period).value(figure.adding());
    }

    /** The same as it can be compared with that of a longer or shorter time: sums a day, as far as hours are known. */
    double comparable(Scope scope, ReportFigure figure, Period period) {
        double value = value(scope, figure, period);
        return figure.adding() == FigureParts.Adding.SUM ? 24 * value / hours(period) : value;
    }

    /** How many hours of a period lie between the first and the last that is known. */
    double hours(Period period) {
        return lasting.subMap(period.first(), period.next()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** Day by day, without those that have nothing. */
    SortedMap<LocalDate, FigureParts> days(Scope scope, ReportFigure figure) {
        return days.getOrDefault(scope, Map.of()).getOrDefault(figure, new TreeMap<>());
    }

    List<Scope> scopes() {
        return new ArrayList<>(days.keySet());
    }

    /** Whether anything is known of a figure in a scope, at whatever time. */
    boolean has(Scope scope, ReportFigure figure) {
        return !days(scope, figure).isEmpty();
    }

    List<String> queues() {
        return named(Scope::queue);
    }

    List<String> tiers() {
        return named(Scope::tier);
    }

    List<String> clocks() {
        return named(Scope::clock);
    }

    private List<String> named(Function<Scope, String> part) {
        TreeSet<String> names = new TreeSet<>();
        days.keySet().forEach(scope -> names.add(part.apply(scope)));
        names.remove("");
        return List.copyOf(names);
    }
}
