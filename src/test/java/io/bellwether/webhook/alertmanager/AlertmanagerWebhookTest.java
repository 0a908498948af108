package io.bellwether.webhook.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.ReceiverContract;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The payload of Alertmanager. {@code AlertmanagerITCase} compares it with one that a real one has sent. */
class AlertmanagerWebhookTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: webhook, format: alertmanager-v4, url: \"${URL}\", token: \"${TOKEN}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("TOKEN", "geheimes-wort");
    }

    @Override
    protected boolean carriesItsKey() {
        return true;
    }

    @Override
    protected int maxBytes() {
        return 200_000;
    }

    @Override
    protected boolean isRead() {
        return false;
    }

    @Test
    void firesWhileAnythingDoes() throws IOException {
        JsonNode body = json(batch(Transitions.resolved("a", 60, "page"), Transitions.firing("b", "page")));
        assertThat(body.get("version").asText()).isEqualTo("4");
        assertThat(body.get("status").asText()).isEqualTo("firing");
        assertThat(body.get("groupKey").asText()).isEqualTo("{}:{alertname=\"backlog\"}");
        assertThat(body.at("/commonLabels/queue").asText()).isEqualTo("vip");
        assertThat(body.at("/commonAnnotations/summary").asText()).isEqualTo("Backlog above staffing");
        assertThat(body.get("alerts"))
                .extracting(alert -> alert.get("status").asText() + " "
                        + alert.get("startsAt").asText() + " "
                        + alert.get("endsAt").asText())
                .containsExactly(
                        "resolved 2023-11-14T22:13:20Z 2023-11-14T22:14:20Z",
                        "firing 2023-11-14T22:13:20Z 0001-01-01T00:00:00Z");
        assertThat(json(batch(Transitions.resolved("a", 60, "page")))
                        .get("status")
                        .asText())
                .isEqualTo("resolved");
    }

    @Test
    void theFingerprintIsTheAlertsWhateverItsSeverity() throws IOException {
        assertThat(json(batch(Transitions.firing("a", "page"))).at("/alerts/0/fingerprint"))
                .isEqualTo(
                        json(batch(Transitions.changed("a", 2, "info", "page"))).at("/alerts/0/fingerprint"));
    }

    @Test
    void countsWhatItDoesNotList() throws IOException {
        JsonNode body = json(message(140));
        assertThat(body.get("alerts")).hasSize(100);
        assertThat(body.get("truncatedAlerts").asInt()).isEqualTo(40);
        assertThat(format().render(message(140), NOW).headers()).containsEntry("authorization", "Bearer geheimes-wort");
    }
}
