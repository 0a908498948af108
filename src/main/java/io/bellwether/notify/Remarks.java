package io.bellwether.notify;

import io.bellwether.control.Acknowledgement;

/**
 * What a receiver is told beside a change: of what people said, and of what was not told one by one. Made when a message goes,
 * and kept with it, so that a repetition after a failure says the same.
 *
 * @param seen who sees to the alert; null for nobody
 * @param silenced what kept the news back; null for nothing
 * @param cases the single cases that are told of here alone; null for none
 */
public record Remarks(Seen seen, Silenced silenced, Cases cases) {

    /** Nothing. */
    public static final Remarks NONE = new Remarks(null, null, null);

    /**
     * Somebody sees to it.
     *
     * @param at since when, epoch ms
     * @param comment may be empty
     * @param news whether that is what the message is about
     */
    public record Seen(String by, long at, String comment, boolean news) {

        static Seen of(Acknowledgement ack, boolean news) {
            return new Seen(ack.by(), ack.at(), ack.comment(), news);
        }
    }

    /**
     * Somebody wanted to hear nothing of it.
     *
     * @param until when that ended, or ends, epoch ms
     */
    public record Silenced(String by, long until) {

        /** The same, which is over now at the latest. */
        Silenced endedBy(long now) {
            return until <= now ? this : new Silenced(by, now);
        }
    }

    /**
     * Alerts on single cases that this one stands for.
     *
     * @param count at least one
     * @param oldest id of the case whose alert began first
     * @param source the system that gave the id
     * @param since when that began, epoch ms event time
     */
    public record Cases(int count, String oldest, String source, long since) {}

    Remarks seen(Seen by) {
        return new Remarks(by, silenced, cases);
    }

    Remarks silenced(Silenced by) {
        return new Remarks(seen, by, cases);
    }

    /** Whether a message is sent because somebody sees to the alert, and for nothing else. */
    boolean isAcknowledgement() {
        return seen != null && seen.news();
    }
}
