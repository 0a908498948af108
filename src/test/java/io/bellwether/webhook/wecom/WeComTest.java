package io.bellwether.webhook.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.ReceiverContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A robot of WeCom answers 200 whatever happened. */
class WeComTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: wecom, url: \"${URL}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of();
    }

    @Override
    protected int maxBytes() {
        return 8_192;
    }

    @Override
    protected String goodBody() {
        return "{\"errcode\":0,\"errmsg\":\"ok\"}";
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(200, "{\"errcode\":0,\"errmsg\":\"said so\"}", new HttpOutcome.Ok()),
                new Said(
                        200,
                        "{\"errcode\":-1,\"errmsg\":\"said so\"}",
                        new HttpOutcome.Retry("code_minus_1", -1, true)),
                new Said(200, "{\"errcode\":45009,\"errmsg\":\"said so\"}", retry("code_45009", 60_000)),
                new Said(200, "{\"errcode\":45011,\"errmsg\":\"said so\"}", retry("code_45011", 60_000)),
                new Said(200, "{\"errcode\":45033,\"errmsg\":\"said so\"}", retry("code_45033", 60_000)),
                new Said(200, "{\"errcode\":40008,\"errmsg\":\"said so\"}", refused("code_40008")),
                new Said(200, "{\"errcode\":40058,\"errmsg\":\"said so\"}", refused("code_40058")),
                new Said(200, "{\"errcode\":93000,\"errmsg\":\"said so\"}", broken("code_93000")),
                new Said(200, "{\"errcode\":93004,\"errmsg\":\"said so\"}", broken("code_93004")),
                new Said(200, "{\"errcode\":93008,\"errmsg\":\"said so\"}", broken("code_93008")),
                new Said(200, "{\"errcode\":12345,\"errmsg\":\"said so\"}", retry("code_12345", -1)),
                new Said(200, "<html>", new HttpOutcome.Retry("answer_unreadable", -1, true)));
    }

    @Test
    void contentIsCountedInBytes() throws IOException {
        for (int count : new int[] {1, 3, 10, 200}) {
            String content = json(message(count)).at("/markdown/content").asText();
            assertThat(content.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4_096);
        }
        for (int length = 700; length < 1_500; length += 7) {
            String text = json(batch(Transitions.worded("a", "排队", "等待".repeat(length))))
                    .at("/markdown/content")
                    .asText();
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(3_500, 4_096);
            assertThat(text).contains("… (shortened)", "https://wiki.example/backlog");
        }
    }

    @Test
    void coloursAndMentionsOfATextAreText() throws IOException {
        String text = "<font color=\"warning\">x</font> <@zhang>";
        assertThat(json(batch(Transitions.worded("a", text, text)))
                        .at("/markdown/content")
                        .asText())
                .doesNotContain("<");
    }
}
