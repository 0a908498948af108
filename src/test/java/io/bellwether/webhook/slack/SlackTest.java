package io.bellwether.webhook.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.alert.Transition;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.ReceiverContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Slack says in a word what is wrong, also of its other ways in. */
class SlackTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: slack, url: \"${URL}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of();
    }

    @Override
    protected int maxBytes() {
        return 60_000;
    }

    @Override
    protected String goodBody() {
        return "ok";
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(200, "ok", new HttpOutcome.Ok()),
                new Said(200, "{\"ok\":true}", new HttpOutcome.Ok()),
                new Said(403, "action_prohibited", broken("http_403")),
                new Said(404, "no_service", broken("http_404")),
                new Said(404, "channel_not_found", broken("http_404")),
                new Said(410, "channel_is_archived", broken("http_410")),
                new Said(400, "invalid_token", broken("invalid_token")),
                new Said(400, "no_team", broken("no_team")),
                new Said(400, "user_not_found", broken("user_not_found")),
                new Said(200, "{\"ok\":false,\"error\":\"invalid_auth\"}", broken("invalid_auth")),
                new Said(200, "{\"ok\":false,\"error\":\"not_in_channel\"}", broken("not_in_channel")),
                new Said(400, "invalid_payload", refused("http_400")),
                new Said(400, "no_text", refused("http_400")),
                new Said(400, "too_many_attachments", refused("http_400")),
                new Said(200, "invalid_blocks", refused("invalid_blocks")),
                new Said(200, "{\"ok\":false,\"error\":\"msg_blocks_too_long\"}", refused("msg_blocks_too_long")),
                new Said(200, "{\"ok\":false,\"error\":\"ratelimited\"}", retry("ratelimited", 60_000)),
                new Said(
                        200,
                        "{\"ok\":false,\"error\":\"internal_error\"}",
                        new HttpOutcome.Retry("internal_error", -1, true)),
                new Said(500, "rollup_error", new HttpOutcome.Retry("http_500", -1, true)),
                new Said(200, "<html>", new HttpOutcome.Retry("answer_unreadable", -1, true)));
    }

    @Test
    void keepsToTheLimitsOfBlocks() throws IOException {
        for (int count : new int[] {1, 3, 49, 50, 51, 2_000}) {
            JsonNode blocks = json(message(count)).get("blocks");
            assertThat(blocks.size()).isLessThanOrEqualTo(50);
            assertBlocksFit(blocks);
        }
        for (int length = 100; length < 4_000; length += 333) {
            Transition t = Transitions.worded("a", "<title>", "<&>".repeat(length));
            Transition u = Transitions.worded("b", "<title>", "😀".repeat(length));
            assertBlocksFit(json(batch(t, u)).get("blocks"));
        }
    }

    private static void assertBlocksFit(JsonNode blocks) {
        int all = 0;
        for (JsonNode block : blocks) {
            String text = block.at("/text/text").asText();
            assertThat(text.length()).isBetween(1, 3_000);
            all += text.length();
        }
        assertThat(all).isLessThanOrEqualTo(12_500);
    }

    @Test
    void mentionsOfATextAreText() throws IOException {
        String text = "<!channel> <@U1> <http://evil.example|here> *b* & `c`";
        JsonNode body = json(batch(Transitions.worded("a", text, text)));
        String section = body.at("/blocks/1/text/text").asText();
        assertThat(section).startsWith("&lt;!channel&gt; &lt;@U1&gt; &lt;http://evil.example|here&gt; ＊b＊ &amp; ｀c｀");
        assertThat(section).contains("<https://grafana.example/d/cs|Dashboard>");
        assertThat(body.get("blocks"))
                .allMatch(block -> block.at("/text/verbatim").asBoolean());
        assertThat(body.get("text").asText()).contains("&lt;!channel&gt;").doesNotContain("<");
    }
}
