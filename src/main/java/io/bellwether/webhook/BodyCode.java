package io.bellwether.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import java.util.Map;
import java.util.Set;

/**
 * What the code in an answer's body means, for vendors that answer 200 whatever happened. A code that nobody listed was no
 * success: it is tried again, which loses nothing and holds no other message up.
 *
 * @param busy codes of a vendor in trouble, which may have taken the message
 * @param tooFast codes of a rate that was exceeded, and for how long (ms) the vendor then wants to be left alone
 * @param refused codes about the one message
 * @param broken codes that would be said to any message
 */
public record BodyCode(Set<Integer> busy, Map<Integer, Long> tooFast, Set<Integer> refused, Set<Integer> broken) {

    /** A success of HTTP in which the vendor says nothing that can be read, perhaps because it was cut short. */
    public static final HttpOutcome UNREADABLE =
            new HttpOutcome.Retry("answer_unreadable", HttpOutcome.NO_DELAY_NAMED, true);

    /**
     * What an answer means: its status, and where that is a success the code of a field.
     *
     * @param nowMillis epoch ms
     */
    public HttpOutcome outcome(HttpReply reply, long nowMillis, String field) {
        HttpOutcome outcome = HttpOutcomes.of(reply, nowMillis);
        return outcome instanceof HttpOutcome.Ok
                ? outcome(JsonBody.read(reply.body()).path(field))
                : outcome;
    }

    /**
     * Reads the code.
     *
     * @param code 0 is success
     */
    public HttpOutcome outcome(JsonNode code) {
        if (!code.isInt()) {
            return UNREADABLE;
        }
        int value = code.asInt();
        String word = value < 0 ? "code_minus_" + -(long) value : "code_" + value;
        if (value == 0) {
            return new HttpOutcome.Ok();
        }
        if (refused.contains(value)) {
            return new HttpOutcome.Final(word);
        }
        if (broken.contains(value)) {
            return new HttpOutcome.Disable(word);
        }
        long after = tooFast.getOrDefault(value, HttpOutcome.NO_DELAY_NAMED);
        return new HttpOutcome.Retry(word, after, busy.contains(value));
    }
}
