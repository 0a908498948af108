package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.gateway.sender.Secrets;
import io.bellwether.gateway.sender.SenderCheck;
import io.bellwether.gateway.sender.SenderVerdict;
import io.bellwether.gateway.sender.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each product's way to show who sends, with vectors that were made with openssl: secret {@code secret}. */
class AdapterSignatureTest {

    private static final long NOW = 1_772_442_000_000L;
    private static final String BODY = "{\"event\":\"x\"}";
    private static final long WINDOW = 600_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amazon-connect | Authorization=Bearer secret",
                "chatwoot | X-Chatwoot-Signature=sha256=be5c7b7fecdc90eac2266992b1ec19855ee988eb4b2d9399a0d3c023c49f4e11; X-Chatwoot-Timestamp=1772442000",
                "freshdesk | Authorization=Bearer secret",
                "genesys-cloud | Authorization=Bearer secret",
                "intercom | X-Hub-Signature=sha1=397e225ec853398dabc98f57e38c4bdcddf82b69",
                "jira-service-management | X-Hub-Signature=sha256=6147d659a4d0af1524442a3462a24f61e73c58494803b17e072ddfbc76bb7356",
                "rocket-chat | X-RocketChat-Livechat-Token=secret",
                "wecom | Authorization=Bearer secret",
                "zammad | X-Hub-Signature=sha1=397e225ec853398dabc98f57e38c4bdcddf82b69",
            })
    void whoSendsIsKnown(String adapter, String headers) {
        SenderCheck check = Adapters.mapping(adapter).orElseThrow().sender().with(Secrets.of("secret"));
        SenderCheck other = Adapters.mapping(adapter).orElseThrow().sender().with(Secrets.of("Secret"));
        WebhookCall call = call(BODY, headers(headers));
        assertThat(check.check(call, NOW).verdict()).isEqualTo(SenderVerdict.GENUINE);
        assertThat(other.check(call, NOW).verdict()).isEqualTo(SenderVerdict.WRONG);
        assertThat(check.check(call(BODY, Map.of()), NOW).verdict()).isEqualTo(SenderVerdict.MISSING);
        boolean isSigned = headers.contains("sha");
        assertThat(check.check(call(BODY + " ", headers(headers)), NOW).isGenuine())
                .isEqualTo(!isSigned);
        boolean isTimed = headers.contains("Timestamp");
        assertThat(check.check(call, NOW + WINDOW).verdict())
                .isEqualTo(isTimed ? SenderVerdict.OUT_OF_WINDOW : SenderVerdict.GENUINE);
    }

    @Test
    void liveChatHasItInTheBody() {
        SenderCheck check = Adapters.mapping("livechat").orElseThrow().sender().with(Secrets.of("secret"));
        assertThat(check.check(call("{\"secret_key\":\"secret\"}", Map.of()), NOW)
                        .isGenuine())
                .isTrue();
        assertThat(check.check(call("{\"secret_key\":\"other\"}", Map.of()), NOW)
                        .isGenuine())
                .isFalse();
        assertThat(check.check(call("{\"secret_key\":[\"secret\"]}", Map.of()), NOW)
                        .isGenuine())
                .isFalse();
    }

    /** Over the address and the sorted fields, each name before its value. */
    @Test
    void twilioSignsAddressAndForm() {
        SenderCheck check =
                Adapters.mapping("twilio-taskrouter").orElseThrow().sender().with(Secrets.of("secret"));
        WebhookCall call = new WebhookCall(
                "POST",
                "https://events.example.org/in/twilio",
                Map.of(),
                Map.of("X-Twilio-Signature", "o02FWRr9E1jVxG//f9MVOovKv3I="),
                "Sid=EV1&EventType=task.created".getBytes(StandardCharsets.UTF_8));
        assertThat(check.check(call, NOW).isGenuine()).isTrue();
        assertThat(check.check(call.withBody("Sid=EV2&EventType=task.created".getBytes(StandardCharsets.UTF_8)), NOW)
                        .isGenuine())
                .isFalse();
    }

    private static WebhookCall call(String body, Map<String, String> headers) {
        return WebhookCall.of(body.getBytes(StandardCharsets.UTF_8)).withHeaders(headers);
    }

    private static Map<String, String> headers(String written) {
        Map<String, String> headers = new TreeMap<>();
        for (String header : written.split("; ")) {
            headers.put(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        }
        return headers;
    }
}
