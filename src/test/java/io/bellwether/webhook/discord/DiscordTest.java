package io.bellwether.webhook.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.ReceiverContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Discord names its waits in parts of a second. */
class DiscordTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: discord, url: \"${URL}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of();
    }

    @Override
    protected int maxBytes() {
        return 30_000;
    }

    @Override
    protected String goodBody() {
        return "{\"id\":\"1\"}";
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(204, "", new HttpOutcome.Ok()),
                new Said(
                        429,
                        "{\"message\":\"You are being rate limited.\",\"retry_after\":64.57,\"global\":false}",
                        retry("http_429", 64_570)),
                new Said(429, "{\"retry_after\":0.2,\"global\":true}", retry("http_429", 200)),
                new Said(429, "{\"retry_after\":1e300}", retry("http_429", 86_400_000)),
                new Said(404, "{\"message\":\"Unknown Webhook\",\"code\":10015}", broken("http_404")),
                new Said(401, "{\"message\":\"Invalid Webhook Token\",\"code\":50027}", broken("http_401")),
                new Said(400, "{\"code\":50035,\"message\":\"Invalid Form Body\"}", refused("http_400")));
    }

    @Test
    void asksForTheMessageToBeSaved() {
        assertThat(format().render(message(1), NOW).uri().getQuery()).isEqualTo("wait=true");
        Access thread = access("https://discord.com/api/webhooks/1/T?thread_id=7", "");
        assertThat(new Discord(thread).render(message(1), NOW).uri())
                .hasToString("https://discord.com/api/webhooks/1/T?thread_id=7&wait=true");
    }

    @Test
    void keepsToTheLimitsAndMentionsNobody() throws IOException {
        for (int count : new int[] {1, 5, 500}) {
            JsonNode body = json(message(count));
            assertThat(body.get("content").asText().length()).isBetween(1, 2_000);
            assertThat(body.at("/embeds/0/description").asText().length()).isBetween(1, 4_096);
            assertThat(body.at("/allowed_mentions/parse")).isEmpty();
        }
        String text = "@everyone **b** [x](http://evil.example)";
        assertThat(json(batch(Transitions.worded("a", text, text)))
                        .at("/embeds/0/description")
                        .asText())
                .startsWith("@everyone \\*\\*b\\*\\* \\[x\\]\\(http://evil.example\\)");
    }
}
