package io.bellwether.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes comma-separated values (RFC 4180) that a spreadsheet can open without harm: a text that it would take for a formula
 * has an apostrophe in front. Begins with a byte order mark, without which Excel does not read UTF-8.
 */
final class Csv {

    private static final String FORMULA = "=+-@\t\r\n|%＝＋－＠";
    private static final int DIGITS = 6;

    private final StringBuilder out = new StringBuilder("\uFEFF");
    private boolean first = true;

    Csv(String... heads) {
        for (String head : heads) {
            text(head);
        }
        end();
    }

    Csv text(String text) {
        String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return cell(quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless);
    }

    Csv whole(long number) {
        return cell(Long.toString(number));
    }

    /** Empty for NaN. */
    Csv number(double number) {
        return cell(
                Double.isNaN(number) || Double.isInfinite(number)
                        ? ""
                        : BigDecimal.valueOf(number)
                                .setScale(DIGITS, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString());
    }

    private Csv cell(String cell) {
        out.append(first ? "" : ",").append(cell);
        first = false;
        return this;
    }

    Csv end() {
        out.append("\r\n");
        first = true;
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
