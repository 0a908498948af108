package io.bellwether.webhook.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.alert.Transition;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.ReceiverContract;
import io.bellwether.webhook.WebhookRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Telegram says in its answer how long it wants to be left alone. */
class TelegramTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: telegram, url: \"${URL}\", token: \"${TOKEN}\", chat_id: \"-1001234\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("TOKEN", TOKEN);
    }

    @Override
    protected int maxBytes() {
        return 30_000;
    }

    private static final String TOKEN = "123456:AAHgeheimes-wort_des_bots";

    @Override
    protected String goodBody() {
        return "{\"ok\":true,\"result\":{\"message_id\":1}}";
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(
                        429,
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 31\",\"parameters\":{\"retry_after\":31}}",
                        retry("http_429", 31_000)),
                new Said(
                        200,
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":5}}",
                        retry("http_429", 5_000)),
                new Said(
                        400,
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: can't parse entities\"}",
                        refused("http_400")),
                new Said(
                        400,
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message is too long\"}",
                        refused("http_400")),
                new Said(
                        400,
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"}",
                        broken("no_chat")),
                new Said(
                        400,
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was upgraded to a supergroup chat\",\"parameters\":{\"migrate_to_chat_id\":-100}}",
                        broken("no_chat")),
                new Said(
                        400,
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: message thread not found\"}",
                        broken("no_chat")),
                new Said(
                        403,
                        "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was kicked from the group chat\"}",
                        broken("http_403")),
                new Said(401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}", broken("http_401")),
                new Said(200, "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden\"}", broken("http_403")),
                new Said(
                        200,
                        "{\"ok\":false,\"error_code\":500,\"description\":\"Internal Server Error\"}",
                        new HttpOutcome.Retry("http_500", -1, true)),
                new Said(200, "{\"ok\":", new HttpOutcome.Retry("answer_unreadable", -1, true)));
    }

    @Test
    void writesIntoTheChat() throws IOException {
        WebhookRequest request = format(", thread_id: 17").render(batch(Transitions.firing("a", "page")), NOW);
        assertThat(request.uri().getPath()).isEqualTo("/robot/geheimer-pfad/bot" + TOKEN + "/sendMessage");
        JsonNode body = JSON.readTree(request.body());
        assertThat(body.get("chat_id").asText()).isEqualTo("-1001234");
        assertThat(body.get("message_thread_id").asLong()).isEqualTo(17);
        assertThat(body.get("text").asText())
                .startsWith("<b>🔴 Page: Backlog above staffing</b>\n\nvip: 等待 90 s\n")
                .contains("<a href=\"https://wiki.example/backlog\">Runbook</a>");
    }

    /** A text may hold anything: what comes out has the tags that the message needs, each closed, and no others. */
    @Test
    void noTagIsCutOrComesFromAText() throws IOException {
        for (int length = 100; length < 3_000; length += 61) {
            Transition t = Transitions.worded("a", "<b>&\"", "</b><a href='x'>&lt;".repeat(length / 10));
            String text =
                    json(batch(t, Transitions.firing("b", "page"))).get("text").asText();
            assertThat(text.length()).isLessThanOrEqualTo(4_096);
            String rest = text.replaceAll("<b>[^<>]*</b>", "").replaceAll("<a href=\"[^\"<>]*\">[^<>]*</a>", "");
            assertThat(rest).doesNotContain("<", ">").doesNotContainPattern("&(?!amp;|lt;|gt;)");
        }
    }

    @Test
    void namesOfATextMentionNobody() throws IOException {
        String text = json(batch(Transitions.worded("a", "@boss", "call @admin")))
                .get("text")
                .asText();
        assertThat(text).contains("＠boss", "call ＠admin").doesNotContain("@");
    }

    @Test
    void refusesWhatIsNoTokenWithoutQuotingIt() {
        assertThatThrownBy(() -> new Telegram(access("https://api.telegram.org", "geheim")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
    }
}
