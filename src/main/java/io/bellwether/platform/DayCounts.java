package io.bellwether.platform;

import io.bellwether.metric.Measure;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an indicator of one shop came to on each of the last days. What is told of it are levels: the day's own count, and what is at
 * risk, hold until the day ends, the count of the days that the official figure of the next day looks back at holds until the
 * last of them ends, and the count of the last seven whole days, from when each is whole. Mutable.
 */
final class DayCounts {

    /** So many whole days say how much comes on a usual one. */
    static final int USUAL_DAYS = 7;

    private static final long NEVER = Long.MIN_VALUE;

    /** Where levels go. */
    interface Levels {
        void level(Measure measure, long time, long delta);
    }

    private record Sum(long numerator, long denominator, long squares, long atRisk) {

        private static Sum of(Outcome outcome) {
            return new Sum(outcome.numerator(), outcome.denominator(), outcome.squares(), outcome.atRisk());
        }

        /** Null for nothing. */
        private Sum plus(Sum more) {
            Sum sum = new Sum(
                    numerator + more.numerator,
                    denominator + more.denominator,
                    squares + more.squares,
                    atRisk + more.atRisk);
            return sum.isNothing() ? null : sum;
        }

        private boolean isNothing() {
            return numerator == 0 && denominator == 0 && squares == 0 && atRisk == 0;
        }
    }

    /** By local day. */
    private final TreeMap<Long, Sum> days = new TreeMap<>();
    /** The last day that has begun. */
    private long turned = NEVER;
    /** How many days the official figure looked back when that was told; 0 before. */
    private int back;

    /**
     * Takes what something adds.
     *
     * @param back how many days the official figure looks back
     */
    void add(Outcome outcome, int back, LocalDays zone, Levels out) {
        long day = outcome.day();
        Sum sum = Sum.of(outcome);
        if (sum.isNothing()) {
            return;
        }
        turnUntil(outcome.time(), back, zone, out);
        if (days.isEmpty()) {
            turned = Math.max(turned, zone.day(outcome.time()));
        }
        if (outcome.time() < zone.start(day + 1)) {
            today(sum, 1, outcome.time(), out);
        }
        if (outcome.time() < zone.start(day + back)) {
            trailing(sum, 1, outcome.time(), out);
        }
        for (long past = day + 1; past <= Math.min(turned, last(day, back)); past++) {
            turn(day, sum, past, zone.start(past), outcome.time(), back, out);
        }
        if (turned < last(day, back)) {
            days.merge(day, sum, Sum::plus);
        }
    }

    private static long last(long day, int back) {
        return Math.max(day + back, day + USUAL_DAYS + 1);
    }

    private static void today(Sum sum, long sign, long time, Levels out) {
        out.level(Measure.PLATFORM_NUMERATOR, time, sign * sum.numerator);
        out.level(Measure.PLATFORM_DENOMINATOR, time, sign * sum.denominator);
        out.level(Measure.PLATFORM_AT_RISK, time, sign * sum.atRisk);
    }

    private static void trailing(Sum sum, long sign, long time, Levels out) {
        out.level(Measure.PLATFORM_TRAILING_NUMERATOR, time, sign * sum.numerator);
        out.level(Measure.PLATFORM_TRAILING_DENOMINATOR, time, sign * sum.denominator);
        out.level(Measure.PLATFORM_TRAILING_SQUARES, time, sign * sum.squares);
    }

    /**
     * A day begins, for what another one came to.
     *
     * @param start of the day that begins
     * @param told when that was told; what is told after its time is over never counted
     */
    private static void turn(long of, Sum sum, long begins, long start, long told, int back, Levels out) {
        if (begins == of + 1) {
            if (told < start) {
                today(sum, -1, start, out);
            }
            out.level(Measure.PLATFORM_USUAL, Math.max(start, told), sum.denominator);
        }
        if (begins == of + USUAL_DAYS + 1) {
            out.level(Measure.PLATFORM_USUAL, Math.max(start, told), -sum.denominator);
        }
        if (begins == of + back && told < start) {
            trailing(sum, -1, start, out);
        }
    }

    /** All days that begin up to a time begin. */
    void turnUntil(long time, int back, LocalDays zone, Levels out) {
        while (!days.isEmpty() && zone.start(turned + 1) <= time) {
            turned++;
            long start = zone.start(turned);
            days.forEach((day, sum) -> turn(day, sum, turned, start, NEVER, this.back, out));
            days.headMap(turned - Math.max(this.back, USUAL_DAYS + 1), true).clear();
        }
        if (!days.isEmpty() && this.back != back) {
            lookBack(back, Math.max(time, zone.start(turned)), out);
        }
        this.back = back;
    }

    /** The settings let the official figure look back otherwise than before: at days that are still known. */
    private void lookBack(int now, long time, Levels out) {
        days.forEach((day, sum) -> {
            boolean before = day > turned - back;
            boolean after = day > turned - now;
            if (before != after) {
                trailing(sum, after ? 1 : -1, time, out);
            }
        });
    }

    /** Takes back all that holds: nothing counts the indicator any more. */
    void end(long time, Levels out) {
        days.forEach((day, sum) -> {
            if (day >= turned) {
                today(sum, -1, time, out);
            } else if (day >= turned - USUAL_DAYS) {
                out.level(Measure.PLATFORM_USUAL, time, -sum.denominator);
            }
            if (day > turned - back) {
                trailing(sum, -1, time, out);
            }
        });
        days.clear();
    }

    /** When the next day begins; {@link Long#MAX_VALUE} where that changes nothing. */
    long nextTurn(LocalDays zone) {
        return days.isEmpty() ? Long.MAX_VALUE : zone.start(turned + 1);
    }

    boolean isNothing() {
        return days.isEmpty();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(turned);
        Varint.writeUnsigned(back, out);
        Varint.writeUnsigned(days.size(), out);
        for (Map.Entry<Long, Sum> day : days.entrySet()) {
            Varint.writeSigned(day.getKey(), out);
            Varint.writeSigned(day.getValue().numerator, out);
            Varint.writeSigned(day.getValue().denominator, out);
            Varint.writeSigned(day.getValue().squares, out);
            Varint.writeSigned(day.getValue().atRisk, out);
        }
    }

    static DayCounts read(DataInput in) throws IOException {
        DayCounts read = new DayCounts();
        read.turned = in.readLong();
        read.back = (int) Varint.readUnsigned(in);
        for (int i = Texts.readCount(in); i > 0; i--) {
            read.days.put(
                    Varint.readSigned(in),
                    new Sum(
                            Varint.readSigned(in),
                            Varint.readSigned(in),
                            Varint.readSigned(in),
                            Varint.readSigned(in)));
        }
        return read;
    }
}
