package io.bellwether.webhook.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.ReceiverContract;
import io.bellwether.webhook.WebhookRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As Prometheus posts alerts. {@code AlertmanagerITCase} asks a real one. */
class AlertmanagerApiTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: alertmanager, url: \"${URL}\", username: bell, password: \"${PASSWORD}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        // the second is what the header makes of the first
        return Map.of("PASSWORD", "geheimes-wort", "HEADER", "YmVsbDpnZWhlaW1lcy13b3J0");
    }

    @Override
    protected boolean carriesItsKey() {
        return true;
    }

    @Override
    protected int maxBytes() {
        return 2_000_000;
    }

    @Override
    protected boolean isRead() {
        return false;
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(200, "", new HttpOutcome.Ok()),
                new Said(400, "{\"code\":400,\"message\":\"bad\"}", refused("http_400")),
                new Said(500, "", new HttpOutcome.Retry("http_500", -1, true)));
    }

    @Test
    void anAlertHoldsInItsSeverityAndEndsInAllOthers() throws IOException {
        WebhookRequest request = format(", hold: 1h").render(batch(Transitions.changed("a", 2, "page", "info")), NOW);
        assertThat(request.uri().getPath()).isEqualTo("/robot/geheimer-pfad/api/v2/alerts");
        assertThat(request.headers()).containsEntry("authorization", "Basic YmVsbDpnZWhlaW1lcy13b3J0");
        JsonNode alerts = JSON.readTree(request.body());
        assertThat(alerts)
                .extracting(alert -> alert.at("/labels/severity").asText() + " "
                        + alert.get("endsAt").asText())
                .containsExactly(
                        "page 2023-11-14T23:21:40Z", "warning 2023-11-14T22:13:22Z", "info 2023-11-14T22:13:22Z");
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(alert.at("/labels/alertname").asText()).isEqualTo("backlog");
            assertThat(alert.at("/labels/queue").asText()).isEqualTo("vip");
            assertThat(alert.get("startsAt").asText()).isEqualTo("2023-11-14T22:13:20Z");
            assertThat(alert.at("/annotations/runbook_url").asText()).isEqualTo("https://wiki.example/backlog");
        });
    }

    @Test
    void theEndEndsItAtItsTimeAndNotInTheFuture() throws IOException {
        assertThat(json(batch(Transitions.resolved("a", 60, "page"))))
                .extracting(alert -> alert.get("endsAt").asText())
                .containsOnly("2023-11-14T22:14:20Z");
        assertThat(json(batch(Transitions.resolved("a", 86_400, "page"))))
                .extracting(alert -> alert.get("endsAt").asText())
                .containsOnly("2023-11-14T22:21:40Z");
    }

    @Test
    void casesStayApart() throws IOException {
        JsonNode alert =
                json(batch(Transitions.ofCase("1001", Transitions.START))).get(0);
        assertThat(alert.at("/labels/case").asText()).isEqualTo("1001");
        assertThat(alert.at("/labels/case_source").asText()).isEqualTo("desk");
    }

    @Test
    void labelsHaveNamesThatPrometheusTakes() {
        assertThat(List.of("a.b-c", "1st", "queue", "等"))
                .extracting(AlertLabels::labelName)
                .containsExactly("a_b_c", "_1st", "queue", "_");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        for (String more : List.of(", hold: 5s", ", hold: soon", ", hold: 10000d")) {
            assertThatThrownBy(() -> format(more)).hasMessageContaining("hold must be");
        }
        assertThatThrownBy(() -> new AlertmanagerApi(access("https://am.example", "geheim")))
                .hasMessageContaining("belong together");
    }
}
