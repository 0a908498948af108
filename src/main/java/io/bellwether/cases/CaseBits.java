package io.bellwether.cases;

/** What the bits of {@link CaseCore#course} and {@link CaseCore#counted} say. They are in state: none ever says another thing. */
final class CaseBits {

    /** Of the course: it moved to another queue. */
    static final int MOVED = 1;

    /** It was escalated. */
    static final int ESCALATED = 1 << 1;

    /** It was opened again after its first solving. */
    static final int REOPENED = 1 << 2;

    /** Its first solving was counted as one with one answer. */
    static final int FIRST_ONE_TOUCH = 1 << 3;

    /** Its first solving was counted as one of a case that had moved. */
    static final int FIRST_MOVED = 1 << 4;

    /** Its first solving was counted as one of a case that had been escalated. */
    static final int FIRST_ESCALATED = 1 << 5;

    /** No customer began it. */
    static final int BEGUN_BY_AGENT = 1 << 6;

    /** It was solved when nobody knew whose it was. */
    static final int SOLVED_OF_NOBODY = 1 << 7;

    /** People were asked for since the chat began. */
    static final int PEOPLE_ASKED = 1 << 8;

    /** The first of three, by the code of a kind of survey: its rating was counted as one that contradicts. */
    static final int CONTRADICTED = 1 << 9;

    /** The agent who has its contact, or had it last, wrote to the customer meanwhile. */
    static final int WROTE = 1 << 12;

    /** What the agent did who had its contact last, and has it no longer, was work: {@link CaseCoaching}. */
    static final int HANDLED = 1 << 14;

    /** It has a {@link CaseCore#served}. */
    static final int SERVED = 1 << 15;

    /** Its first solving was counted as one of a case whose tier is known. */
    static final int FIRST_TIERED = 1 << 16;

    /** Of the course as it is written: what began its status was put at another time. */
    static final int STATUS_PUT = 1 << 18;

    /** Of a chat: somebody heard its customer since it began, or began again. */
    static final int HEARD = 1 << 19;

    /** It was solved when it was known whose it was. */
    static final int SOLVED_OF_SOMEBODY = 1 << 20;

    /** Its first solving was counted as one of a case whose queue nobody had told. */
    static final int FIRST_QUEUE_UNKNOWN = 1 << 21;

    /** Its first solving was counted as one of a case of whose messages nothing was known. */
    static final int FIRST_TALK_UNKNOWN = 1 << 22;

    /** Of the course as it is written: it has {@link CaseCore#ends}. */
    static final int ENDS = 1 << 23;

    /** How it went to its solving, and what was counted then: what begins anew with a case that is gone. */
    static final int OF_SOLVING = MOVED
            | ESCALATED
            | REOPENED
            | FIRST_ONE_TOUCH
            | FIRST_MOVED
            | FIRST_ESCALATED
            | FIRST_TIERED
            | FIRST_QUEUE_UNKNOWN
            | FIRST_TALK_UNKNOWN;

    /** Of what was counted, above a bit for each of {@link CaseLife#OF_DONE}: a trend. */
    static final int TREND = 1 << 5;

    /** The same: that its tier is known. */
    static final int TIERED = 1 << 6;

    /** The same: that its queue is not known. */
    static final int QUEUE_UNKNOWN = 1 << 7;

    /** The same: that nothing is known of its messages. */
    static final int TALK_UNKNOWN = 1 << 8;

    private CaseBits() {}

    /** Whether something is so of a case's course. */
    static boolean has(CaseCore core, int bit) {
        return (core.course & bit) != 0;
    }

    /** Notes of a case's course that something is so, or that it is not. */
    static void note(CaseCore core, int bit, boolean so) {
        core.course = so ? core.course | bit : core.course & ~bit;
    }
}
