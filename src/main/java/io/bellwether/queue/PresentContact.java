package io.bellwether.queue;

import io.bellwether.event.SourceId;
import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/**
 * A contact that is not over, as the fold of its case knows it: nothing in it depends on when it is looked at, so it is another
 * one only when something happened to it.
 *
 * @param caseId the chat
 * @param queue the queue's name; empty where nobody named one
 * @param channel the case's dimensions of these names; empty where unknown
 * @param agent who has it; null where nobody has, nobody says who, or nobody is to be told
 * @param since since when it is in that state, of who has it since when that agent does, epoch ms
 * @param heldSince since when its agent holds it, epoch ms; 0 where it is not held
 * @param caseSince when its case began, or was first heard of, epoch ms
 * @param thresholdMillis the wait up to which the service level counts it as answered in time, ms; 0 where it does not wait in line
 */
public record PresentContact(
        SourceId caseId,
        State state,
        String queue,
        String channel,
        String tier,
        String priority,
        SourceId agent,
        long since,
        long heldSince,
        long caseSince,
        long thresholdMillis) {

    /** The same, without who has it. */
    public PresentContact withoutAgent() {
        return new PresentContact(
                caseId, state, queue, channel, tier, priority, null, since, heldSince, caseSince, thresholdMillis);
    }

    /** Where it stands. */
    public enum State implements Coded {
        /** In line. */
        WAITING(0, "waiting"),
        WITH_AGENT(1, "with_agent"),
        /** The customer left the line to be called back. */
        CALLBACK(2, "callback"),
        /** The same, and it was agreed when. */
        CALLBACK_SCHEDULED(3, "callback_scheduled");

        /** By their codes when shipped. */
        public static final CodeTable<State> CODES = new CodeTable<>(State.class);

        private final int code;
        private final String wireName;

        State(int code, String wireName) {
            this.code = code;
            this.wireName = wireName;
        }

        @Override
        public int code() {
            return code;
        }

        public String wireName() {
            return wireName;
        }

        /** Whether it is a callback: a case may have one beside its contact. */
        public boolean ofCallback() {
            return this == CALLBACK || this == CALLBACK_SCHEDULED;
        }
    }
}
