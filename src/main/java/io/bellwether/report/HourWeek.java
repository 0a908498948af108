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
    private final int[][] lasting = new int[DAYS][HOURS];

    void add(ReportFigure figure, ZonedDateTime time, FigureParts tally) {
        FigureParts[][] of = tallies.computeIfAbsent(figure, none -> new FigureParts[DAYS][HOURS]);
        FigureParts[] day = of[time.getDayOfWeek().getValue() - 1];
        FigureParts before = day[time.getHour()];
        day[time.getHour()] = before == null ? tally : before.and(tally, figure.adding());
    }

    /** Says that the hour is one of those that are known, also where nothing came in it: a month has five of some weekdays. */
    void lastsHour(ZonedDateTime time) {
        lasting[time.getDayOfWeek().getValue() - 1][time.getHour()]++;
    }

    /**
     * Of an hour: sums are those of all such hours, over how many of them are known. NaN where there is none, and of a share where fewer than {@value #LEAST} stand behind it.
     *
     * @param day from 0, Monday
     */
    double value(ReportFigure figure, int day, int hour) {
        FigureParts[][] of = tallies.get(figure);
        if (of == null || of[day][hour] == null || figure.isShare() && of[day][hour].bottom() < LEAST) {
            return Double.NaN;
        }
        double value = of[day][hour].value(figure.adding());
        return figure.adding() == FigureParts.Adding.SUM ? value / lasting[day][hour] : value;
    }

    boolean has(ReportFigure figure) {
        return tallies.containsKey(figure);
    }
}
