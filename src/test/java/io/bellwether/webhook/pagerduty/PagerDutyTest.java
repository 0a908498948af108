package io.bellwether.webhook.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.ReceiverContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** PagerDuty gets an event for each change. */
class PagerDutyTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: pagerduty, url: \"${URL}\", routing_key: \"${KEY}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("KEY", KEY);
    }

    @Override
    protected int maxBytes() {
        return 512 * 1024;
    }

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Override
    protected String goodBody() {
        return "{\"status\":\"success\"}";
    }

    @Override
    protected boolean carriesItsKey() {
        return true;
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(
                        202,
                        "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"a\"}",
                        new HttpOutcome.Ok()),
                new Said(
                        400,
                        "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"Length of 'routing_key' is incorrect\"]}",
                        broken("routing_key")),
                new Said(
                        400,
                        "{\"status\":\"invalid event\",\"errors\":[\"Invalid routing key\"]}",
                        broken("routing_key")),
                new Said(
                        400,
                        "{\"status\":\"invalid event\",\"errors\":[\"'payload.summary' is missing\"]}",
                        refused("http_400")),
                new Said(429, "", retry("http_429", 30_000)),
                new Said(500, "", new HttpOutcome.Retry("http_500", -1, true)));
    }

    @Test
    void anAlertIsOpenedChangedAndClosedUnderItsId() throws IOException {
        JsonNode opened = json(batch(Transitions.firing("a", "warning")));
        JsonNode changed = json(batch(Transitions.changed("a", 2, "page", "warning")));
        JsonNode closed = json(batch(Transitions.resolved("a", 725, "page")));
        assertThat(List.of(opened, changed, closed))
                .extracting(event -> event.get("event_action").asText())
                .containsExactly("trigger", "trigger", "resolve");
        assertThat(List.of(opened, changed, closed))
                .extracting(event -> event.get("dedup_key").asText())
                .containsOnly("a");
        assertThat(opened.at("/payload/severity").asText()).isEqualTo("warning");
        assertThat(changed.at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(closed.at("/payload/summary").asText())
                .isEqualTo("Resolved after 12 min 5 s: Backlog above staffing – vip: 等待 90 s");
    }

    @Test
    void whoSeesToTheAlertSeesToTheIncident() throws IOException {
        JsonNode seen = json(seenTo(Transitions.firing("a", "page")));
        assertThat(seen.get("event_action").asText()).isEqualTo("acknowledge");
        assertThat(seen.get("dedup_key").asText()).isEqualTo("a");
        assertThat(seen.at("/payload/custom_details/acknowledged_by").asText()).isEqualTo("ann");
    }

    @Test
    void whatIsRepeatedOrLateSaysSo() throws IOException {
        JsonNode event = json(lateAgain(Transitions.firing("a", "page")));
        assertThat(event.get("event_action").asText()).isEqualTo("trigger");
        assertThat(event.at("/payload/summary").asText()).startsWith("Still: Page: ");
        assertThat(event.at("/payload/custom_details/delayed_seconds").asText()).isEqualTo("7200");
        assertThat(event.at("/payload/custom_details/facts").asText()).contains("delayed by 2 h");
    }

    @Test
    void anEventHasWhatAPersonNeeds() throws IOException {
        JsonNode event = json(batch(Transitions.firing("a", "page")));
        assertThat(event.get("routing_key").asText()).isEqualTo(KEY);
        assertThat(event.at("/payload/source").asText()).isEqualTo("chat/vip");
        assertThat(event.at("/payload/component").asText()).isEqualTo("backlog");
        assertThat(event.at("/payload/timestamp").asText()).isEqualTo("2023-11-14T22:13:21Z");
        assertThat(event.at("/payload/custom_details/queue").asText()).isEqualTo("vip");
        assertThat(event.at("/payload/custom_details/value").asText()).isEqualTo("90.5");
        assertThat(event.get("links"))
                .extracting(link -> link.get("text").asText())
                .containsExactly("Dashboard", "Runbook");
        String summary = json(batch(Transitions.worded("a", "t", "😀".repeat(5_000))))
                .at("/payload/summary")
                .asText();
        assertThat(summary.length()).isBetween(1_000, 1_024);
        assertThat(summary).endsWith("… (shortened)");
    }
}
