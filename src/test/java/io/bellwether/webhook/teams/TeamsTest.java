package io.bellwether.webhook.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.ReceiverContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A workflow takes a card and posts it later; what it replaces hid errors in a 200. */
class TeamsTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: teams, url: \"${URL}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of();
    }

    @Override
    protected int maxBytes() {
        return 27_000;
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(202, "", new HttpOutcome.Ok()),
                new Said(200, "1", new HttpOutcome.Ok()),
                new Said(
                        200,
                        "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x",
                        retry("http_429", -1)),
                new Said(
                        200,
                        "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 403",
                        broken("http_403")),
                new Said(200, "Microsoft Teams endpoint returned HTTP error 413", refused("http_413")),
                new Said(
                        400,
                        "{\"error\":{\"code\":\"TriggerInputSchemaMismatch\",\"message\":\"x\"}}",
                        refused("http_400")),
                new Said(
                        400,
                        "{\"error\":{\"code\":\"WorkflowTriggerIsNotEnabled\",\"message\":\"x\"}}",
                        broken("workflow_stopped")),
                new Said(401, "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}", broken("workflow_stopped")),
                new Said(404, "{\"error\":{\"code\":\"WorkflowNotFound\"}}", broken("workflow_stopped")),
                new Said(429, "", retry("http_429", -1)));
    }

    @Test
    void isACardWithABlockForEachAlert() throws IOException {
        JsonNode body = json(batch(Transitions.firing("a", "page"), Transitions.resolved("b", 60, "warning")));
        assertThat(body.get("type").asText()).isEqualTo("message");
        JsonNode attachment = body.get("attachments").get(0);
        assertThat(attachment.get("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(attachment.get("contentUrl").isNull()).isTrue();
        JsonNode card = attachment.get("content");
        assertThat(card.get("version").asText()).isEqualTo("1.4");
        assertThat(card.get("body"))
                .extracting(block -> block.get("text").asText().split("\n")[0])
                .containsExactly(
                        "🔴 2 alerts: 1 firing, 1 resolved",
                        "🔴 **Page: Backlog above staffing**",
                        "✅ **Resolved after 1 min: Backlog above staffing**",
                        "Bellwether");
        assertThat(card.get("body")).allSatisfy(block -> {
            assertThat(block.get("type").asText()).isEqualTo("TextBlock");
            assertThat(block.get("wrap").asBoolean()).isTrue();
        });
    }
}
