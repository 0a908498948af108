package io.bellwether.forecast;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A time in which nothing at all came to any queue, though so much was usual that silence cannot be chance: data are missing, or
 * everything was closed. Either way it says nothing of demand at other times.
 *
 * @param from its first interval
 * @param to the interval behind its last
 * @param usual how much was usual in it
 */
record Gap(long from, long to, double usual) {

    /** So much must have been usual. */
    private static final double ENOUGH = 30;

    private static final int WEEKS = 2;

    /** The gaps of a history, days of the calendar aside, of which silence may be true; a slot of a gap was not seen. */
    static List<Gap> leaveOut(ArrivalDays history, List<SpecialDay> calendar) {
        Set<Long> named = new HashSet<>();
        calendar.forEach(special -> named.addAll(special.days()));
        List<Gap> gaps = find(history, named);
        for (Gap gap : gaps) {
            for (long index = gap.from; index < gap.to; index++) {
                history.seen()[history.cell(index)] = 0;
            }
        }
        return gaps;
    }

    private static List<Gap> find(ArrivalDays history, Set<Long> named) {
        List<Gap> gaps = new ArrayList<>();
        int[] totals = new int[history.seen().length];
        for (int cell = 0; cell < totals.length; cell++) {
            totals[cell] = history.total(cell);
        }
        long from = -1;
        double usual = 0;
        for (long index = history.from(); index <= history.to(); index++) {
            boolean silent = index < history.to()
                    && totals[history.cell(index)] == 0
                    && (named.isEmpty() || !named.contains(history.grid().day(index)));
            if (silent) {
                from = from < 0 ? index : from;
                usual += usual(history, totals, history.cell(index));
            } else if (from >= 0) {
                if (usual >= ENOUGH) {
                    gaps.add(new Gap(from, index, usual));
                }
                from = -1;
                usual = 0;
            }
        }
        return gaps;
    }

    /** The mean of the same slot of the same weekday before it or after it, whichever is less: demand may have begun since. */
    private static double usual(ArrivalDays history, int[] totals, int cell) {
        int week = WeekShape.WEEK * history.grid().slots();
        double before = mean(history, totals, cell, -week);
        double after = mean(history, totals, cell, week);
        return Math.max(0, Math.min(before < 0 ? after : before, after < 0 ? before : after));
    }

    /** -1 where there are not two such weeks. */
    private static double mean(ArrivalDays history, int[] totals, int cell, int week) {
        double sum = 0;
        int n = 0;
        for (int k = 1; k <= WEEKS; k++) {
            int other = cell + k * week;
            if (other >= 0 && other < totals.length && history.seen()[other] > 0) {
                sum += totals[other];
                n++;
            }
        }
        return n < 2 ? -1 : sum / n;
    }
}
