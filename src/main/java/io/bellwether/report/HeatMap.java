package io.bellwether.report;

import java.util.Locale;

/** A figure by hour of the week as inline SVG, one square an hour: darker is more, or worse. */
final class HeatMap {

    private static final int CELL = 12;
    private static final int LEFT = 34;
    private static final int TOP = 14;
    private static final int WIDTH = LEFT + HourWeek.HOURS * CELL + 2;
    private static final int HEIGHT = TOP + HourWeek.DAYS * CELL + 18;
    private static final int EVERY = 3;
    /** Of a share, what is worst is never taken for nearer to all than this. */
    private static final double LEAST_RANGE = 0.1;

    private final HourWeek week;
    private final ReportFigure figure;
    private final NumberTexts numbers;
    private final String[] weekdays;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    /** @param weekdays seven names, Monday first */
    HeatMap(HourWeek week, ReportFigure figure, NumberTexts numbers, String... weekdays) {
        this.week = week;
        this.figure = figure;
        this.numbers = numbers;
        this.weekdays = weekdays.clone();
        for (int day = 0; day < HourWeek.DAYS; day++) {
            for (int hour = 0; hour < HourWeek.HOURS; hour++) {
                double value = week.value(figure, day, hour);
                if (!Double.isNaN(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
    }

    void write(Markup out, String name) {
        out.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", name);
        for (int hour = 0; hour < HourWeek.HOURS; hour += EVERY) {
            out.element("text", Integer.toString(hour), "class", "x", "x", at(LEFT + hour * CELL), "y", at(TOP - 4));
        }
        for (int day = 0; day < HourWeek.DAYS; day++) {
            out.element("text", weekdays[day], "class", "y", "x", at(LEFT - 4), "y", at(TOP + day * CELL + CELL - 3));
            for (int hour = 0; hour < HourWeek.HOURS; hour++) {
                cell(out, day, hour);
            }
        }
        legend(out);
        out.close("svg").line();
    }

    private void cell(Markup out, int day, int hour) {
        double value = week.value(figure, day, hour);
        out.open(
                "rect",
                "x",
                at(LEFT + hour * CELL),
                "y",
                at(TOP + day * CELL),
                "width",
                at(CELL - 1),
                "height",
                at(CELL - 1),
                "fill",
                Double.isNaN(value) ? "#f4f4f4" : colour(darkness(value)));
        out.element("title", weekdays[day] + " " + hour + ":00 " + numbers.value(figure, value))
                .close("rect");
    }

    /** 0 to 1. */
    private double darkness(double value) {
        if (figure.isShare()) {
            double worst = Math.min(least, 1 - LEAST_RANGE);
            return (1 - value) / (1 - worst);
        }
        return most <= 0 ? 0 : value / most;
    }

    /** Blue for how much, orange for how bad. */
    private String colour(double darkness) {
        int[] full = figure.isShare() ? new int[] {0xb3, 0x40, 0x0f} : new int[] {0x1f, 0x5f, 0xa8};
        StringBuilder colour = new StringBuilder("#");
        for (int part : full) {
            colour.append(String.format(Locale.ROOT, "%02x", Math.round(0xf0 - (0xf0 - part) * darkness)));
        }
        return colour.toString();
    }

    /** The lightest and the darkest square, with what they stand for. */
    private void legend(Markup out) {
        if (most < least) {
            return;
        }
        double light = figure.isShare() ? most : least;
        double dark = figure.isShare() ? least : most;
        int y = TOP + HourWeek.DAYS * CELL + 5;
        square(out, LEFT, y, light);
        square(out, LEFT + 11 * CELL, y, dark);
    }

    private void square(Markup out, int x, int y, double value) {
        out.empty(
                "rect",
                "x",
                at(x),
                "y",
                at(y),
                "width",
                at(CELL - 1),
                "height",
                at(CELL - 3),
                "fill",
                colour(darkness(value)));
        out.element("text", numbers.value(figure, value), "class", "x", "x", at(x + CELL + 3), "y", at(y + CELL - 4));
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.0f", place);
    }
}
