package io.bellwether.simulate;

/** Writes times as {@code 2026-03-02T08:00:00.000Z} into 24 bytes, without garbage: load tests need nothing else. */
final class Rfc3339 {
    private static final long DAY = 86_400_000L;

    private Rfc3339() {}

    static void write(long millis, byte[] out) {
        date(Math.floorDiv(millis, DAY), out);
        long rest = Math.floorMod(millis, DAY);
        out[10] = 'T';
        digits(rest / 3_600_000, 2, 11, out);
        out[13] = ':';
        digits(rest / 60_000 % 60, 2, 14, out);
        out[16] = ':';
        digits(rest / 1_000 % 60, 2, 17, out);
        out[19] = '.';
        digits(rest % 1_000, 3, 20, out);
        out[23] = 'Z';
    }

    /** Civil date from days since 1970 (Hinnant, "chrono-compatible low-level date algorithms"). */
    private static void date(long daysSince1970, byte[] out) {
        long days = daysSince1970 + 719_468;
        long era = Math.floorDiv(days, 146_097L);
        long dayOfEra = days - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * dayOfYear + 2) / 153;
        long month = shifted < 10 ? shifted + 3 : shifted - 9;
        digits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4, 0, out);
        out[4] = '-';
        digits(month, 2, 5, out);
        out[7] = '-';
        digits(dayOfYear - (153 * shifted + 2) / 5 + 1, 2, 8, out);
    }

    private static void digits(long number, int width, int at, byte[] out) {
        long left = number;
        for (int i = at + width - 1; i >= at; i--) {
            out[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
