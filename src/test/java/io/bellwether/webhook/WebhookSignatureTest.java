package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    /** The vector of the Standard Webhooks libraries. */
    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIME = 1_614_265_330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String OTHER = Base64.getEncoder().encodeToString("another key of 24 bytes!".getBytes());

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "whsec_" + SECRET})
    void signsTheStandardVector(String secret) {
        assertThat(new WebhookSignature(List.of(secret)).sign(ID, TIME, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void allSecretsSignWhileOneReplacesTheOther() {
        String header = new WebhookSignature(List.of(OTHER, SECRET)).sign(ID, TIME, BODY);
        assertThat(header.split(" ")).hasSize(2).contains(SIGNATURE);
        for (String held : List.of(OTHER, SECRET)) {
            assertThat(new WebhookSignature(List.of(held)).verify(ID, TIME, BODY, header, TIME))
                    .isTrue();
        }
    }

    @Test
    void verifiesAndRefuses() {
        WebhookSignature signature = new WebhookSignature(List.of(SECRET));
        assertThat(signature.verify(ID, TIME, BODY, SIGNATURE, TIME)).isTrue();
        assertThat(signature.verify(ID, TIME, BODY, "v1a,x v1,AAAA " + SIGNATURE, TIME))
                .isTrue();
        assertThat(signature.verify(ID, TIME, BODY, "", TIME)).isFalse();
        assertThat(signature.verify(ID, TIME, BODY, "v1,AAAA", TIME)).isFalse();
        assertThat(signature.verify("msg_other", TIME, BODY, SIGNATURE, TIME)).isFalse();
        assertThat(signature.verify(ID, TIME + 1, BODY, SIGNATURE, TIME)).isFalse();
        assertThat(signature.verify(ID, TIME, new byte[0], SIGNATURE, TIME)).isFalse();
        assertThat(new WebhookSignature(List.of(OTHER)).verify(ID, TIME, BODY, SIGNATURE, TIME))
                .isFalse();
    }

    @Test
    void refusesAMessageThatIsOldOrFromTheFuture() {
        WebhookSignature signature = new WebhookSignature(List.of(SECRET));
        assertThat(signature.verify(ID, TIME, BODY, SIGNATURE, TIME + 300)).isTrue();
        assertThat(signature.verify(ID, TIME, BODY, SIGNATURE, TIME + 301)).isFalse();
        assertThat(signature.verify(ID, TIME, BODY, SIGNATURE, TIME - 300)).isTrue();
        assertThat(signature.verify(ID, TIME, BODY, SIGNATURE, TIME - 301)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "whsec_not-base64!not-base64!not-base64!"})
    void refusesABadSecretWithoutQuotingIt(String secret) {
        assertThatThrownBy(() -> new WebhookSignature(List.of(secret)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("c2hvcnQ", "not-base64"));
    }
}
