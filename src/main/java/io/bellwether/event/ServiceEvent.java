package io.bellwether.event;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing that happened in a customer-service organisation, in the canonical schema (docs/events.md). Immutable. Only
 * {@code id}, {@code type}, {@code time}, {@code source} and, by type, {@code caseId} or {@code agentId} are always
 * present; every other component is null where the event does not say it.
 *
 * @param id unique within the source; (source, id) tells duplicates
 * @param time when it happened, epoch milliseconds UTC
 * @param seq the source's own order of its events, from 0; see {@link FoldOrder}
 * @param caseId ticket or chat; null for {@code agent.state} and {@code clock.heartbeat}
 * @param caseSource the system whose id {@code caseId} is, where that is not {@code source}: see {@link #caseKey()}
 * @param agentSource the system whose id {@code agentId} is, where it is not the case's: see {@link #agentKey()}
 * @param backfill computed from history: counted, never alerted
 * @param automated written by a trigger, campaign or template, whoever the actor is
 * @param text message text; present only between the decoder and the scorer, never in state
 * @param sentiment −1 (angry) to 1 (happy); null where nobody scored the message
 * @param dueAt the source's own due time of the case, epoch ms; overrides the target of {@code resolution}
 * @param firstReplyDueAt likewise for {@code first_reply}
 * @param queues the queues that an agent serves, on {@code agent.state}
 * @param slots contacts that an agent can take at once
 * @param score a survey's answer on its {@code scale} (highest possible answer)
 * @param by who completed a refund or decided a dispute: MERCHANT or PLATFORM
 * @param extra further fields that the settings name as dimensions
 * @param origin where its record is; only of events that were behind the watermark when they came in, else null
 */
public record ServiceEvent(
        String id,
        EventType type,
        long time,
        String source,
        Long seq,
        String caseId,
        String caseSource,
        String queue,
        String channel,
        String priority,
        String tier,
        String brand,
        String category,
        String language,
        String region,
        String agentId,
        String agentSource,
        String customerId,
        Status status,
        String nativeStatus,
        boolean backfill,
        Actor actor,
        Visibility visibility,
        boolean automated,
        String messageId,
        String text,
        Double sentiment,
        Long dueAt,
        Long firstReplyDueAt,
        String intoCaseId,
        AgentState agentState,
        String reason,
        List<String> queues,
        Integer slots,
        SurveyKind surveyKind,
        Double score,
        Double scale,
        Double amount,
        String by,
        Map<String, String> extra,
        Origin origin) {

    /** The dimensions that every event may tell; further ones are {@code extra}. */
    public static final Set<String> COMMON_DIMENSIONS = Set.of(
            "queue", "channel", "priority", "tier", "brand", "category", "language", "region", "agent", "agent_id");

    /** The one order of events, for whatever orders them: time, {@code seq}, type rank, id, source. Total. */
    public static final Comparator<ServiceEvent> FOLD_ORDER = new FoldOrder();

    public ServiceEvent {
        queues = queues == null ? null : List.copyOf(queues);
        extra = extra == null || extra.isEmpty() ? Map.of() : Map.copyOf(extra);
    }

    /** The case that this event is of; of no meaning where there is none. A merge names one of the same system. */
    public SourceId caseKey() {
        return new SourceId(caseSource == null ? source : caseSource, caseId);
    }

    /**
     * The agent that this event names; of no meaning where it names none. Who tells of another system's case, a bot or a
     * survey tool, names the agents of that system, unless it says otherwise.
     */
    public SourceId agentKey() {
        return new SourceId(agentSource != null ? agentSource : caseSource != null ? caseSource : source, agentId);
    }

    /** Whether this is a message of a ticket or a chat. */
    public boolean isMessage() {
        return type == EventType.TICKET_MESSAGE || type == EventType.CHAT_MESSAGE;
    }

    /** Whether a customer wrote something that waits for a reply; their out-of-office notes do not. */
    public boolean isQuestion() {
        return isMessage() && actor == Actor.CUSTOMER && visibility != Visibility.PRIVATE && !automated;
    }

    /**
     * The value of a dimension.
     *
     * @param dimension its name in JSON: one of the common fields, or a field that the settings name
     * @return null where the event does not say it
     */
    public String dimension(String dimension) {
        return switch (dimension) {
            case "queue" -> queue;
            case "channel" -> channel;
            case "priority" -> priority;
            case "tier" -> tier;
            case "brand" -> brand;
            case "category" -> category;
            case "language" -> language;
            case "region" -> region;
            case "agent", "agent_id" -> agentId;
            default -> extra.get(dimension);
        };
    }

    /** A builder that starts from this event. */
    public EventBuilder toBuilder() {
        return new EventBuilder(this);
    }

    /** A builder of an event with these always-present parts. */
    public static EventBuilder of(EventType type, String id, long time, String source) {
        return new EventBuilder().type(type).id(id).time(time).source(source);
    }
}
