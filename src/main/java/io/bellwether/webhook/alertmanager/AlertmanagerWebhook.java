package io.bellwether.webhook.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Transition;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.BearerToken;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.ChatDialect;
import io.bellwether.yaml.Times;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The webhook payload of Alertmanager, version 4, so that whatever understands Alertmanager understands this. */
public final class AlertmanagerWebhook implements WebhookFormat {

    /** As many as bridges to chats are used to see. */
    private static final int MAX_ALERTS = 100;

    private final URI uri;
    private final Map<String, String> headers;

    public AlertmanagerWebhook(Access access) {
        this.uri = access.uri();
        this.headers = BearerToken.headers("application/json; charset=utf-8", access.secret());
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        List<Change> listed = batch.changes().stream().limit(MAX_ALERTS).toList();
        int truncated = batch.changes().size() - listed.size();
        ObjectNode body = JsonBody.object()
                .put("version", "4")
                .put("receiver", batch.receiver())
                .put("status", status(batch.kind()))
                .put("groupKey", groupKey(batch))
                .put("truncatedAlerts", truncated)
                .put("notification_reason", batch.reason().wireName())
                .put("externalURL", "");
        body.set("groupLabels", AlertLabels.object(groupLabels(batch)));
        body.set("commonLabels", AlertLabels.object(common(listed, true)));
        body.set("commonAnnotations", AlertLabels.object(common(listed, false)));
        body.putObject("routeLabels");
        ArrayNode alerts = body.putArray("alerts");
        listed.forEach(change -> alerts.add(alert(change)));
        return WebhookRequest.post(uri, headers, JsonBody.bytes(body), truncated);
    }

    private static ObjectNode alert(Change change) {
        Transition t = change.transition();
        boolean ended = t.kind() == Transition.Kind.RESOLVED;
        ObjectNode alert = JsonBody.object().put("status", status(t.kind()));
        alert.set("labels", AlertLabels.object(AlertLabels.labels(t, t.severity())));
        alert.set("annotations", AlertLabels.object(AlertLabels.annotations(change)));
        return alert.put("startsAt", Times.rfc3339(t.startsAt()))
                .put("endsAt", ended ? Times.rfc3339(t.at()) : AlertLabels.NO_TIME)
                .put("generatorURL", ChatDialect.isLink(t.dashboard()) ? t.dashboard() : "")
                // of the alert, and so the same whatever its severity
                .put(
                        "fingerprint",
                        t.alertId().substring(0, Math.min(16, t.alertId().length())));
    }

    private static String status(Transition.Kind kind) {
        return kind == Transition.Kind.RESOLVED ? "resolved" : "firing";
    }

    private static TreeMap<String, String> groupLabels(Batch batch) {
        TreeMap<String, String> labels = new TreeMap<>();
        batch.group().forEach((name, value) -> {
            if (!value.isEmpty()) {
                labels.put(name.equals("uid") ? "alertname" : AlertLabels.labelName(name), value);
            }
        });
        return labels;
    }

    private static String groupKey(Batch batch) {
        return "{}:{"
                + groupLabels(batch).entrySet().stream()
                        .map(label -> label.getKey() + "=\""
                                + label.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(", "))
                + "}";
    }

    private static TreeMap<String, String> common(List<Change> listed, boolean labels) {
        TreeMap<String, String> common = null;
        for (Change change : listed) {
            Transition t = change.transition();
            TreeMap<String, String> own =
                    labels ? AlertLabels.labels(t, t.severity()) : AlertLabels.annotations(change);
            if (common == null) {
                common = own;
            } else {
                common.entrySet().retainAll(own.entrySet());
            }
        }
        return common;
    }
}
