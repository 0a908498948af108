package io.bellwether.webhook.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.ReceiverContract;
import io.bellwether.webhook.WebhookRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Opsgenie opens, changes and closes an alert by its alias. */
class OpsgenieTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: opsgenie, url: \"${URL}\", api_key: \"${KEY}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("KEY", KEY);
    }

    @Override
    protected int maxBytes() {
        return 100_000;
    }

    private static final String KEY = "01234567-89ab-cdef-0123-456789abcdef";

    @Override
    protected boolean carriesItsKey() {
        return true;
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(
                        202,
                        "{\"result\":\"Request will be processed\",\"took\":0.3,\"requestId\":\"x\"}",
                        new HttpOutcome.Ok()),
                new Said(422, "{\"message\":\"Request body is not processable.\"}", refused("http_422")),
                new Said(401, "{\"message\":\"Could not authenticate\"}", broken("http_401")),
                new Said(403, "", broken("http_403")),
                new Said(404, "{\"message\":\"Alert does not exist\"}", refused("no_such_alert")),
                new Said(404, "{\"message\":\"No handler\"}", broken("http_404")),
                new Said(429, "", retry("http_429", -1)));
    }

    @Test
    void anAlertIsOpenedChangedAndClosedUnderItsId() throws IOException {
        WebhookRequest opened = format().render(batch(Transitions.firing("a", "page")), NOW);
        assertThat(opened.method() + " " + opened.uri().getPath()).isEqualTo("POST /robot/geheimer-pfad/v2/alerts");
        assertThat(opened.headers()).containsEntry("authorization", "GenieKey " + KEY);
        JsonNode alert = JSON.readTree(opened.body());
        assertThat(alert.get("alias").asText()).isEqualTo("a");
        assertThat(alert.get("priority").asText()).isEqualTo("P1");
        assertThat(alert.get("message").asText()).isEqualTo("Page: Backlog above staffing – vip: 等待 90 s");

        WebhookRequest changed = format().render(batch(Transitions.changed("a", 2, "warning", "page")), NOW);
        assertThat(changed.method() + " " + changed.uri().getPath() + "?"
                        + changed.uri().getQuery())
                .isEqualTo("PUT /robot/geheimer-pfad/v2/alerts/a/priority?identifierType=alias");
        assertThat(JSON.readTree(changed.body()).get("priority").asText()).isEqualTo("P3");

        WebhookRequest closed = format().render(batch(Transitions.resolved("a", 725, "page")), NOW);
        assertThat(closed.method() + " " + closed.uri().getPath() + "?"
                        + closed.uri().getQuery())
                .isEqualTo("POST /robot/geheimer-pfad/v2/alerts/a/close?identifierType=alias");
        assertThat(JSON.readTree(closed.body()).get("note").asText()).startsWith("Resolved after 12 min 5 s: ");
    }

    @Test
    void whoSeesToTheAlertSeesToItThere() throws IOException {
        WebhookRequest seen = format().render(seenTo(Transitions.firing("a", "page")), NOW);
        assertThat(seen.method() + " " + seen.uri().getPath() + "?" + seen.uri().getQuery())
                .isEqualTo("POST /robot/geheimer-pfad/v2/alerts/a/acknowledge?identifierType=alias");
        assertThat(JSON.readTree(seen.body()).get("user").asText()).isEqualTo("ann");
        assertThat(JSON.readTree(seen.body()).get("note").asText())
                .contains("Seen to by ann since 2023-11-14 22:13 UTC: on it");
    }

    @Test
    void whatIsRepeatedOrLateSaysSo() throws IOException {
        JsonNode alert = json(lateAgain(Transitions.firing("a", "page")));
        assertThat(alert.get("message").asText()).startsWith("Still: Page: ");
        assertThat(alert.get("description").asText()).contains("delayed by 2 h");
        assertThat(alert.at("/details/delayed_seconds").asText()).isEqualTo("7200");
    }

    @Test
    void keepsToTheLimits() throws IOException {
        JsonNode alert = json(batch(Transitions.worded("a", "等待".repeat(500), "😀".repeat(20_000))));
        assertThat(alert.get("message").asText().length()).isBetween(110, 130);
        assertThat(alert.get("description").asText().length()).isBetween(11_000, 15_000);
        assertThat(alert.get("description").asText())
                .contains("… (shortened)", "Runbook: https://wiki.example/backlog");
    }
}
