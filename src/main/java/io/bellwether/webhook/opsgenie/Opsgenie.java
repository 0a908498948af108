package io.bellwether.webhook.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Transition;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.BearerToken;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.PagerText;
import io.bellwether.webhook.UriQuery;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.FixedWords;
import io.bellwether.webhook.words.TextUnit;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Opsgenie's Alert API: an alert's id is its alias, by which it is opened, given another priority and closed. */
public final class Opsgenie implements WebhookFormat {

    private static final int MAX_MESSAGE = 130;
    private static final int MAX_DESCRIPTION = 15_000;
    private static final int MAX_TAG = 50;
    private static final int MAX_NOTE = 25_000;
    private static final int MAX_FACTS = 2_000;

    private final URI base;
    private final Map<String, String> headers;
    private final PagerText text;

    public Opsgenie(Access access) {
        this.base = access.uri();
        Map<String, String> all = new HashMap<>(JsonBody.HEADERS);
        all.put("authorization", "GenieKey " + BearerToken.checked(access.secret()));
        this.headers = Map.copyOf(all);
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
        int truncated = batch.changes().size() - 1;
        if (change.isAcknowledgement()) {
            ObjectNode body = noted(change).put("user", change.remarks().seen().by());
            return WebhookRequest.post(of(t, "/acknowledge"), headers, JsonBody.bytes(body), truncated);
        }
        return switch (t.kind()) {
            case FIRING ->
                WebhookRequest.post(
                        UriQuery.below(base, "/v2/alerts"), headers, JsonBody.bytes(opened(change)), truncated);
            case SEVERITY_CHANGED -> {
                ObjectNode body = JsonBody.object().put("priority", priority(t.severity()));
                yield new WebhookRequest("PUT", of(t, "/priority"), headers, JsonBody.bytes(body), truncated);
            }
            case RESOLVED -> WebhookRequest.post(of(t, "/close"), headers, JsonBody.bytes(noted(change)), truncated);
        };
    }

    private URI of(Transition t, String action) {
        return UriQuery.with(UriQuery.below(base, "/v2/alerts/" + t.alertId() + action), "identifierType", "alias");
    }

    /** What happened, and what is told beside it, as a note. */
    private ObjectNode noted(Change change) {
        String note = text.headline(change, MAX_NOTE - MAX_FACTS - 1) + "\n" + text.facts(change, MAX_FACTS);
        return JsonBody.object().put("source", "Bellwether").put("note", note);
    }

    private ObjectNode opened(Change change) {
        Transition t = change.transition();
        StringBuilder description = new StringBuilder(text.text(t, MAX_DESCRIPTION - 3_000));
        description.append("\n\n").append(text.facts(change, MAX_FACTS));
        text.links(t)
                .forEach((label, url) ->
                        description.append('\n').append(label).append(": ").append(url));
        ObjectNode alert = JsonBody.object()
                .put("message", text.headline(change, MAX_MESSAGE))
                .put("alias", t.alertId())
                .put("description", TextUnit.UTF16.cut(description.toString(), MAX_DESCRIPTION))
                .put("entity", text.source(t))
                .put("source", "Bellwether")
                .put("priority", priority(t.severity()));
        ArrayNode tags = alert.putArray("tags");
        tags.add(TextUnit.UTF16.cut(t.uid(), MAX_TAG)).add(t.severity());
        ObjectNode details = PagerText.details(change, alert.putObject("details"));
        text.links(t).forEach((label, url) -> details.put(label, TextUnit.UTF16.cut(url, 2_000)));
        return alert;
    }

    private static String priority(String severity) {
        return severity.equals("page") ? "P1" : severity.equals("warning") ? "P3" : "P5";
    }

    @Override
    public HttpOutcome classify(HttpReply reply, long nowMillis) {
        HttpOutcome outcome = HttpOutcomes.of(reply, nowMillis);
        // an alert that somebody has deleted, and not an address that is wrong
        boolean gone = reply.status() == 404 && reply.body().contains("Alert");
        return gone ? new HttpOutcome.Final("no_such_alert") : outcome;
    }
}
