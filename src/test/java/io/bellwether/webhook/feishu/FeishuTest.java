package io.bellwether.webhook.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.alert.Transition;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.ReceiverContract;
import io.bellwether.webhook.WebhookRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A bot of Feishu answers with a code, mostly in a 200. */
class FeishuTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: feishu, url: \"${URL}\", secret: \"${SECRET}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("SECRET", "geheimer-schluessel");
    }

    @Override
    protected int maxBytes() {
        return 20_000;
    }

    @Override
    protected String goodBody() {
        return "{\"code\":0,\"msg\":\"success\",\"data\":{}}";
    }

    @Override
    protected List<Said> answers() {
        return List.of(
                new Said(200, "{\"code\":0,\"msg\":\"said so\"}", new HttpOutcome.Ok()),
                new Said(200, "{\"StatusCode\":0,\"StatusMessage\":\"success\"}", new HttpOutcome.Ok()),
                new Said(200, "{\"code\":11232,\"msg\":\"said so\"}", retry("code_11232", 60_000)),
                new Said(429, "{\"code\":11232,\"msg\":\"said so\"}", retry("code_11232", 60_000)),
                new Said(200, "{\"code\":9499,\"msg\":\"said so\"}", refused("code_9499")),
                new Said(400, "{\"code\":9499,\"msg\":\"said so\"}", refused("code_9499")),
                new Said(200, "{\"code\":19001,\"msg\":\"said so\"}", broken("code_19001")),
                new Said(200, "{\"code\":19021,\"msg\":\"said so\"}", broken("code_19021")),
                new Said(200, "{\"code\":19022,\"msg\":\"said so\"}", broken("code_19022")),
                new Said(200, "{\"code\":19024,\"msg\":\"said so\"}", broken("code_19024")),
                new Said(400, "{\"code\":19021,\"msg\":\"said so\"}", broken("code_19021")),
                new Said(200, "{\"code\":77,\"msg\":\"said so\"}", retry("code_77", -1)),
                new Said(200, "{}", new HttpOutcome.Retry("answer_unreadable", -1, true)));
    }

    @Test
    void signsTheAttemptInTheBody() throws IOException {
        Access access = access("https://open.feishu.cn/open-apis/bot/v2/hook/T", "abc");
        WebhookRequest request = new Feishu(access).render(message(1), 1_700_000_000_999L);
        JsonNode body = JSON.readTree(request.body());
        assertThat(body.get("timestamp").asText()).isEqualTo("1700000000");
        assertThat(body.get("sign").asText()).isEqualTo("VIS10b0EBvzzSdFnuk4tznEmK5wHaruvf/WnViv2yR4=");
        assertThat(request.uri()).isEqualTo(access.uri());
    }

    @Test
    void withoutASecretNothingIsSigned() throws IOException {
        Access access = access("https://open.feishu.cn/open-apis/bot/v2/hook/T", "");
        JsonNode body = JSON.readTree(new Feishu(access).render(message(1), NOW).body());
        assertThat(body.has("sign") || body.has("timestamp")).isFalse();
    }

    @Test
    void theCardHasTheColourOfWhatIsMostUrgent() throws IOException {
        assertThat(colour(Transitions.resolved("a", 2, "page"), Transitions.firing("b", "page")))
                .isEqualTo("red");
        assertThat(colour(Transitions.firing("b", "warning"))).isEqualTo("orange");
        assertThat(colour(Transitions.firing("b", "info"))).isEqualTo("blue");
        assertThat(colour(Transitions.resolved("a", 2, "page"))).isEqualTo("green");
    }

    private String colour(Transition... transitions) throws IOException {
        return json(batch(transitions)).at("/card/header/template").asText();
    }

    @Test
    void theCardHasTitleAndText() throws IOException {
        JsonNode card = json(batch(Transitions.firing("a", "page"))).get("card");
        assertThat(card.at("/header/title/content").asText()).isEqualTo("🔴 Page: Backlog above staffing");
        assertThat(card.at("/elements/0/content").asText())
                .startsWith("vip: 等待 90 s\nchannel chat · queue vip")
                .contains("[Dashboard](https://grafana.example/d/cs)");
    }
}
