package io.bellwether.webhook.cloudevents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.notify.Batch;
import io.bellwether.notify.LifeSign;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.AlertData;
import io.bellwether.webhook.BearerToken;
import io.bellwether.webhook.HeartbeatFormat;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.yaml.Times;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CloudEvents 1.0 in structured mode. {@code id} is the idempotency key, the same over retries and restarts, and
 * {@code data} what Standard Webhooks have.
 */
public final class CloudEvents implements HeartbeatFormat {

    private final URI uri;
    private final String source;
    private final Map<String, String> headers;

    public CloudEvents(Access access) {
        this.uri = access.uri();
        this.source = access.option("source").isEmpty() ? "/bellwether" : access.option("source");
        if (!source.matches("[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")) {
            throw new IllegalArgumentException("source must be a reference to a URI, such as /bellwether/shop-1");
        }
        this.headers = BearerToken.headers("application/cloudevents+json; charset=utf-8", access.secret());
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        AlertData data = AlertData.of(batch);
        Map<String, String> envelope = new LinkedHashMap<>();
        envelope.put("specversion", "1.0");
        envelope.put("id", batch.id());
        envelope.put("source", source);
        envelope.put("type", "io.bellwether.alert." + batch.kind().wireName());
        if (batch.changes().size() == 1) {
            envelope.put("subject", batch.changes().get(0).transition().alertId());
        }
        envelope.put("time", Times.rfc3339(batch.at()));
        envelope.put("datacontenttype", "application/json");
        return WebhookRequest.post(uri, headers, data.within(envelope), data.truncated());
    }

    @Override
    public WebhookRequest render(LifeSign.Beat beat, long nowMillis) {
        ObjectNode message = JsonBody.object();
        message.put("specversion", "1.0");
        message.put("id", beat.id());
        message.put("source", source);
        message.put("type", "io.bellwether.heartbeat");
        message.put("time", Times.rfc3339(beat.slotMillis()));
        message.put("datacontenttype", "application/json");
        message.set("data", AlertData.of(beat));
        return WebhookRequest.post(uri, headers, JsonBody.bytes(message), 0);
    }
}
