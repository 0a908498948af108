package io.bellwether.webhook.standard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.notify.Batch;
import io.bellwether.notify.LifeSign;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.AlertData;
import io.bellwether.webhook.HeartbeatFormat;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.WebhookSignature;
import io.bellwether.yaml.Times;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Standard Webhooks 1.0. {@code webhook-id} is the idempotency key and the same over retries and restarts;
 * {@code webhook-timestamp} and the signature are of the attempt.
 */
public final class StandardWebhook implements HeartbeatFormat {

    private final URI uri;
    private final WebhookSignature signature;

    /** A format that signs with every one of the secrets. */
    public StandardWebhook(Access access) {
        this.uri = access.uri();
        this.signature = new WebhookSignature(access.secrets());
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        AlertData data = AlertData.of(batch);
        Map<String, String> envelope = new LinkedHashMap<>();
        envelope.put("type", "alert." + batch.kind().wireName());
        envelope.put("timestamp", Times.rfc3339(batch.at()));
        return signed(batch.id(), data.within(envelope), data.truncated(), nowMillis);
    }

    @Override
    public WebhookRequest render(LifeSign.Beat beat, long nowMillis) {
        ObjectNode message = JsonBody.object();
        message.put("type", "heartbeat");
        message.put("timestamp", Times.rfc3339(beat.slotMillis()));
        message.set("data", AlertData.of(beat));
        return signed(beat.id(), JsonBody.bytes(message), 0, nowMillis);
    }

    private WebhookRequest signed(String id, byte[] body, int truncated, long nowMillis) {
        long seconds = Math.floorDiv(nowMillis, 1000L);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "bellwether");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", signature.sign(id, seconds, body));
        headers.put("idempotency-key", id);
        return WebhookRequest.post(uri, headers, body, truncated);
    }
}
