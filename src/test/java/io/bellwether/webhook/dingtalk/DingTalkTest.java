package io.bellwether.webhook.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Transitions;
import io.bellwether.webhook.Access;
import io.bellwether.webhook.ReceiverContract;
import io.bellwether.webhook.WebhookRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A robot of DingTalk answers 200 whatever happened. */
class DingTalkTest extends ReceiverContract {

    @Override
    protected String keys() {
        return "type: dingtalk, url: \"${URL}\", secret: \"${SECRET}\"";
    }

    @Override
    protected Map<String, String> secrets() {
        return Map.of("SECRET", "SECgeheimer-schluessel");
    }

    @Override
    protected int maxBytes() {
        return 20_000;
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
                new Said(200, "{\"errcode\":130101,\"errmsg\":\"said so\"}", retry("code_130101", 600_000)),
                new Said(200, "{\"errcode\":410100,\"errmsg\":\"said so\"}", retry("code_410100", 600_000)),
                new Said(200, "{\"errcode\":40035,\"errmsg\":\"said so\"}", refused("code_40035")),
                new Said(200, "{\"errcode\":43004,\"errmsg\":\"said so\"}", refused("code_43004")),
                new Said(200, "{\"errcode\":310000,\"errmsg\":\"said so\"}", broken("code_310000")),
                new Said(200, "{\"errcode\":300001,\"errmsg\":\"said so\"}", broken("code_300001")),
                new Said(200, "{\"errcode\":300005,\"errmsg\":\"said so\"}", broken("code_300005")),
                new Said(200, "{\"errcode\":400013,\"errmsg\":\"said so\"}", broken("code_400013")),
                new Said(200, "{\"errcode\":400101,\"errmsg\":\"said so\"}", broken("code_400101")),
                new Said(200, "{\"errcode\":400102,\"errmsg\":\"said so\"}", broken("code_400102")),
                new Said(200, "{\"errcode\":400106,\"errmsg\":\"said so\"}", broken("code_400106")),
                new Said(200, "{\"errcode\":99999,\"errmsg\":\"said so\"}", retry("code_99999", -1)),
                new Said(200, "{\"errcode\":0", new HttpOutcome.Retry("answer_unreadable", -1, true)),
                new Said(200, "", new HttpOutcome.Retry("answer_unreadable", -1, true)));
    }

    /** The vector of docs/receivers.md, with the sign made a part of a query. */
    @Test
    void signsTheAttemptInTheQuery() {
        Access access = access("https://oapi.dingtalk.com/robot/send?access_token=T", "SECabc");
        WebhookRequest request = new DingTalk(access).render(message(1), 1_700_000_000_000L);
        assertThat(request.uri())
                .hasToString("https://oapi.dingtalk.com/robot/send?access_token=T&timestamp=1700000000000"
                        + "&sign=jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D");
        // nothing is added to the address of the next attempt
        assertThat(new DingTalk(access).render(message(1), NOW).uri().toString().split("timestamp"))
                .hasSize(2);
    }

    @Test
    void withoutASecretTheAddressIsTheOneOfTheFile() {
        String url = "https://oapi.dingtalk.com/robot/send?access_token=T";
        assertThat(new DingTalk(access(url, "")).render(message(1), NOW).uri()).hasToString(url);
    }

    @Test
    void showsAHeadlineOnPhonesAndAllInTheGroup() throws IOException {
        JsonNode body = json(batch(Transitions.firing("a", "page")));
        assertThat(body.get("msgtype").asText()).isEqualTo("markdown");
        assertThat(body.at("/markdown/title").asText()).isEqualTo("🔴 Page: Backlog above staffing");
        assertThat(body.at("/markdown/text").asText())
                .startsWith("### 🔴 Page: Backlog above staffing\n\nvip: 等待 90 s\n\nchannel chat · queue vip")
                .contains("[Runbook](https://wiki.example/backlog)")
                .endsWith("Bellwether");
    }
}
