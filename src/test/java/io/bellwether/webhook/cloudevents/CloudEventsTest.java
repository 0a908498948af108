package io.bellwether.webhook.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Batch;
import io.bellwether.notify.LifeSign;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.HeartbeatFormat;
import io.bellwether.webhook.ReceiverContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventsTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: webhook, format: cloudevents, url: \"${URL}\", token: \"${TOKEN}\"";
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
        return 20_000;
    }

    @Override
    protected boolean isRead() {
        return false;
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(202, "", new HttpOutcome.Ok()),
                new Said(410, "", broken("http_410")),
                new Said(415, "", broken("http_415")));
    }

    @Test
    void oneChangeIsAnEventAboutItsAlert() throws IOException {
        Batch batch = batch(Transitions.firing("a", "page"));
        assertThat(format().render(batch, NOW).headers())
                .containsEntry("content-type", "application/cloudevents+json; charset=utf-8")
                .containsEntry("authorization", "Bearer geheimes-wort");
        JsonNode event = json(batch);
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo(batch.id());
        assertThat(event.get("source").asText()).isEqualTo("/bellwether");
        assertThat(event.get("type").asText()).isEqualTo("io.bellwether.alert.firing");
        assertThat(event.get("subject").asText()).isEqualTo("a");
        assertThat(event.get("time").asText()).isEqualTo("2023-11-14T22:13:21Z");
        assertThat(event.get("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.at("/data/alert_id").asText()).isEqualTo("a");
    }

    @Test
    void severalAreOneEventWithoutASubject() throws IOException {
        JsonNode event = json(batch(Transitions.resolved("a", 60, "page"), Transitions.resolved("b", 60, "page")));
        assertThat(event.has("subject")).isFalse();
        assertThat(event.get("type").asText()).isEqualTo("io.bellwether.alert.resolved");
        assertThat(event.at("/data/alerts")).hasSize(2);
    }

    @Test
    void theSourceTellsInstallationsApart() throws IOException {
        byte[] body = format(", source: /bellwether/shop-1")
                .render(batch(Transitions.firing("a", "page")), NOW)
                .body();
        assertThat(JSON.readTree(body).get("source").asText()).isEqualTo("/bellwether/shop-1");
        assertThatThrownBy(() -> format(", source: \"my shop\"")).hasMessageContaining("must be a reference");
    }

    @Test
    void aHeartbeatIsAnEventOfItsSlot() throws IOException {
        LifeSign.Beat beat = new LifeSign("hook", 60_000).at(NOW, NOW - 5_000);
        JsonNode event =
                JSON.readTree(((HeartbeatFormat) format()).render(beat, NOW).body());
        assertThat(event.get("id").asText()).isEqualTo(beat.id());
        assertThat(event.get("type").asText()).isEqualTo("io.bellwether.heartbeat");
        assertThat(event.get("time").asText()).isEqualTo("2023-11-14T22:21:00Z");
        assertThat(event.get("data").get("event_time").asText()).isEqualTo("2023-11-14T22:21:35Z");
    }
}
