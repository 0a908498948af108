package io.bellwether.webhook.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.alert.Transition;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.BearerToken;
import io.bellwether.webhook.JsonBody;
import io.bellwether.webhook.UriQuery;
import io.bellwether.webhook.WebhookFormat;
import io.bellwether.webhook.WebhookRequest;
import io.bellwether.webhook.words.ChatDialect;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Times;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Alertmanager's API v2, as Prometheus speaks to it.
 *
 * <p>There the severity is a label, and so a part of the identity: what is told of an alert after its beginning ends it in
 * all other severities as well, because which of them Alertmanager holds is not known after changes that came together. An
 * end of what it does not hold notifies nobody by itself.
 *
 * <p>Alertmanager forgets what is not repeated, unless it is told how long an alert holds: so it is told.
 */
public final class AlertmanagerApi implements WebhookFormat {

    private static final List<String> SEVERITIES = List.of("page", "warning", "info");
    private static final int MAX_CHANGES = 500;
    private static final String DEFAULT_HOLD = "7d";
    private static final long LEAST_HOLD_MILLIS = 60_000;
    private static final long MOST_HOLD_MILLIS = 366 * 86_400_000L;

    private final URI uri;
    private final Map<String, String> headers;
    private final long holdMillis;

    public AlertmanagerApi(Access access) {
        this.uri = UriQuery.below(access.uri(), "/api/v2/alerts");
        this.headers = headers(access);
        this.holdMillis = Durations.parse(access.option("hold").isEmpty() ? DEFAULT_HOLD : access.option("hold"));
        if (holdMillis < LEAST_HOLD_MILLIS || holdMillis > MOST_HOLD_MILLIS) {
            throw new IllegalArgumentException("hold must be a duration from 1m to 366d, such as 7d");
        }
    }

    private static Map<String, String> headers(Access access) {
        Map<String, String> headers = new HashMap<>(JsonBody.HEADERS);
        String user = access.option("username");
        if (user.isEmpty() != access.secret().isEmpty()) {
            throw new IllegalArgumentException("username and password belong together: write both, or neither");
        }
        if (!user.isEmpty()) {
            byte[] pair = (user + ":" + access.secret()).getBytes(StandardCharsets.UTF_8);
            headers.put(
                    "authorization",
                    "Basic " + BearerToken.checked(Base64.getEncoder().encodeToString(pair)));
        }
        return Map.copyOf(headers);
    }

    @Override
    public int maxChanges() {
        return MAX_CHANGES;
    }

    @Override
    public WebhookRequest render(Batch batch, long nowMillis) {
        ArrayNode alerts = JsonBody.array();
        for (Change change : batch.changes()) {
            add(alerts, change, nowMillis);
        }
        return WebhookRequest.post(uri, headers, JsonBody.bytes(alerts), 0);
    }

    private void add(ArrayNode alerts, Change change, long nowMillis) {
        Transition t = change.transition();
        // an alert ends no earlier than it began, and not in the future, whatever event time says
        long ended = Math.max(t.startsAt(), Math.min(t.at(), nowMillis));
        for (String severity : SEVERITIES) {
            boolean own = severity.equals(t.severity());
            boolean holds = own && t.kind() != Transition.Kind.RESOLVED;
            if (t.kind() == Transition.Kind.FIRING && !own) {
                continue;
            }
            ObjectNode alert = alerts.addObject();
            alert.set("labels", AlertLabels.object(AlertLabels.labels(t, severity)));
            alert.set("annotations", AlertLabels.object(AlertLabels.annotations(change)));
            alert.put("startsAt", Times.rfc3339(t.startsAt()));
            alert.put("endsAt", Times.rfc3339(holds ? nowMillis + holdMillis : ended));
            if (ChatDialect.isLink(t.dashboard())) {
                alert.put("generatorURL", t.dashboard());
            }
        }
    }
}
