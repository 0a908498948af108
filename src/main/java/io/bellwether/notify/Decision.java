package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/**
 * What was decided of telling a receiver of a change, and why: a row of the history. Holds no secret and no text.
 *
 * @param reason why; for {@link Kind#TOLD} that of the message
 * @param by what kept it back: the id of a silence or an acknowledgement, the name of an interval, the alert that inhibits;
 *     empty for all others
 * @param at epoch ms processing time
 */
public record Decision(
        Kind kind,
        String reason,
        String by,
        String receiver,
        String groupKey,
        String alertId,
        String uid,
        String severity,
        Transition.Kind transition,
        long startsAt,
        long seq,
        long at) {

    /** What became of it. */
    public enum Kind implements Coded {
        /** The receiver confirmed it. */
        TOLD(0, "told"),
        /** It is told later, if it still holds then. */
        HELD(1, "held"),
        /** It is not told, though it should have been. */
        GIVEN_UP(2, "given_up"),
        /** It is not told, since there is nothing left to say to who knows nothing of it. */
        NEVER_TOLD(3, "never_told");

        /** By their codes in state. */
        public static final CodeTable<Kind> CODES = new CodeTable<>(Kind.class);

        private final int code;
        private final String wireName;

        Kind(int code, String wireName) {
            this.code = code;
            this.wireName = wireName;
        }

        @Override
        public int code() {
            return code;
        }

        /** The name in records. */
        public String wireName() {
            return wireName;
        }
    }

    /** Of a change for a group of a receiver. */
    public static Decision of(
            Change change, String receiver, String groupKey, Kind kind, String reason, String by, long at) {
        Transition alert = change.transition();
        return new Decision(
                kind,
                reason,
                by,
                receiver,
                groupKey,
                alert.alertId(),
                alert.uid(),
                alert.severity(),
                alert.kind(),
                alert.startsAt(),
                alert.seq(),
                at);
    }
}
