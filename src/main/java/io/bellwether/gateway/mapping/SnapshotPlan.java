package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a whole case in a payload is compared with what was known of it.
 *
 * @param on kinds of payloads that hold one; empty for all
 * @param when what the payload must be like
 * @param caseId of the case
 * @param time when the case became so
 * @param order a number that tells snapshots of the same time, the lower first; null where the product has none
 * @param rememberMillis how long a case is remembered after it was last heard of, in memory alone; 0 for a year, also over
 *     restarts
 * @param watch what is kept of the case, and compared; never texts of messages
 * @param rules events of changes; their {@code $} is what {@code watch} says
 */
record SnapshotPlan(
        List<String> on,
        Guard when,
        Expression caseId,
        Expression time,
        Expression order,
        long rememberMillis,
        Map<String, Expression> watch,
        List<MappingRule> rules) {

    private static final long YEAR = Duration.ofDays(365).toMillis();

    /** Whether what is known is kept over restarts. */
    boolean isKept() {
        return rememberMillis == 0;
    }

    /** From when on a case has to have been heard of not to be forgotten, epoch ms. */
    long forgetBefore(long now) {
        return now - (isKept() ? YEAR : rememberMillis);
    }

    /** What is kept of a case. */
    ObjectNode values(PayloadScope scope) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        watch.forEach((name, expression) -> {
            JsonNode value = expression.value(scope);
            if (value != null) {
                values.set(name, value);
            }
        });
        return values;
    }
}
