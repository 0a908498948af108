package io.bellwether.gateway.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors: of the products' documentation where they give one, else made with openssl. */
class SenderPlanTest {

    private static final long NOW = 1_700_000_000_000L;

    private static SenderPlan plan(String yaml) {
        List<YamlProblem> problems = new ArrayList<>();
        SenderPlan plan = SenderPlanParser.parse(YamlMap.root("s.yaml", yaml, problems));
        assertThat(problems).isEmpty();
        return plan;
    }

    private static WebhookCall post(String body, String... headers) {
        WebhookCall parcel = WebhookCall.of(body.getBytes(StandardCharsets.UTF_8));
        return switch (headers.length) {
            case 0 -> parcel;
            case 2 -> parcel.withHeaders(Map.of(headers[0], headers[1]));
            default -> parcel.withHeaders(Map.of(headers[0], headers[1], headers[2], headers[3]));
        };
    }

    private static SenderVerdict verdict(String yaml, String secret, WebhookCall parcel) {
        return plan(yaml).with(Secrets.of(secret)).check(parcel, NOW).verdict();
    }

    /** RFC 4231, test case 2; FIPS-198 for SHA-1 by RFC 2202, test case 2. */
    @ParameterizedTest
    @CsvSource({
        "sha256, hex, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843, GENUINE",
        "sha256, hex, 5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843, GENUINE",
        "sha256, base64, W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=, GENUINE",
        "sha1, hex, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79, GENUINE",
        "sha1, base64, 7/zfauXrL6LSdBbV8YTfnCWafHk=, GENUINE",
        "sha1, hex, effcdf6ae5eb2fa2d27416d5f184df9c259a7c78, WRONG",
        "sha1, hex, '', MISSING",
        "sha256, base64, 7/zfauXrL6LSdBbV8YTfnCWafHk=, WRONG"
    })
    void hashesOfTheBody(String hash, String encoding, String signature, SenderVerdict wanted) {
        String yaml = "{hmac: " + hash + ", encoding: " + encoding + ", in: 'header:X-Sign'}";
        assertThat(verdict(yaml, "Jefe", post("what do ya want for nothing?", "x-sign", signature)))
                .isEqualTo(wanted);
    }

    @Test
    void aPrefixMustStandThere() {
        String yaml = "{hmac: sha1, in: 'header:X-Hub-Signature', prefix: sha1=}";
        String right = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79";
        String body = "what do ya want for nothing?";
        assertThat(verdict(yaml, "Jefe", post(body, "X-Hub-Signature", "sha1=" + right)))
                .isEqualTo(SenderVerdict.GENUINE);
        assertThat(verdict(yaml, "Jefe", post(body, "X-Hub-Signature", right))).isEqualTo(SenderVerdict.WRONG);
        assertThat(verdict(yaml, "Jefe", post(body + " ", "X-Hub-Signature", "sha1=" + right)))
                .isEqualTo(SenderVerdict.WRONG);
    }

