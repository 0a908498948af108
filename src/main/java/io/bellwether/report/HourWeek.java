package io.bellwether.report;

import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;

/** Figures of all queues together by hour of the week. */
final class HourWeek {

    static final int DAYS = 7;
    static final int HOURS = 24;
    private static final int LEAST = 20;

    private final Map<Figure, Tally[][]> tallies = new EnumMap<>(Figure.class);

    void add(Figure figure, ZonedDateTime time, Tally tally) {
        Tally[][] of = tallies.computeIfAbsent(figure, none -> new Tally[DAYS][HOURS]);
        Tally[] day = of[time.getDayOfWeek().getValue() - 1];
        Tally before = day[time.getHour()];
        day[time.getHour()] = before == null ? tally : before.and(tally, figure.adding());
    }

    /**
     * NaN where there is none, and of a share where fewer than {@value #LEAST} stand behind it.
     *
     * @param day from 0, Monday
     */
    double value(Figure figure, int day, int hour) {
        Tally[][] of = tallies.get(figure);
        if (of == null || of[day][hour] == null || figure.isShare() && of[day][hour].bottom() < LEAST) {
            return Double.NaN;
        }
        return of[day][hour].value(figure.adding());
    }

    boolean has(Figure figure) {
        return tallies.containsKey(figure);
    }
}
