package io.bellwether.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** How numbers are written for people. */
final class NumberTexts {

    private final ReportWords words;

    NumberTexts(ReportWords words) {
        this.words = words;
    }

    /** A value of a figure, with its unit. */
    String value(ReportFigure figure, double value) {
        if (Double.isNaN(value)) {
            return words.text("no_value");
        }
        return figure.isShare() ? share(value) : figure.isTime() ? seconds(value) : number(value, figure);
    }

    private static String number(double value, ReportFigure figure) {
        return figure.adding() == FigureParts.Adding.LEVEL || value != Math.rint(value)
                ? String.format(Locale.ROOT, "%,.1f", value)
                : whole(Math.round(value));
    }

    /** As many as are over, to the tenth: what is a little short is never told as whole. */
    static String days(double hours) {
        double days = Math.floor(hours * 10 / 24) / 10;
        return String.format(Locale.ROOT, days == Math.rint(days) ? "%.0f" : "%.1f", days);
    }

    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** With one digit behind the point; 100 % only where it is all. */
    String share(double value) {
        if (Double.isNaN(value)) {
            return words.text("no_value");
        }
        BigDecimal percent = BigDecimal.valueOf(value * 100).setScale(1, RoundingMode.HALF_UP);
        if (value < 1 && percent.compareTo(BigDecimal.valueOf(100)) == 0) {
            percent = new BigDecimal("99.9");
        }
        return percent + " %";
    }

    /** In the unit in which it is read at once. */
    String seconds(double value) {
        if (Double.isNaN(value)) {
            return words.text("no_value");
        }
        if (value < 99.5) {
            return String.format(Locale.ROOT, value < 9.95 ? "%.1f s" : "%.0f s", value);
        }
        long seconds = Math.round(value);
        if (seconds < 3_600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = Math.round(value / 60);
        if (minutes < 2_880) {
            return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        return String.format(Locale.ROOT, "%,.1f d", value / 86_400);
    }

    /** From one value to another: points of shares, parts of all else. */
    String change(ReportFigure figure, double before, double after) {
        if (Double.isNaN(before) || Double.isNaN(after)) {
            return words.text("no_value");
        }
        if (figure.isShare()) {
            return words.text("points", "value", signed((after - before) * 100, 1));
        }
        return before == 0 ? words.text("no_value") : signed((after / before - 1) * 100, 0) + " %";
    }

    private static String signed(double value, int digits) {
        String text = String.format(Locale.ROOT, "%+,." + digits + "f", value);
        // a change that rounds to nothing has no sign
        return text.matches("[+-]0(\\.0+)?") ? text.substring(1) : text.replace('-', '\u2212');
    }
}
