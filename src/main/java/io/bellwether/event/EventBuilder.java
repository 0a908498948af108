package io.bellwether.event;

import static io.bellwether.event.EventField.*;

import java.util.List;
import java.util.Map;

/** Builds a {@link ServiceEvent}; reusable, not thread-safe. Checks nothing: the decoder rejects, tests may be odd. */
public final class EventBuilder {

    private static final int CODES = 64;

    private final Object[] byCode = new Object[CODES];
    /** The {@link EventField#codeBit} of every value that is set. */
    private long mask;

    private String id;
    private EventType type;
    private long time;
    private String source;
    private Map<String, String> extra;
    private Origin origin;

    /** An empty builder. */
    public EventBuilder() {}

    /** Forgets all and starts from an event: one builder can change many events without memory for each. */
    public EventBuilder from(ServiceEvent event) {
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            byCode[Long.numberOfTrailingZeros(rest)] = null;
        }
        id = event.id();
        type = event.type();
        time = event.time();
        source = event.source();
        extra = event.extra();
        origin = event.origin();
        mask = event.mask();
        Object[] values = event.values();
        int next = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            byCode[Long.numberOfTrailingZeros(rest)] = values[next++];
        }
        return this;
    }

    public EventBuilder id(String value) {
        id = value;
        return this;
    }

    public EventBuilder type(EventType value) {
        type = value;
        return this;
    }

    public EventBuilder time(long value) {
        time = value;
        return this;
    }

    public EventBuilder source(String value) {
        source = value;
        return this;
    }

    public EventBuilder extra(Map<String, String> value) {
        extra = value;
        return this;
    }

    public EventBuilder origin(Origin value) {
        origin = value;
        return this;
    }

    /**
     * Sets any field but the four that every event has.
     *
     * @param value of the type that {@link ServiceEvent#get} gives; null for nothing
     */
    public EventBuilder with(EventField field, Object value) {
        byCode[field.code] = value;
        mask = value == null ? mask & ~field.codeBit : mask | field.codeBit;
        return this;
    }

    public EventBuilder seq(Long value) {
        return with(SEQ, value);
    }

    public EventBuilder caseId(String value) {
        return with(CASE_ID, value);
    }

    public EventBuilder caseSource(String value) {
        return with(CASE_SOURCE, value);
    }

    public EventBuilder queue(String value) {
        return with(QUEUE, value);
    }

    public EventBuilder channel(String value) {
        return with(CHANNEL, value);
    }

    public EventBuilder priority(String value) {
        return with(PRIORITY, value);
    }

    public EventBuilder tier(String value) {
        return with(TIER, value);
    }

    public EventBuilder brand(String value) {
        return with(BRAND, value);
    }

    public EventBuilder category(String value) {
        return with(CATEGORY, value);
    }

    public EventBuilder language(String value) {
        return with(LANGUAGE, value);
    }

    public EventBuilder region(String value) {
        return with(REGION, value);
    }

    public EventBuilder agentId(String value) {
        return with(AGENT_ID, value);
    }

    public EventBuilder agentSource(String value) {
        return with(AGENT_SOURCE, value);
    }

    public EventBuilder customerId(String value) {
        return with(CUSTOMER_ID, value);
    }

    public EventBuilder status(Status value) {
        return with(STATUS, value);
    }

    public EventBuilder nativeStatus(String value) {
        return with(NATIVE_STATUS, value);
    }

    public EventBuilder backfill(boolean value) {
        return with(BACKFILL, value ? Boolean.TRUE : null);
    }

    public EventBuilder actor(Actor value) {
        return with(ACTOR, value);
    }

    public EventBuilder visibility(Visibility value) {
        return with(VISIBILITY, value);
    }

    public EventBuilder automated(boolean value) {
        return with(AUTOMATED, value ? Boolean.TRUE : null);
    }

    public EventBuilder messageId(String value) {
        return with(MESSAGE_ID, value);
    }

    public EventBuilder text(String value) {
        return with(TEXT, value);
    }

    public EventBuilder sentiment(Double value) {
        return with(SENTIMENT, value);
    }

    public EventBuilder dueAt(Long value) {
        return with(DUE_AT, value);
    }

    public EventBuilder firstReplyDueAt(Long value) {
        return with(FIRST_REPLY_DUE_AT, value);
    }

    public EventBuilder intoCaseId(String value) {
        return with(INTO_CASE_ID, value);
    }

    public EventBuilder agentState(AgentState value) {
        return with(STATE, value);
    }

    public EventBuilder reason(String value) {
        return with(REASON, value);
    }

    public EventBuilder queues(List<String> value) {
        return with(QUEUES, value == null ? null : List.copyOf(value));
    }

    public EventBuilder topics(List<String> value) {
        return with(TOPICS, value == null ? null : List.copyOf(value));
    }

    public EventBuilder slots(Integer value) {
        return with(SLOTS, value);
    }

    public EventBuilder surveyKind(SurveyKind value) {
        return with(KIND, value);
    }

    public EventBuilder score(Double value) {
        return with(SCORE, value);
    }

    public EventBuilder scale(Double value) {
        return with(SCALE, value);
    }

    public EventBuilder amount(Double value) {
        return with(AMOUNT, value);
    }

    public EventBuilder by(String value) {
        return with(BY, value);
    }

    /** The event; the builder keeps its values. */
    public ServiceEvent build() {
        Object[] values = new Object[Long.bitCount(mask)];
        int next = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            values[next++] = byCode[Long.numberOfTrailingZeros(rest)];
        }
        return new ServiceEvent(id, type, time, source, mask, values, extra, origin);
    }
}
