package io.bellwether.webhook.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Transition;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.PagerText;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.FixedWords;
import io.bellwether.yaml.Times;
import java.net.URI;
import java.util.Locale;

/** PagerDuty's Events API v2: an event for each change. An alert is one by its id, so that its end closes what it opened. */
public final class PagerDuty implements WebhookFormat {

    private static final int MAX_SUMMARY = 1_024;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_FACTS = 2_000;

    /** Asked for after a 429; a Retry-After that names more holds. */
    private static final long LEAST_PAUSE_MILLIS = 30_000;

    private final URI uri;
    private final String routingKey;
    private final PagerText text;

    public PagerDuty(Access access) {
        this.uri = access.uri();
        this.routingKey = access.secret();
        this.text = new PagerText(new FixedWords(access.voice()));
    }

    @Override
    public int maxChanges() {
        return 1;
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        Change change = batch.changes().get(0);
        Transition t = change.transition();
        ObjectNode event = JsonBody.object()
                .put("routing_key", routingKey)
                .put("event_action", action(change))
                .put("dedup_key", t.alertId())
                .put("client", "Bellwether");
        String dashboard = text.dashboard(t);
        if (!dashboard.isEmpty()) {
            event.put("client_url", dashboard);
        }
        ArrayNode links = event.putArray("links");
        text.links(t).forEach((label, url) -> links.addObject().put("href", url).put("text", label));
        ObjectNode payload = event.putObject("payload")
                .put("summary", text.headline(change, MAX_SUMMARY))
                .put("source", text.source(t))
                .put("severity", severity(t.severity()))
                .put("timestamp", Times.rfc3339(t.at()))
                .put("component", t.uid())
                .put("class", t.reason());
        PagerText.details(change, payload.putObject("custom_details"))
                .put("text", text.text(t, MAX_TEXT))
                .put("facts", text.facts(change, MAX_FACTS))
                .put("delivery_id", batch.id());
        return WebhookRequest.post(
                uri, JsonBody.HEADERS, JsonBody.bytes(event), batch.changes().size() - 1);
    }

    /** Who sees to an alert here sees to the incident there. */
    private static String action(Change change) {
        if (change.isAcknowledgement()) {
            return "acknowledge";
        }
        return change.kind() == Transition.Kind.RESOLVED ? "resolve" : "trigger";
    }

    private static String severity(String severity) {
        return severity.equals("page") ? "critical" : severity;
    }

    @Override
    public HttpOutcome classify(HttpReply reply, long nowMillis) {
        HttpOutcome outcome = HttpOutcomes.of(reply, nowMillis);
        if (outcome instanceof HttpOutcome.Retry retry && reply.status() == 429) {
            return new HttpOutcome.Retry(retry.reason(), Math.max(retry.afterMillis(), LEAST_PAUSE_MILLIS), false);
        }
        String said = reply.body().toLowerCase(Locale.ROOT).replace('_', ' ');
        return outcome instanceof HttpOutcome.Final && said.contains("routing key")
                ? new HttpOutcome.Disable("routing_key")
                : outcome;
    }
}