    /** The example of Twilio's page on the security of webhooks. */
    @Test
    void twilioSignsTheAddressAndTheSortedForm() {
        String yaml = "{hmac: sha1, encoding: base64, in: 'header:X-Twilio-Signature', parts: [url, form]}";
        WebhookCall parcel = new WebhookCall(
                "POST",
                "https://mycompany.com/myapp.php?foo=1&bar=2",
                Map.of("foo", "1", "bar", "2"),
                Map.of("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
                "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(verdict(yaml, "12345", parcel)).isEqualTo(SenderVerdict.GENUINE);
        assertThat(verdict(yaml, "12346", parcel)).isEqualTo(SenderVerdict.WRONG);
    }

    /** The example of the specification of Standard Webhooks. */
    @Test
    void standardWebhooksHaveTheirSecretInBase64AndSeveralSignatures() {
        String yaml = "{hmac: sha256, encoding: base64, in: 'header:webhook-signature', prefix: 'v1,', secret: base64,"
                + " parts: ['header:webhook-id', =., timestamp, =., body],"
                + " timestamp: {in: 'header:webhook-timestamp', as: epoch_s}}";
        WebhookCall parcel = new WebhookCall(
                "POST",
                "",
                Map.of(),
                Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", "1614265330",
                        "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
        SenderCheck check = plan(yaml).with(Secrets.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(check.check(parcel, 1_614_265_330_000L + 299_999).verdict()).isEqualTo(SenderVerdict.GENUINE);
        assertThat(check.check(parcel, 1_614_265_330_000L - 300_000).verdict()).isEqualTo(SenderVerdict.GENUINE);
        assertThat(check.check(parcel, 1_614_265_330_000L + 300_001).verdict()).isEqualTo(SenderVerdict.OUT_OF_WINDOW);
    }

    @Test
    void timeAndSignatureMayStandInOneHeader() {
        String yaml = "{hmac: sha256, in: 'header:Sign', field: v1, parts: [timestamp, =., body],"
                + " timestamp: {field: t, as: epoch_s}}";
        // printf '1700000000.{}' | openssl dgst -sha256 -hmac key
        String right = "t=1700000000,v1=" + HmacVectors.hex("key", "1700000000.{}");
        assertThat(verdict(yaml, "key", post("{}", "Sign", right))).isEqualTo(SenderVerdict.GENUINE);
        assertThat(verdict(yaml, "key", post("{}", "Sign", right.replace("t=1", "t=2"))))
                .isEqualTo(SenderVerdict.OUT_OF_WINDOW);
        assertThat(verdict(yaml, "key", post("{}", "Sign", "v1=00"))).isEqualTo(SenderVerdict.MISSING);
        assertThat(verdict(yaml, "key", post("{}", "Sign", "t=x,v1=00"))).isEqualTo(SenderVerdict.UNREADABLE);
    }

    @Test
    void eitherOfTwoSecretsIsTakenWhileOneReplacesTheOther() {
        SenderCheck check = plan("{token: 'header:X-Token'}").with(Secrets.of("old", "new"));
        assertThat(check.check(post("", "X-Token", "old"), NOW).isGenuine()).isTrue();
        assertThat(check.check(post("", "X-Token", "new"), NOW).isGenuine()).isTrue();
        assertThat(check.check(post("", "X-Token", "other"), NOW).verdict()).isEqualTo(SenderVerdict.WRONG);
        assertThat(check.check(post(""), NOW).verdict()).isEqualTo(SenderVerdict.MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{token: 'header:Authorization', prefix: Bearer} | Bearer s3cret | GENUINE",
                "{token: 'header:Authorization', prefix: Bearer} | s3cret | WRONG",
                "{token: 'header:Authorization', prefix: Bearer} | bearer s3cret | GENUINE",
                "{basic: true} | Basic czNjcmV0 | GENUINE",
                "{basic: true} | Basic czNjcmV1 | WRONG",
                "{token: 'body:/secret_key'} | x | GENUINE"
            })
    void secretsThatAreShown(String yaml, String header, SenderVerdict wanted) {
        assertThat(verdict(yaml, "s3cret", post("{\"secret_key\":\"s3cret\"}", "Authorization", header)))
                .isEqualTo(wanted);
    }

    @Test
    void whoHasNoSecretIsToldSo() {
        assertThatThrownBy(() -> plan("{token: 'header:X'}").with(Secrets.NONE)).hasMessage("has no secret");
        assertThatThrownBy(() -> plan("{token: 'header:X'}").with(new Secrets(List.of(), "t", "", "")))
                .hasMessageEndingWith("write secret");
        assertThatThrownBy(() -> plan("{wecom: true}").with(Secrets.of("a"))).hasMessageContaining("aes_key");
        assertThat(Secrets.of("hidden")).hasToString("Secrets[1 keys]");
    }

    @Test
    void whatCannotBeAPlanIsSaidWithItsPlace() {
        List<YamlProblem> problems = new ArrayList<>();
        SenderPlanParser.parse(
                YamlMap.root("s.yaml", "hmac: md5\nin: X-Sign\nencoding: hax\nparts: [timestamp]\nfoo: 1\n", problems));
        assertThat(problems.stream().map(problem -> problem.line() + " " + problem.field()))
                .containsExactly("1 hmac", "3 encoding", "2 in", "1 timestamp", "5 foo");
    }

    /** Whoever overheard a delivery could else send it with a time of their own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parts: [body], timestamp: {in: 'header:X-Time'} | 1",
                "timestamp: {in: 'header:X-Time'} | 1",
                "timestamp: {field: t} | 1",
                "parts: [timestamp, body], timestamp: {field: t} | 0",
                "parts: ['header:X-Time', body], timestamp: {in: 'header:X-Time'} | 0",
                "parts: [url, body], timestamp: {in: 'query:time'} | 0",
                "timestamp: {in: 'body:/sent'} | 0"
            })
    void aTimeThatCountsMustBeSigned(String more, int wrong) {
        List<YamlProblem> problems = new ArrayList<>();
        SenderPlanParser.parse(YamlMap.root("s.yaml", "{hmac: sha256, in: 'header:Sign', " + more + "}", problems));
        assertThat(problems).hasSize(wrong);
    }
}
