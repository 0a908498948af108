package io.bellwether.gateway.mapping;

import java.util.List;
import java.util.Map;

/**
 * One canonical event that may come of a payload.
 *
 * @param on kinds of payloads that it is made of; empty for all
 * @param when what the payload must be like
 * @param each a list of which each item makes an event; null for one event of the whole
 * @param type of the event
 * @param id of the event; null where it is derived
 * @param key what tells the event from others of its case, type and time; empty for what it says itself
 * @param copy an object whose fields the event has where the rule says nothing of them; null for none
 * @param own names of the fields that the rule itself says, not the defaults
 * @param fields all that the event says, by the names of the schema
 */
record MappingRule(
        List<String> on,
        Guard when,
        Expression each,
        Expression type,
        Expression id,
        List<Expression> key,
        Expression copy,
        List<String> own,
        Map<String, Expression> fields) {}
