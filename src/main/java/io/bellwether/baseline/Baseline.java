package io.bellwether.baseline;

import io.bellwether.state.Part;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The detector: learns what a series usually is by hour of the week, and how much it departs from that, and judges each value
 * by what was learnt before it alone. It needs nothing about the series but its values.
 *
 * <p>What is usual at an hour is the median of the same hours of the weeks before; the spread is made of how those differ
 * and of how values differ within an hour. While the season has not been seen {@link BaselinePlan#minWeeks} times, nor as often as
 * it ever will be of a series with gaps, the {@link Fallback} holds. It is the same for a whole hour, so reading is cheap.
 *
 * <p>State is bounded whatever comes: {@code weeks × 672 bytes + 1.2 KB}, and 1.9 KB where scores are wanted. Time is an
 * argument; values come in its order, and one that does not is taken as of the present hour.
 */
public final class Baseline {

    /** How it is written, for codecs that hold it. */
    public static final Part FORM = new Part("baseline", 1);

    private static final int DAY = 24;

    /** Fewest hours by which a fallback speaks. */
    private static final int FEWEST_DAYS = 3;

    static final int FEWEST_HOURS = 12;

    private BaselinePlan plan;
    private final HourlyHistory history;
    private final AnomalyScore score;
    private long lastLearnt = Long.MIN_VALUE;
    /** What is usual in {@link #asked}, null for nothing; changes with the hour only. */
    private Usual usual;

    private long asked = Long.MIN_VALUE;

    public Baseline(BaselinePlan plan) {
        this.plan = plan;
        this.history = new HourlyHistory(plan.weeks());
        this.score = plan.scored() ? new AnomalyScore() : null;
    }

    /** Judges a value; changes nothing that is learnt. */
    public Judgement read(long at, double value) {
        Usual now = usual(at);
        return new Judgement(now, score == null ? 0 : score.of(value, seasonal(now)));
    }

    /**
     * Takes a value.
     *
     * @param typical false for one that is not to count as usual: an alert fires on it
     */
    public void learn(long at, double value, boolean typical) {
        if (score != null) {
            score.add(value, seasonal(usual(at)));
        }
        if (typical) {
            history.add(plan.local(at), value);
            lastLearnt = at;
        }
    }

    /** The level that a score goes by: departures from one that knows no hours would be those of every day. */
    private static double seasonal(Usual usual) {
        return usual == null || usual.basis() == Usual.Basis.TRAILING ? Double.NaN : usual.level();
    }

    /** What is usual at a time, by what was learnt so far; null where nothing is. */
    public Usual usual(long at) {
        long hour = HourlyHistory.hourOf(plan.local(at));
        if (hour != asked) {
            history.advance(hour);
            usual = find(hour);
            asked = hour;
        }
        return usual;
    }

    private Usual find(long hour) {
        double[] hours = new double[history.length()];
        int step = plan.season().hours();
        int count = history.before(newest(hour, step), step, history.length(), hours);
        if (count >= plan.minTimes() || isAllThereIs(hour, step, count)) {
            return of(hours, count, hour, step, Usual.Basis.SEASON);
        }
        if (plan.fallback() == Fallback.NONE) {
            return null;
        }
        if (plan.fallback() == Fallback.HOUR_OF_DAY) {
            count = history.before(newest(hour, DAY), DAY, HourlyHistory.WEEK, hours);
            if (count >= FEWEST_DAYS) {
                return of(hours, count, hour, DAY, Usual.Basis.HOUR_OF_DAY);
            }
        }
        count = history.before(newest(hour, 1), 1, HourlyHistory.WEEK, hours);
        return count < FEWEST_HOURS ? null : of(hours, count, hour, 1, Usual.Basis.TRAILING);
    }

    /** The hour before which all counts: that of a value, or one of the same season as long ago as the lag at least. */
    private long newest(long hour, int step) {
        return hour - (plan.lagHours() + step - 1L) / step * step;
    }

    /**
     * Whether a series that is often silent has been seen for as long as anything is kept: hours that were not known then never
     * will be, so waiting for more of them would be waiting for ever. Of an hour of the week the few times that it was seen are
     * no season.
     */
    private boolean isAllThereIs(long hour, int step, int count) {
        int fewest = step == DAY ? FEWEST_DAYS : FEWEST_HOURS;
        int margin = plan.weeks() > 1 ? HourlyHistory.WEEK : DAY;
        return step <= DAY && count >= fewest && history.reach(hour) >= history.length() - margin;
    }

    private Usual of(double[] hours, int count, long hour, int step, Usual.Basis basis) {
        double level = Medians.median(hours, count);
        double between = Medians.deviation(hours, count, level);
        return new Usual(level, Math.hypot(between, history.within(hour, step)), count, basis);
    }

    /** What it goes by. */
    public BaselinePlan plan() {
        return plan;
    }

    /** Goes on by another plan with what was learnt; false if that is no use for it, and nothing changed. */
    public boolean follow(BaselinePlan other) {
        if (!plan.learnsLike(other)) {
            return false;
        }
        plan = other;
        asked = Long.MIN_VALUE;
        return true;
    }

    /** When it last took a value as usual, epoch ms; {@link Long#MIN_VALUE} if it never did. */
    public long lastLearnt() {
        return lastLearnt;
    }

    public void write(DataOutput out) throws IOException {
        plan.write(out);
        out.writeLong(lastLearnt);
        history.write(out);
        if (score != null) {
            score.write(out);
        }
    }

    /** Reads what was written. */
    public static Baseline read(DataInput in) throws IOException {
        Baseline baseline = new Baseline(BaselinePlan.read(in));
        baseline.lastLearnt = in.readLong();
        baseline.history.read(in);
        if (baseline.score != null) {
            baseline.score.read(in);
        }
        return baseline;
    }
}
