package io.bellwether.event;

import static io.bellwether.event.EventField.*;

import java.util.List;
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
            EventField field = EventField.ALL[Long.numberOfTrailingZeros(bad)];
            return new Problem(RejectionReason.BAD_FIELD, mustBe(raw, field));
        }
        List<EventField> required = rules.required();
        for (int i = 0; i < required.size(); i++) {
            EventField field = required.get(i);
            if (!raw.has(field)) {
                return new Problem(
                        RejectionReason.BAD_FIELD,
                        field.wireName + " is missing: " + type.wireName() + " needs it, " + field.expected());
            }
        }
        if (!rules.oneOf().isEmpty() && rules.oneOf().stream().noneMatch(raw::has) && !isGivenBack(raw, type)) {
            return new Problem(
                    RejectionReason.BAD_FIELD,
                    names(rules.oneOf()) + " are missing: " + type.wireName() + " needs one of them");
        }
        return type == EventType.SURVEY_ANSWERED ? score(raw) : null;
    }

    private static String names(List<EventField> fields) {
        List<String> names = fields.stream().map(field -> field.wireName).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** A ticket that is taken from its agent and stays in its queue: nobody has it, and the event says so. */
    private static boolean isGivenBack(RawEvent raw, EventType type) {
        return type == EventType.TICKET_ASSIGNED && raw.isNamed(AGENT_ID);
    }

    private static Problem score(RawEvent raw) {
        Double scale = (Double) raw.value(SCALE);
        Double score = (Double) raw.value(SCORE);
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
        long mask = said(raw, type);
        Object[] values = new Object[Long.bitCount(mask)];
        int size = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            EventField field = EventField.OF_CODE[Long.numberOfTrailingZeros(rest)];
            values[size++] = raw.has(field) ? raw.value(field) : defaultOf(field);
        }
        return new ServiceEvent(raw.text(ID), type, raw.time(), raw.text(SOURCE), mask, values, extra, null);
    }

    /** The {@link EventField#codeBit bits} of what the event says, also by saying nothing. */
    private static long said(RawEvent raw, EventType type) {
        long mask = 0;
        for (long rest = raw.present(); rest != 0; rest &= rest - 1) {
            mask |= EventField.ALL[Long.numberOfTrailingZeros(rest)].codeBit;
        }
        if (!type.ofCase()) {
            // what names a case is of no meaning where there is none
            mask &= ~(CASE_ID.codeBit | CASE_SOURCE.codeBit);
        }
        return switch (type) {
            case TICKET_CREATED -> mask | STATUS.codeBit;
            case TICKET_MESSAGE, CHAT_MESSAGE -> mask | VISIBILITY.codeBit;
            default -> mask;
        };
    }

    private static Object defaultOf(EventField field) {
        return field == STATUS ? Status.NEW : Visibility.PUBLIC;
    }
}
