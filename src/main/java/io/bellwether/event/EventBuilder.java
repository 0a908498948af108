package io.bellwether.event;

import java.util.List;
import java.util.Map;

/** Builds a {@link ServiceEvent}; reusable, not thread-safe. Checks nothing: the decoder rejects, tests may be odd. */
public final class EventBuilder {
    private String id;
    private EventType type;
    private long time;
    private String source;
    private Long seq;
    private String caseId;
    private String caseSource;
    private String queue;
    private String channel;
    private String priority;
    private String tier;
    private String brand;
    private String category;
    private String language;
    private String region;
    private String agentId;
    private String agentSource;
    private String customerId;
    private Status status;
    private String nativeStatus;
    private boolean backfill;
    private Actor actor;
    private Visibility visibility;
    private boolean automated;
    private String messageId;
    private String text;
    private Double sentiment;
    private Long dueAt;
    private Long firstReplyDueAt;
    private String intoCaseId;
    private AgentState agentState;
    private String reason;
    private List<String> queues;
    private Integer slots;
    private SurveyKind surveyKind;
    private Double score;
    private Double scale;
    private Double amount;
    private String by;
    private Map<String, String> extra;
    private Origin origin;

    /** An empty builder. */
    public EventBuilder() {}

    EventBuilder(ServiceEvent event) {
        id = event.id();
        type = event.type();
        time = event.time();
        source = event.source();
        seq = event.seq();
        caseId = event.caseId();
        caseSource = event.caseSource();
        queue = event.queue();
        channel = event.channel();
        priority = event.priority();
        tier = event.tier();
        brand = event.brand();
        category = event.category();
        language = event.language();
        region = event.region();
        agentId = event.agentId();
        agentSource = event.agentSource();
        customerId = event.customerId();
        status = event.status();
        nativeStatus = event.nativeStatus();
        backfill = event.backfill();
        actor = event.actor();
        visibility = event.visibility();
        automated = event.automated();
        messageId = event.messageId();
        text = event.text();
        sentiment = event.sentiment();
        dueAt = event.dueAt();
        firstReplyDueAt = event.firstReplyDueAt();
        intoCaseId = event.intoCaseId();
        agentState = event.agentState();
        reason = event.reason();
        queues = event.queues();
        slots = event.slots();
        surveyKind = event.surveyKind();
        score = event.score();
        scale = event.scale();
        amount = event.amount();
        by = event.by();
        extra = event.extra();
        origin = event.origin();
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

    public EventBuilder seq(Long value) {
        seq = value;
        return this;
    }

    public EventBuilder caseId(String value) {
        caseId = value;
        return this;
    }

    public EventBuilder caseSource(String value) {
        caseSource = value;
        return this;
    }

    public EventBuilder queue(String value) {
        queue = value;
        return this;
    }

    public EventBuilder channel(String value) {
        channel = value;
        return this;
    }

    public EventBuilder priority(String value) {
        priority = value;
        return this;
    }

    public EventBuilder tier(String value) {
        tier = value;
        return this;
    }

    public EventBuilder brand(String value) {
        brand = value;
        return this;
    }

    public EventBuilder category(String value) {
        category = value;
        return this;
    }

    public EventBuilder language(String value) {
        language = value;
        return this;
    }

    public EventBuilder region(String value) {
        region = value;
        return this;
    }

    public EventBuilder agentId(String value) {
        agentId = value;
        return this;
    }

    public EventBuilder agentSource(String value) {
        agentSource = value;
        return this;
    }

    public EventBuilder customerId(String value) {
        customerId = value;
        return this;
    }

    public EventBuilder status(Status value) {
        status = value;
        return this;
    }

    public EventBuilder nativeStatus(String value) {
        nativeStatus = value;
        return this;
    }

    public EventBuilder backfill(boolean value) {
        backfill = value;
        return this;
    }

    public EventBuilder actor(Actor value) {
        actor = value;
        return this;
    }

    public EventBuilder visibility(Visibility value) {
        visibility = value;
        return this;
    }

    public EventBuilder automated(boolean value) {
        automated = value;
        return this;
    }

    public EventBuilder messageId(String value) {
        messageId = value;
        return this;
    }

    public EventBuilder text(String value) {
        text = value;
        return this;
    }

    public EventBuilder sentiment(Double value) {
        sentiment = value;
        return this;
    }

    public EventBuilder dueAt(Long value) {
        dueAt = value;
        return this;
    }

    public EventBuilder firstReplyDueAt(Long value) {
        firstReplyDueAt = value;
        return this;
    }

    public EventBuilder intoCaseId(String value) {
        intoCaseId = value;
        return this;
    }

    public EventBuilder agentState(AgentState value) {
        agentState = value;
        return this;
    }

    public EventBuilder reason(String value) {
        reason = value;
        return this;
    }

    public EventBuilder queues(List<String> value) {
        queues = value;
        return this;
    }

    public EventBuilder slots(Integer value) {
        slots = value;
        return this;
    }

    public EventBuilder surveyKind(SurveyKind value) {
        surveyKind = value;
        return this;
    }

    public EventBuilder score(Double value) {
        score = value;
        return this;
    }

    public EventBuilder scale(Double value) {
        scale = value;
        return this;
    }

    public EventBuilder amount(Double value) {
        amount = value;
        return this;
    }

    public EventBuilder by(String value) {
        by = value;
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

    /** The event; the builder keeps its values. */
    public ServiceEvent build() {
        return new ServiceEvent(
                id,
                type,
                time,
                source,
                seq,
                caseId,
                caseSource,
                queue,
                channel,
                priority,
                tier,
                brand,
                category,
                language,
                region,
                agentId,
                agentSource,
                customerId,
                status,
                nativeStatus,
                backfill,
                actor,
                visibility,
                automated,
                messageId,
                text,
                sentiment,
                dueAt,
                firstReplyDueAt,
                intoCaseId,
                agentState,
                reason,
                queues,
                slots,
                surveyKind,
                score,
                scale,
                amount,
                by,
                extra,
                origin);
    }
}
