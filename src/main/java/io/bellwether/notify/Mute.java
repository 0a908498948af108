package io.bellwether.notify;

/**
 * Why a change is not told now.
 *
 * @param id what keeps it back: the name of an interval, the alert that inhibits
 * @param until epoch ms processing time at which to ask again; {@link #UNTIL_NEWS} where no time ends it
 * @param silenced what the receiver is told of it later; null for nothing
 */
public record Mute(Kind kind, String id, long until, Remarks.Silenced silenced) {

    /** It ends when something that is not time changes. */
    public static final long UNTIL_NEWS = Long.MAX_VALUE;

    /** One that nobody is told of. */
    public Mute(Kind kind, String id, long until) {
        this(kind, id, until, null);
    }

    /** What sort of reason. */
    public enum Kind {
        /** A route's {@code mute_times} or {@code active_times}. */
        TIMES("mute_times"),
        /** Another alert fires that explains this one. */
        INHIBITED("inhibited"),
        /** Somebody silenced it. */
        SILENCED("silenced"),
        /** Somebody sees to it, and it was told before. */
        ACKNOWLEDGED("acknowledged"),
        /** The job works through the past. */
        CATCHING_UP("catching_up"),
        /** It is of a single case, and counted by an alert on the numbers of its queue. */
        FOLDED("folded"),
        /** It is not the receiver's turn yet. */
        ESCALATION("escalation");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** The name in records. */
        public String wireName() {
            return wireName;
        }
    }
}
