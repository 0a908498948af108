package io.bellwether.quality;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.List;

/**
 * Something about a customer that one of their cases says, for whoever keeps customers. What a late event proves wrong is
 * taken back by the same with the opposite delta.
 *
 * @param customer who: {@link io.bellwether.event.IdHash} of the customer's id and its system, so that who keeps customers
 *     keeps no names; where a case does not tell, of the case, which then is its own customer. For who watches the ratings of
 *     queues, of the queue and the kind of survey
 * @param caseId which case says so, as a hash
 * @param time when, epoch ms
 * @param topic of the case then; empty where it is not known. Of a rating, the kind of survey
 * @param dimensions of the case then
 * @param delta 1 or −1
 */
public record CustomerFact(
        long customer, long caseId, Kind kind, long time, String topic, List<String> dimensions, int delta) {

    /** What is told; within an instant in this order. */
    public enum Kind implements Coded {
        /** A case was solved. */
        SOLVED(0),
        /** A case that may have been solved was merged or deleted: it is none of the solved. */
        WITHDRAWN(1),
        /** A customer began a case, or one that was solved is open again. */
        CONTACT(2),
        /** A survey was answered by somebody who is satisfied, or a promoter; for the first time in this case. */
        RATED_WELL(3),
        /** The same of somebody who is not, or is a detractor. */
        RATED_BADLY(4);

        /** By their codes in state. */
        public static final CodeTable<Kind> CODES = new CodeTable<>(Kind.class);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    /** The same, told or taken back. */
    public CustomerFact by(int other) {
        return other == delta ? this : new CustomerFact(customer, caseId, kind, time, topic, dimensions, other);
    }

    /** Whether a contact may be about what a case was solved for: its own, or of the same topic as far as is known. */
    public boolean isAbout(CustomerFact solved) {
        return caseId == solved.caseId || topic.isEmpty() || solved.topic.isEmpty() || topic.equals(solved.topic);
    }
}
