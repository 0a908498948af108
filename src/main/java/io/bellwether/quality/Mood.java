package io.bellwether.quality;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The course of one customer's sentiment: an exponentially weighted mean (α 0.4) of the scores of their messages, so that
 * late messages weigh more. Angry when at least three messages were scored, the mean is below −0.3 and it fell by at least
 * 0.5 within ten minutes; calm again when the mean rises above −0.1 (domain reference, section 5).
 *
 * @param mean the weighted mean, −1..1
 * @param count messages scored
 * @param high the highest mean of the last ten minutes
 * @param highAt when it was, epoch ms
 * @param angry whether the customer is taken to be angry
 * @param weighed sum over the messages of their sign (−1, 0 or 1) times their number, from 1
 * @param trend where it goes
 */
public record Mood(double mean, int count, double high, long highAt, boolean angry, long weighed, Trend trend) {

    /** Nobody has said anything; neutral. */
    public static final Mood UNKNOWN = new Mood(0, 0, 0, Long.MIN_VALUE, false, 0, Trend.UNKNOWN);

    /** Up to here a message counts as negative, from its opposite on as positive. */
    public static final double NEGATIVE = -0.3;

    private static final double ALPHA = 0.4;
    private static final double SCORE_RATE = 0.75;
    private static final double FALL = 0.5;
    private static final double ANGRY_BELOW = -0.3;
    private static final double CALM_ABOVE = -0.1;
    private static final int LEAST_MESSAGES = 3;
    private static final long WITHIN_MILLIS = 600_000;

    private static final int IS_ANGRY = 1;
    private static final int HIGH_IS_ZERO = 2;
    private static final int HIGH_IS_MEAN = 4;

    /** The mood after another message. */
    public Mood after(double score, long time) {
        double next = (1 - ALPHA) * mean + ALPHA * score;
        boolean newHigh = count == 0 || next >= high || time - highAt > WITHIN_MILLIS;
        double nextHigh = count == 0 ? Math.max(0, next) : newHigh ? Math.max(next, mean) : high;
        boolean nowAngry = angry
                ? next <= CALM_ABOVE
                : count + 1 >= LEAST_MESSAGES && next < ANGRY_BELOW && nextHigh - next >= FALL;
        int sign = score <= NEGATIVE ? -1 : score >= -NEGATIVE ? 1 : 0;
        return new Mood(
                next,
                count + 1,
                nextHigh,
                newHigh ? time : highAt,
                nowAngry,
                weighed + sign * (count + 1L),
                trend.after(score));
    }

    /** The same mood, nobody being angry any more. */
    public Mood calmed() {
        return new Mood(mean, count, high, highAt, false, weighed, trend);
    }

    /**
     * The sentiment of the contact so far, −100 to 100: {@code 100·tanh(0.75·Σ sign·place)}, a message's place being its
     * number as a share of all, so that late ones weigh more (the formula of Genesys; domain reference, section 5). 0 where
     * nothing was scored.
     */
    public long contactScore() {
        return count == 0 ? 0 : Math.round(100 * Math.tanh(SCORE_RATE * weighed / count));
    }

    /**
     * Writes it; {@link #read} reads it back.
     *
     * @param base a time near its own, epoch ms
     */
    public void write(long base, DataOutput out) throws IOException {
        Varint.writeUnsigned(count, out);
        if (count > 0) {
            boolean never = isSame(high, 0);
            boolean now = isSame(high, mean);
            out.writeByte((angry ? IS_ANGRY : 0) | (never ? HIGH_IS_ZERO : 0) | (now ? HIGH_IS_MEAN : 0));
            out.writeDouble(mean);
            if (!never && !now) {
                out.writeDouble(high);
            }
            Varint.writeSigned(base - highAt, out);
            Varint.writeSigned(weighed, out);
            trend.write(out);
        }
    }

    private static boolean isSame(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    /** Reads what {@link #write} wrote with the same base. */
    public static Mood read(long base, DataInput in) throws IOException {
        int count = (int) Varint.readUnsigned(in);
        if (count == 0) {
            return UNKNOWN;
        }
        int flags = in.readUnsignedByte();
        double mean = in.readDouble();
        double high = (flags & HIGH_IS_ZERO) != 0 ? 0 : (flags & HIGH_IS_MEAN) != 0 ? mean : in.readDouble();
        long highAt = base - Varint.readSigned(in);
        boolean angry = (flags & IS_ANGRY) != 0;
        return new Mood(mean, count, high, highAt, angry, Varint.readSigned(in), Trend.read(count, in));
    }
}
