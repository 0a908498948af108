package io.bellwether.quality;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.List;

/**
 * Something about a customer that one of their cases says, or an event of no case, for whoever keeps customers. What a late
 * event proves wrong is taken back by the same with the opposite delta.
 *
 * @param customer who: {@link io.bellwether.event.IdHash} of the customer's id and its system, so that who keeps customers
 *     keeps no names; where a case does not tell, of the case, which then is its own customer. For who watches the ratings of
 *     queues, of the queue and the kind of survey
 * @param caseId which case says so, as a hash; of an event of no case, the hash of its id
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
        RATED_BADLY(4),
        /** A bot begins to talk in a case: until people are asked for, it is no contact with people. */
        BOT_BEGAN(5),
        /** What a bot began ended well without people. */
        BOT_CONTAINED(6),
        /** The customer left the bot. */
        BOT_LEFT(7),
        /** The bot handed off to people: a contact with them. */
        BOT_HANDED_OFF(8),
        /** The customer looks for help without a case. */
        HELP_VIEWED(9),
        /** And says that it helped. */
        HELP_SOLVED(10),
        /** The customer placed an order. */
        ORDERED(11),
        /** A contact that counts as one of a case that was its own customer, and whose customer has been named since. */
        COUNTED_CONTACT(12);

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

    /** Whether a customer begins a case or is back to one, wherever that counts. */
    public boolean isContact() {
        return kind == Kind.CONTACT || kind == Kind.COUNTED_CONTACT;
    }

    /** Whether a contact may be about what a case was solved for: its own, or of the same topic as far as is known. */
    public boolean isAbout(CustomerFact solved) {
        return caseId == solved.caseId || topic.isEmpty() || solved.topic.isEmpty() || topic.equals(solved.topic);
    }
}
