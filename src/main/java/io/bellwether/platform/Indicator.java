package io.bellwether.platform;

import java.io.Serializable;

/**
 * One indicator of a platform, as one version of its rules defines it.
 *
 * @param id the tag in metrics, such as {@code cn.round_response_avg}
 * @param title as the platform calls it
 * @param source reference of the definition, one of the file's
 * @param limitMillis the time within which; of a mean the cap, by which a unit without a reply counts; {@link #NO_LIMIT}
 *     for none
 * @param fromHandoff whether a session begins with the transfer to people, where there was one, not with the first message
 * @param from first millisecond of the local day in which a unit may begin to be counted
 * @param until the millisecond after the last; not later than {@code from} where the hours go on over midnight
 * @param answeredInside whether what began outside of these hours counts if it is answered within them
 * @param days how many days the official figure looks back
 */
public record Indicator(
        String id,
        String title,
        String source,
        Unit unit,
        Figure figure,
        long limitMillis,
        boolean fromHandoff,
        int from,
        int until,
        boolean answeredInside,
        int days)
        implements Serializable {

    /** More than any day. */
    static final long NO_LIMIT = 1L << 40;

    /** What a share counts a success as: numerators are in thousandths, of seconds too. */
    static final long ONE = 1_000;

    /** Whether something that begins then is counted. */
    boolean isOpenAt(int millisOfDay) {
        return from < until ? millisOfDay >= from && millisOfDay < until : millisOfDay >= from || millisOfDay < until;
    }

    boolean hasLimit() {
        return limitMillis < NO_LIMIT;
    }

    /** Whether each round is judged by itself. */
    boolean isOfRounds() {
        return unit == Unit.ROUND || unit == Unit.CONSUMER_DAY;
    }

    /** Whether a session is judged by its first reply. */
    boolean isOfFirstReply() {
        return unit == Unit.SESSION && figure != Figure.MEAN_WITHIN;
    }

    /** Whether a unit that is still not replied to does harm: a mean without a cap does not know it. */
    boolean fails() {
        return figure != Figure.MEAN || hasLimit();
    }

    /** What a unit adds to the numerator that was replied to after that time, in time. */
    long reward(long waitMillis) {
        return switch (figure) {
            case MEAN -> waitMillis;
            case UNANSWERED -> 0;
            default -> ONE;
        };
    }

    /** What a unit adds to the numerator that had no reply in time. */
    long penalty() {
        return switch (figure) {
            case MEAN -> limitMillis;
            case UNANSWERED -> ONE;
            default -> 0;
        };
    }
}
