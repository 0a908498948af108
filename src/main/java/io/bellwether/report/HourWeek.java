package io.bellwether.report;

import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;

/** Figures of all queues together by hour of the week. */
final class HourWeek {

    static final int DAYS = 7;
    static final int HOURS = 24;
    private static final int LEAST = 20;

    private final Map<ReportFigure, FigureParts[][]> tallies = new EnumMap<>(ReportFigure.class);

    void add(ReportFigure figure, ZonedDateTime time, FigureParts tally) {
        FigureParts[][] of = tallies.computeIfAbsent(figure, none -> new FigureParts[DAYS][HOURS]);
        FigureParts[] day = of[time.getDayOfWeek().getValue() - 1];
        FigureParts before = day[time.getHour()];
        day[time.getHour()] = before == null ? tally : before.and(tally, figure.adding());
    }

    /**
     * NaN where there is none, and of a share where fewer than {@value #LEAST} stand behind it.
     *
     * @param day from 0, Monday
     */
    double value(ReportFigure figure, int day, int hour) {
        FigureParts[][] of = tallies.get(figure);
        if (of == null || of[day][hour] == null || figure.isShare() && of[day][hour].bottom() < LEAST) {
            return Double.NaN;
        }
        return of[day][hour].value(figure.adding());
    }

    boolean has(ReportFigure figure) {
        return tallies.containsKey(figure);
    }
}
