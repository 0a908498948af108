package io.bellwether.event;

import static io.bellwether.event.EventField.*;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that happened in a customer-service organisation, in the canonical schema (docs/events.md). Immutable. Only
 * {@code id}, {@code type}, {@code time}, {@code source} and, by type, {@code caseId} or {@code agentId} are always
 * present; everything else is null where the event does not say it, and takes no memory then.
 */
public final class ServiceEvent {

    /** The one order of events, for whatever orders them: time, {@code seq}, type rank, id, source. Total: {@link FoldOrder}. */
    public static final Comparator<ServiceEvent> FOLD_ORDER = new FoldOrder();

    private final String id;
    private final EventType type;
    private final long time;
    private final String source;
    /** The {@link EventField#codeBit} of every value. */
    private final long mask;
    /** What the event says beside the four, by code. */
    private final Object[] values;

    private final Map<String, String> extra;
    private final Origin origin;

    /**
     * @param mask of the values
     * @param values in the order of their fields' codes; not copied
     * @param extra null or empty for none
     * @param origin null for none
     */
    ServiceEvent(
            String id,
            EventType type,
            long time,
            String source,
            long mask,
            Object[] values,
            Map<String, String> extra,
            Origin origin) {
        this.id = id;
        this.type = type;
        this.time = time;
        this.source = source;
        this.mask = mask;
        this.values = values;
        this.extra = extra == null || extra.isEmpty() ? Map.of() : Map.copyOf(extra);
        this.origin = origin;
    }

    /** Unique within the source; (source, id) tells duplicates. */
    public String id() {
        return id;
    }

    public EventType type() {
        return type;
    }

    /** When it happened, epoch milliseconds UTC. */
    public long time() {
        return time;
    }

    /** When it happened, also of one that was put {@link #at} another time. */
    public long happenedAt() {
        return origin == null || origin.happenedAt() == Origin.THEN ? time : origin.happenedAt();
    }

    /** The same event put at another time, which still knows when it happened: the other is closed for good. */
    public ServiceEvent at(long other) {
        Origin from = origin == null ? Origin.UNKNOWN : origin;
        return toBuilder().time(other).origin(from.happenedAt(happenedAt())).build();
    }

    public String source() {
        return source;
    }

    /**
     * What the event says of a field, as the type that its kind has: a text, a constant, Long, Double, Integer, true or a
     * list. Null where it does not say it; of the four that every event has, use their accessors.
     */
    public Object get(EventField field) {
        return value(field.codeBit);
    }

    /** What is said of the field of that {@link EventField#codeBit}. */
    Object value(long bit) {
        return (mask & bit) == 0 ? null : values[Long.bitCount(mask & bit - 1)];
    }

    long mask() {
        return mask;
    }

    Object[] values() {
        return values;
    }

    /** The source's own order of its events, from 0; see {@link FoldOrder}. */
    public Long seq() {
        return (Long) get(SEQ);
    }

    /** Ticket or chat; null for {@code agent.state} and {@code clock.heartbeat}. */
    public String caseId() {
        return (String) get(CASE_ID);
    }

    /** The system whose id {@code caseId} is, where that is not {@code source}: see {@link EventKeys#caseOf}. */
    public String caseSource() {
        return (String) get(CASE_SOURCE);
    }

    public String queue() {
        return (String) get(QUEUE);
    }

    public String language() {
        return (String) get(LANGUAGE);
    }

    public String agentId() {
        return (String) get(AGENT_ID);
    }

    /** The system whose id {@code agentId} is, where it is not the case's: see {@link EventKeys#agentOf}. */
    public String agentSource() {
        return (String) get(AGENT_SOURCE);
    }

    public Status status() {
        return (Status) get(STATUS);
    }

    /** Computed from history: counted, never alerted. */
    public boolean backfill() {
        return (mask & BACKFILL.codeBit) != 0;
    }

    public Actor actor() {
        return (Actor) get(ACTOR);
    }

    public Visibility visibility() {
        return (Visibility) get(VISIBILITY);
    }

    /** Written by a trigger, campaign or template, whoever the actor is. */
    public boolean automated() {
        return (mask & AUTOMATED.codeBit) != 0;
    }

    public String messageId() {
        return (String) get(MESSAGE_ID);
    }

    /** Message text; present only between the decoder and the scorer, never in state. */
    public String text() {
        return (String) get(TEXT);
    }

    /** −1 (angry) to 1 (happy); null where nobody scored the message. */
    public Double sentiment() {
        return (Double) get(SENTIMENT);
    }

    /** The source's own due time of the case, epoch ms; overrides the target of {@code resolution}. */
    public Long dueAt() {
        return (Long) get(DUE_AT);
    }

    /** Likewise for {@code first_reply}. */
    public Long firstReplyDueAt() {
        return (Long) get(FIRST_REPLY_DUE_AT);
    }

    public String intoCaseId() {
        return (String) get(INTO_CASE_ID);
    }

    public AgentState agentState() {
        return (AgentState) get(STATE);
    }

    public String reason() {
        return (String) get(REASON);
    }

    /** What a message is about; null where nobody said or found anything. */
    @SuppressWarnings("unchecked") // what is taken for this field is a list of texts
    public List<String> topics() {
        return (List<String>) get(TOPICS);
    }

    /** The queues that an agent serves; null where the event does not say. */
    @SuppressWarnings("unchecked") // what is taken for this field is a list of texts
    public List<String> queues() {
        return (List<String>) get(QUEUES);
    }

    /** Contacts that an agent can take at once. */
    public Integer slots() {
        return (Integer) get(SLOTS);
    }

    public SurveyKind surveyKind() {
        return (SurveyKind) get(KIND);
    }

    /** A survey's answer on its {@code scale}. */
    public Double score() {
        return (Double) get(SCORE);
    }

    /** The highest possible answer. */
    public Double scale() {
        return (Double) get(SCALE);
    }

    /** Further fields that the settings name as dimensions. */
    public Map<String, String> extra() {
        return extra;
    }

    /** Where its record is; only of events that were behind the watermark when they came in, else null. */
    public Origin origin() {
        return origin;
    }

    /** Whether this is a message of a ticket or a chat. */
    public boolean isMessage() {
        return type == EventType.TICKET_MESSAGE || type == EventType.CHAT_MESSAGE;
    }

    /** Whether a customer wrote something that waits for a reply; their out-of-office notes do not. */
    public boolean isQuestion() {
        return isMessage() && actor() == Actor.CUSTOMER && visibility() != Visibility.PRIVATE && !automated();
    }

    /**
     * The value of a dimension.
     *
     * @param dimension its name in JSON: one of the common fields, or a field that the settings name
     * @return null where the event does not say it
     */
    public String dimension(String dimension) {
        EventField field = Dimensions.field(dimension);
        return field == null ? extra.get(dimension) : (String) get(field);
    }

    /** A builder that starts from this event. */
    public EventBuilder toBuilder() {
        return new EventBuilder().from(this);
    }

    /** A builder of an event with these always-present parts. */
    public static EventBuilder of(EventType type, String id, long time, String source) {
        return new EventBuilder().type(type).id(id).time(time).source(source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServiceEvent that
                && time == that.time
                && mask == that.mask
                && type == that.type
                && Objects.equals(id, that.id)
                && Objects.equals(source, that.source)
                && Arrays.equals(values, that.values)
                && extra.equals(that.extra)
                && Objects.equals(origin, that.origin);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, source, type, time);
    }

    /** What names it: never what somebody wrote. */
    @Override
    public String toString() {
        return "ServiceEvent[" + type + " " + id + " of " + source + " at " + time + "]";
    }
}
