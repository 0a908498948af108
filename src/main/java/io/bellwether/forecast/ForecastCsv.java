package io.bellwether.forecast;

import io.bellwether.forecast.ArrivalForecast.Row;
import io.bellwether.yaml.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A forecast as comma-separated values: a line for each interval and queue. */
public final class ForecastCsv {

    /** What a line may have beside. */
    public enum Extra {
        /** The mean handle time in seconds; empty where none is known. */
        HANDLE_S("handle_s", row -> Double.isNaN(row.handleSeconds()) ? "" : number(row.handleSeconds())),
        /** Half of such intervals have less. */
        P50("p50", row -> number(row.middle()));

        private final String column;
        private final Function<Row, String> value;

        Extra(String column, Function<Row, String> value) {
            this.column = column;
            this.value = value;
        }

        /** Its name. */
        public String column() {
            return column;
        }
    }

    private static final String COLUMNS = "interval_start,queue,arrivals,p10,p90";
    private static final int DIGITS = 3;

    private ForecastCsv() {}

    /** The first line. */
    public static String header(List<Extra> extras) {
        return COLUMNS + extras.stream().map(extra -> "," + extra.column).collect(Collectors.joining());
    }

    /** The line of an interval. */
    public static String line(Row row, List<Extra> extras) {
        StringBuilder line = new StringBuilder(Times.rfc3339(row.start()))
                .append(',')
                .append(quoted(row.queue()))
                .append(',')
                .append(number(row.arrivals()))
                .append(',')
                .append(number(row.low()))
                .append(',')
                .append(number(row.high()));
        extras.forEach(extra -> line.append(',').append(extra.value.apply(row)));
        return line.toString();
    }

    /** Three digits behind the point: rounding is monotone, so bounds stay around the mean. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
