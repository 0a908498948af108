package io.bellwether.webhook;

import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;

/**
 * How one kind of receiver is spoken to. Pure: same batch and time, same bytes. One folder below this package each, made from
 * an {@link Access}.
 */
public interface WebhookFormat {

    /**
     * Writes an attempt.
     *
     * @param nowMillis epoch ms of this attempt, the clock that signatures are checked against
     */
    WebhookRequest render(Batch batch, long nowMillis);

    /** What the answer means. Receivers that hide failures in the body of a 200 override this. */
    default HttpOutcome classify(HttpReply reply, long nowMillis) {
        return HttpOutcomes.of(reply, nowMillis);
    }

    /** How many changes a message can carry. Pagers take one each: they count and close alerts themselves. */
    default int maxChanges() {
        return Integer.MAX_VALUE;
    }
}
