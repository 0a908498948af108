package io.bellwether.event;

/**
 * Which parts a stored event has: one bit each, never reused for another. The commonest have the lowest bits, so that
 * the mask of most events takes two bytes.
 */
final class StoredMask {
    static final int CASE_ID = 0;
    static final int QUEUE = 1;
    static final int CHANNEL = 2;
    static final int PRIORITY = 3;
    static final int TIER = 4;
    static final int AGENT_ID = 5;
    static final int CUSTOMER_ID = 6;
    static final int STATUS = 7;
    static final int ACTOR = 8;
    static final int VISIBILITY = 9;
    static final int LANGUAGE = 10;
    static final int SENTIMENT = 11;
    static final int CATEGORY = 12;
    static final int BRAND = 13;
    static final int REGION = 14;
    static final int AUTOMATED = 15;
    static final int MESSAGE_ID = 16;
    static final int NATIVE_STATUS = 17;
    static final int EXTRA = 18;
    static final int BACKFILL = 19;
    static final int DUE_AT = 20;
    static final int FIRST_REPLY_DUE_AT = 21;
    static final int INTO_CASE_ID = 22;
    static final int AGENT_STATE = 23;
    static final int REASON = 24;
    static final int QUEUES = 25;
    static final int SLOTS = 26;
    static final int SURVEY_KIND = 27;
    static final int SCORE = 28;
    static final int SCALE = 29;
    static final int AMOUNT = 30;
    static final int BY = 31;
    static final int SEQ = 32;
    static final int CASE_SOURCE = 33;
    static final int AGENT_SOURCE = 34;
    static final int ORIGIN = 35;

    private StoredMask() {}

    /** The mask of what an event has. */
    static long of(ServiceEvent e) {
        return bit(CASE_ID, e.caseId())
                | bit(QUEUE, e.queue())
                | bit(CHANNEL, e.channel())
                | bit(PRIORITY, e.priority())
                | bit(TIER, e.tier())
                | bit(AGENT_ID, e.agentId())
                | bit(CUSTOMER_ID, e.customerId())
                | bit(STATUS, e.status())
                | bit(ACTOR, e.actor())
                | bit(VISIBILITY, e.visibility())
                | bit(LANGUAGE, e.language())
                | bit(SENTIMENT, e.sentiment())
                | bit(CATEGORY, e.category())
                | bit(BRAND, e.brand())
                | bit(REGION, e.region())
                | flag(AUTOMATED, e.automated())
                | bit(MESSAGE_ID, e.messageId())
                | bit(NATIVE_STATUS, e.nativeStatus())
                | flag(EXTRA, !e.extra().isEmpty())
                | flag(BACKFILL, e.backfill())
                | bit(DUE_AT, e.dueAt())
                | bit(FIRST_REPLY_DUE_AT, e.firstReplyDueAt())
                | bit(INTO_CASE_ID, e.intoCaseId())
                | bit(AGENT_STATE, e.agentState())
                | bit(REASON, e.reason())
                | bit(QUEUES, e.queues())
                | bit(SLOTS, e.slots())
                | bit(SURVEY_KIND, e.surveyKind())
                | bit(SCORE, e.score())
                | bit(SCALE, e.scale())
                | bit(AMOUNT, e.amount())
                | bit(BY, e.by())
                | bit(SEQ, e.seq())
                | bit(CASE_SOURCE, e.caseSource())
                | bit(AGENT_SOURCE, e.agentSource())
                | bit(ORIGIN, e.origin());
    }

    private static long bit(int bit, Object value) {
        return flag(bit, value != null);
    }

    private static long flag(int bit, boolean set) {
        return set ? 1L << bit : 0;
    }

    static boolean has(long mask, int bit) {
        return (mask & 1L << bit) != 0;
    }
}
