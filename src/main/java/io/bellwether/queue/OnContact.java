package io.bellwether.queue;

import io.bellwether.event.SourceId;
import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/**
 * For whoever keeps agents: an agent begins or ceases to have a contact, or has wrapped one up. What a late event proves
 * wrong is taken back by its opposite at the same time, so the sum over all changes up to a time is 1 for who has the contact
 * then, and 0 for everybody else.
 *
 * @param agent who
 * @param caseId the chat
 * @param time epoch ms
 * @param delta 1 or −1
 */
public record OnContact(SourceId agent, SourceId caseId, long time, Step step, int delta) {

    /** What happens. */
    public enum Step implements Coded {
        /** The agent has it (1), or has it no longer because somebody else has (−1). */
        HAS(0),
        /** The agent has it no longer because it is over (−1): work after it may follow. */
        ENDED(1),
        /** The work after it is done (1). */
        WRAPPED_UP(2);

        /** By their codes in state. */
        public static final CodeTable<Step> CODES = new CodeTable<>(Step.class);

        private final int code;

        Step(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /** The same at another time. */
    public OnContact at(long other) {
        return new OnContact(agent, caseId, other, step, delta);
    }

    /** The same, told or taken back that often. */
    public OnContact by(int n) {
        return new OnContact(agent, caseId, time, step, n);
    }
}
