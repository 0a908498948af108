package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.Variables;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryOperatorFactoryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://hooks.example/geheim       | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | allow_http_hosts does not name
            https://hooks.example:81/geheim   | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | port 81
            https://10.0.0.7/geheim           | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | 10.0.0.7 is in 10.0.0.0/8 (private): allow_private: true if it is meant
            https://a:geheim@hooks.example/   | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | credentials in the URL
            https://hooks.example/            | geheim!                                | must be base64
            https://hooks.example/            | whsec_Z2VoZWlt                         | 24 to 64 bytes
            """)
    void refusesAReceiverThatCannotBeSpokenTo(String url, String secret, String words) throws Exception {
        Variables variables = Variables.of(Map.of("URL", url, "SECRET", secret));
        Routing routing = Routing.parse("alert-routing.yaml", """
                # line 1
                receivers:
                  - {name: hook, type: webhook, url: "${URL}", secret: "${SECRET}"}
                """, variables);
        RoutingException refused =
                catchThrowableOfType(RoutingException.class, () -> new DeliveryOperatorFactory(routing, variables));
        assertThat(refused)
                .hasMessageContaining("alert-routing.yaml:3: error: receiver hook: ")
                .hasMessageContaining(words);
        assertThat(refused.getMessage()).doesNotContain("geheim", "Z2Vo");
    }
}
