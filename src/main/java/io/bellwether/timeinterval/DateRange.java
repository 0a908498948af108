package io.bellwether.timeinterval;

import io.bellwether.yaml.YamlValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.LongStream;

/** Days as people write them in files: {@code 2026-10-01}, or {@code 2026-10-01..2026-10-07}. */
public final class DateRange {

    private static final int MAX_DAYS = 1000;

    private DateRange() {}

    /** The epoch days of a value; none after a complaint. */
    public static List<Long> days(YamlValue value) {
        String[] ends = value.text("").split("\\.\\.", 2);
        Long first = date(ends[0].strip(), value);
        Long last = first == null || ends.length == 1 ? first : date(ends[1].strip(), value);
        if (last == null) {
            return List.of();
        }
        if (last < first || last - first > MAX_DAYS) {
            value.error("must be a range of at most " + MAX_DAYS + " days, the earlier date first");
            return List.of();
        }
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** An epoch day, or null after a complaint. */
    public static Long date(String text, YamlValue at) {
        try {
            return LocalDate.parse(text).toEpochDay();
        } catch (DateTimeParseException e) {
            at.error("must be a date such as 2026-10-01, not " + text);
            return null;
        }
    }
}
