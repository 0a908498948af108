package io.bellwether.event;

import static io.bellwether.event.EventField.*;

import java.util.Map;

/** Decides whether the fields of a record make an event, in the order of {@link RejectionReason}, and makes it. */
final class EventCheck {
    private EventCheck() {}

    /**
     * The first thing that is wrong, or null.
     *
     * @param type the event's type as {@link #type} has it
     * @param latestTime the latest acceptable event time
     */
    static Problem problem(RawEvent raw, EventType type, long latestTime) {
        Problem problem = head(raw, type);
        if (problem == null) {
            problem = time(raw, latestTime);
        }
        if (problem == null) {
            problem = owner(raw, type);
        }
        return problem == null ? fields(raw, type) : problem;
    }

    /** The type, or null where there is none or none of that name. */
    static EventType type(RawEvent raw) {
        return EventType.byWireName(raw.text(TYPE));
    }

    private static Problem head(RawEvent raw, EventType type) {
        if (!raw.has(ID)) {
            return absent(raw, ID, RejectionReason.NO_ID, "every event needs an id that is unique within its source");
        }
        if (!raw.has(TYPE)) {
            return absent(raw, TYPE, RejectionReason.NO_TYPE, "every event needs a type, as in ticket.created");
        }
        return type == null
                ? new Problem(
                        RejectionReason.UNKNOWN_TYPE,
                        "type " + Problem.quote(raw.text(TYPE)) + " is not in the schema (docs/events.md)")
                : null;
    }

    private static Problem time(RawEvent raw, long latestTime) {
        if (raw.isBad(TIME)) {
            return new Problem(RejectionReason.BAD_TIME, mustBe(raw, TIME));
        }
        if (!raw.has(TIME)) {
            return new Problem(RejectionReason.NO_TIME, "time is missing: every event needs the time when it happened");
        }
        return raw.time() > latestTime
                ? new Problem(
                        RejectionReason.FUTURE,
                        "time " + EventTime.format(raw.time()) + " is "
                                + (raw.time() - latestTime)
                                + " ms after the latest acceptable time (wall clock + max_future)")
                : null;
    }

    private static Problem owner(RawEvent raw, EventType type) {
        if (!raw.has(SOURCE)) {
            return absent(raw, SOURCE, RejectionReason.NO_SOURCE, "without it duplicates could not be told");
        }
        if (type.ofCase() && !raw.has(CASE_ID)) {
            return absent(raw, CASE_ID, RejectionReason.NO_CASE, type.wireName() + " belongs to a case");
        }
        if (type == EventType.AGENT_STATE && !raw.has(AGENT_ID)) {
            return absent(raw, AGENT_ID, RejectionReason.NO_AGENT, type.wireName() + " is the state of an agent");
        }
        return null;
    }

    private static Problem fields(RawEvent raw, EventType type) {
        EventRules rules = EventRules.of(type);
        long bad = raw.bad() & rules.checked();
        if (bad != 0) {
            EventField field = EventField.values()[Long.numberOfTrailingZeros(bad)];
            return new Problem(RejectionReason.BAD_FIELD, mustBe(raw, field));
        }
        for (EventField field : rules.required()) {
            if (!raw.has(field)) {
                return new Problem(
                        RejectionReason.BAD_FIELD,
                        field.wireName + " is missing: " + type.wireName() + " needs it, " + field.expected());
            }
        }
        if (!rules.oneOf().isEmpty() && rules.oneOf().stream().noneMatch(raw::has) && !isGivenBack(raw, type)) {
            return new Problem(
                    RejectionReason.BAD_FIELD,
                    "agent_id and queue are missing: " + type.wireName() + " needs one of them");
        }
        return type == EventType.SURVEY_ANSWERED ? score(raw) : null;
    }

    /** A ticket that is taken from its agent and stays in its queue: nobody has it, and the event says so. */
    private static boolean isGivenBack(RawEvent raw, EventType type) {
        return type == EventType.TICKET_ASSIGNED && raw.isNamed(AGENT_ID);
    }

    private static Problem score(RawEvent raw) {
        Double scale = raw.number(SCALE);
        Double score = raw.number(SCORE);
        return scale != null && score > scale
                ? new Problem(
                        RejectionReason.BAD_FIELD,
                        "score " + score + " is above scale " + scale + ", the highest possible answer")
                : null;
    }

    private static Problem absent(RawEvent raw, EventField field, RejectionReason reason, String why) {
        return raw.isBad(field)
                ? new Problem(RejectionReason.BAD_FIELD, mustBe(raw, field))
                : new Problem(reason, field.wireName + " is missing: " + why);
    }

    private static String mustBe(RawEvent raw, EventField field) {
        String sentence = field.wireName + " must be " + field.expected();
        boolean quotable = field.kind == Kind.WORD || field.kind == Kind.TIME;
        String offending = quotable ? raw.offending(field) : null;
        return offending == null ? sentence : sentence + "; it is " + Problem.quote(offending);
    }

    /** The event of fields that have no problem; applies the defaults of the schema. */
    static ServiceEvent event(RawEvent raw, EventType type, Map<String, String> extra) {
        return new ServiceEvent(
                raw.text(ID),
                type,
                raw.time(),
                raw.text(SOURCE),
                raw.time(SEQ),
                type.ofCase() ? raw.text(CASE_ID) : null,
                type.ofCase() ? raw.text(CASE_SOURCE) : null,
                raw.text(QUEUE),
                raw.text(CHANNEL),
                raw.text(PRIORITY),
                raw.text(TIER),
                raw.text(BRAND),
                raw.text(CATEGORY),
                raw.text(LANGUAGE),
                raw.text(REGION),
                raw.text(AGENT_ID),
                raw.text(AGENT_SOURCE),
                raw.text(CUSTOMER_ID),
                status(raw, type),
                raw.text(NATIVE_STATUS),
                raw.flag(BACKFILL),
                (Actor) raw.word(ACTOR),
                visibility(raw, type),
                raw.flag(AUTOMATED),
                raw.text(MESSAGE_ID),
                raw.text(TEXT),
                raw.number(SENTIMENT),
                raw.time(DUE_AT),
                raw.time(FIRST_REPLY_DUE_AT),
                raw.text(INTO_CASE_ID),
                (AgentState) raw.word(STATE),
                raw.text(REASON),
                raw.queues(),
                raw.whole(SLOTS),
                (SurveyKind) raw.word(KIND),
                raw.number(SCORE),
                raw.number(SCALE),
                raw.number(AMOUNT),
                (String) raw.word(BY),
                extra,
                null);
    }

    private static Status status(RawEvent raw, EventType type) {
        Status status = (Status) raw.word(STATUS);
        return status == null && type == EventType.TICKET_CREATED ? Status.NEW : status;
    }

    private static Visibility visibility(RawEvent raw, EventType type) {
        Visibility visibility = (Visibility) raw.word(VISIBILITY);
        boolean message = type == EventType.TICKET_MESSAGE || type == EventType.CHAT_MESSAGE;
        return visibility == null && message ? Visibility.PUBLIC : visibility;
    }
}
