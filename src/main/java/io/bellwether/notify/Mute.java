package io.bellwether.notify;

/**
 * Why a change is not told now.
 *
 * @param id what keeps it back: the name of an interval, the alert that inhibits
 * @param until epoch ms processing time at which to ask again; {@link #UNTIL_NEWS} where no time ends it
 * @param silenced what the receiver is told of it later; null for nothing
 * @param saidAt epoch ms since when somebody wants it so: a run that has ended did not tell what was due later; {@link
 *     #NOBODY_SAID} where nobody does
 */
public record Mute(Kind kind, String id, long until, Remarks.Silenced silenced, long saidAt) {

    /** It ends when something that is not time changes. */
    public static final long UNTIL_NEWS = Long.MAX_VALUE;

    /** Of what no person keeps back. */
    public static final long NOBODY_SAID = Long.MAX_VALUE;

    /** So long a running job may take to read what somebody said. */
    private static final long READ_MILLIS = 1_000;

    /** One that nobody is told of, and nobody ordered. */
    public Mute(Kind kind, String id, long until) {
        this(kind, id, until, null, NOBODY_SAID);
    }

    /** Whether whatever was due at a time was kept back by a run that lived then, too. */
    boolean heldBackAt(long due) {
        return saidAt != NOBODY_SAID && saidAt + READ_MILLIS <= due;
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
