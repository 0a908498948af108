package io.bellwether.baseline;

import io.bellwether.state.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a {@link Baseline} learns and what it makes of that.
 *
 * @param weeks of history that are kept, 1 to {@value #MOST_WEEKS}: four bytes an hour
 * @param minWeeks before so many weeks the fallback holds; may be a part of one
 * @param zone whose hours and weekdays are meant
 * @param scored whether {@link Judgement#score} is wanted, too
 * @param lagHours the newest hours that do not count: a drift that is learnt as it goes is never seen. Not written with what
 *     was learnt, which is the same with any
 */
public record BaselinePlan(
        Season season, int weeks, double minWeeks, Fallback fallback, ZoneId zone, boolean scored, int lagHours)
        implements Serializable {

    /** Weeks of history unless a rule says otherwise. */
    public static final int USUAL_WEEKS = 8;

    /** Weeks before the season is gone by, unless a rule says otherwise. */
    public static final int USUAL_MIN_WEEKS = 3;

    /** Most weeks of history. */
    public static final int MOST_WEEKS = 26;

    public BaselinePlan {
        if (weeks < 1 || weeks > MOST_WEEKS || minWeeks > weeks) {
            throw new IllegalArgumentException("a baseline of " + weeks + " weeks, at least " + minWeeks);
        }
        if (lagHours < 0 || lagHours >= weeks * HourlyHistory.WEEK) {
            throw new IllegalArgumentException("a lag of " + lagHours + " hours of " + weeks + " weeks");
        }
    }

    /** One by which all that is known counts. */
    public BaselinePlan(Season season, int weeks, double minWeeks, Fallback fallback, ZoneId zone, boolean scored) {
        this(season, weeks, minWeeks, fallback, zone, scored, 0);
    }

    /** That of scores of any series: nothing in it is set for one. */
    public static BaselinePlan ofScores() {
        return new BaselinePlan(
                Season.HOUR_OF_WEEK, USUAL_WEEKS, USUAL_MIN_WEEKS, Fallback.HOUR_OF_DAY, ZoneOffset.UTC, true);
    }

    /** A moment (epoch ms) as the clocks of the zone show it, in ms since their 1970 began. */
    public long local(long at) {
        return at + zone.getRules().getOffset(Instant.ofEpochMilli(at)).getTotalSeconds() * 1_000L;
    }

    /** Whether what was learnt by one plan can be gone on with by the other. */
    boolean learnsLike(BaselinePlan other) {
        return weeks == other.weeks && zone.equals(other.zone) && scored == other.scored;
    }

    /** How often the season must have been seen. */
    int minTimes() {
        return Math.max(1, (int) Math.ceil(minWeeks * HourlyHistory.WEEK / season.hours()));
    }

    /** Hours of history before which nothing is usual, at the earliest hour. */
    public int leastHours() {
        int season = minTimes() * season().hours();
        return lagHours + (fallback == Fallback.NONE ? season : Math.min(season, Baseline.FEWEST_HOURS));
    }

    void write(DataOutput out) throws IOException {
        Season.CODES.write(season, out);
        out.writeByte(weeks);
        out.writeDouble(minWeeks);
        Fallback.CODES.write(fallback, out);
        Texts.write(zone.getId(), out);
        out.writeBoolean(scored);
    }

    static BaselinePlan read(DataInput in) throws IOException {
        return new BaselinePlan(
                Season.CODES.read(in),
                in.readUnsignedByte(),
                in.readDouble(),
                Fallback.CODES.read(in),
                ZoneId.of(Texts.read(in)),
                in.readBoolean());
    }
}
