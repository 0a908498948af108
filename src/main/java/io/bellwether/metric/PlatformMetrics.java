package io.bellwether.metric;

import io.bellwether.metric.Metric.Kind;
import io.bellwether.metric.Metric.Unit;
import java.util.List;
import java.util.Set;

/** The fields of platforms' indicators: what each of them is, its rules say. Shares are 0 to 1, times are seconds. */
public final class PlatformMetrics {

    static final Family FAMILY = new Family(Measurement.PLATFORM);

    private static final double THOUSANDTH = 0.001;
    /** Width of the band to either side, in standard deviations of what is still to come. */
    private static final double DEVIATIONS = 2;

    private static final double USUAL_DAYS = 7;

    private static final Quantity TODAY = Quantity.atEnd(Measure.PLATFORM_DENOMINATOR);
    private static final Quantity USUAL = Quantity.atEnd(Measure.PLATFORM_USUAL);
    private static final Quantity TRAILING = Quantity.atEnd(Measure.PLATFORM_TRAILING_DENOMINATOR);

    public static final Metric VALUE = FAMILY.add(
            figure(
                    "value",
                    Kind.RATIO,
                    mean(Measure.PLATFORM_NUMERATOR, TODAY),
                    "the indicator of today so far, local midnight to the window's end: a share (0 to 1) or seconds, as the platform's rules say"));

    public static final Metric NUMERATOR = FAMILY.add(figure(
            "numerator",
            Kind.LEVEL,
            new Reading(
                    Set.of(Measure.PLATFORM_NUMERATOR, Measure.PLATFORM_DENOMINATOR),
                    cell -> cell.atEnd(Measure.PLATFORM_NUMERATOR) * THOUSANDTH,
                    TODAY,
                    new Formula("sum of the units' values at the window's end", List.of())),
            "sum of the values of today's units, local midnight to the window's end: successes, or seconds"));

    public static final Metric DENOMINATOR = FAMILY.level(
            "denominator",
            Measure.PLATFORM_DENOMINATOR,
            "units of today, local midnight to the window's end: rounds, sessions, messages, consumers or answers, as the indicator says");

    public static final Metric FORECAST = FAMILY.add(
            figure(
                    "forecast",
                    Kind.RATIO,
                    mean(Measure.PLATFORM_TRAILING_NUMERATOR, TRAILING),
                    "what the platform will show tomorrow: the indicator over the days that its rules look back on, with today's part until the window's end"));

    public static final Metric FORECAST_LOW = FAMILY.add(
            figure(
                    "forecast_low",
                    Kind.RATIO,
                    bound("−", -1),
                    "lower end of the band of tomorrow's official figure at the window's end: the forecast less two standard deviations of what a usual rest of the day brings"));

    public static final Metric FORECAST_HIGH = FAMILY.add(
            figure(
                    "forecast_high",
                    Kind.RATIO,
                    bound("+", 1),
                    "upper end of the band of tomorrow's official figure at the window's end: the forecast plus two standard deviations of what a usual rest of the day brings"));

    public static final Metric AT_RISK = FAMILY.level(
            "at_risk",
            Measure.PLATFORM_AT_RISK,
            "rounds of a customer's questions that have waited for the first warning at the window's end and will harm the indicator of today if nobody replies in time");

    private PlatformMetrics() {}

    private static Metric figure(String field, Kind kind, Reading reading, String meaning) {
        return new Metric(
                Measurement.PLATFORM, field, Unit.SCORE, kind, meaning, reading, true, 0, Double.POSITIVE_INFINITY);
    }

    /** What is summed up in thousandths, over units. */
    private static Reading mean(Measure sum, Quantity units) {
        return new Reading(
                Quantity.union(Set.of(sum), units.measures()),
                cell -> {
                    long of = units.of().applyAsLong(cell);
                    return of == 0 ? Double.NaN : cell.atEnd(sum) * THOUSANDTH / of;
                },
                units,
                Formula.ratio(1, Quantity.atEnd(sum), units),
                null);
    }

    private static Reading bound(String sign, int side) {
        return new Reading(
                Set.of(
                        Measure.PLATFORM_TRAILING_NUMERATOR,
                        Measure.PLATFORM_TRAILING_DENOMINATOR,
                        Measure.PLATFORM_TRAILING_SQUARES,
                        Measure.PLATFORM_USUAL,
                        Measure.PLATFORM_DENOMINATOR),
                cell -> bound(
                        cell.atEnd(Measure.PLATFORM_TRAILING_NUMERATOR) * THOUSANDTH,
                        cell.atEnd(Measure.PLATFORM_TRAILING_DENOMINATOR),
                        cell.atEnd(Measure.PLATFORM_TRAILING_SQUARES) * THOUSANDTH,
                        cell.atEnd(Measure.PLATFORM_USUAL) / USUAL_DAYS,
                        cell.atEnd(Measure.PLATFORM_DENOMINATOR),
                        side),
                TRAILING,
                new Formula(
                        "forecast " + sign
                                + " 2 × √(variance × rest) / ({} + rest), at least 0, variance = {} / {} − forecast²,"
                                + " rest = max(0, {} / 7 − {}); no value where {} or {} is 0",
                        List.of(
                                TRAILING,
                                Quantity.atEnd(Measure.PLATFORM_TRAILING_SQUARES),
                                TRAILING,
                                USUAL,
                                TODAY,
                                TRAILING,
                                USUAL)),
                null);
    }

    /**
     * One end of the band: as many units as a usual day has beyond today's so far are added, each as the ones before on
     * average; the mean of these few may be off by two of its standard deviations. Of shares that is never more than 1.
     *
     * @param sum of the values of all units
     * @param units how many there are
     * @param squares sum of the values' squares
     * @param usual units of a usual day
     * @param today units of today so far
     * @param side −1 for the lower end, 1 for the upper
     */
    static double bound(double sum, double units, double squares, double usual, double today, int side) {
        if (units <= 0 || usual <= 0) {
            return Double.NaN;
        }
        double mean = sum / units;
        double variance = Math.max(0, squares / units - mean * mean);
        double rest = Math.max(0, usual - today);
        return Math.max(0, mean + side * DEVIATIONS * Math.sqrt(variance * rest) / (units + rest));
    }
}
