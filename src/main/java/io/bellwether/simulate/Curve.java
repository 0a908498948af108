package io.bellwether.simulate;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;

/**
 * The shape of demand over a week: a factor for each hour of the day times a factor for each day of the week. Constant
 * within an hour, so that counts per hour can be compared with it exactly.
 *
 * @param hours 24 factors, from midnight local time
 * @param days 7 factors, from Monday
 */
public record Curve(List<Double> hours, List<Double> days) {
    /** The same demand at all times. */
    public static final Curve FLAT = new Curve(Collections.nCopies(24, 1.0), Collections.nCopies(7, 1.0));

    public Curve {
        if (hours.size() != 24 || days.size() != 7) {
            throw new IllegalArgumentException(
                    "a curve needs 24 hours and 7 days, not " + hours.size() + " and " + days.size());
        }
        hours = List.copyOf(hours);
        days = List.copyOf(days);
    }

    /** The factor at a time. */
    public double at(long time, ZoneId zone) {
        long offset = zone.getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds() * 1_000L;
        long local = time + offset;
        long day = Math.floorDiv(local, 86_400_000L);
        int hour = (int) (Math.floorMod(local, 86_400_000L) / 3_600_000L);
        int dayOfWeek = (int) Math.floorMod(day + 3, 7L);
        return hours.get(hour) * days.get(dayOfWeek);
    }

    /** The largest factor of the week. */
    public double peak() {
        double hour = hours.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double day = days.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return hour * day;
    }
}
