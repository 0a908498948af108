package io.bellwether.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HttpOutcomesTest {

    private static final long NOW = 1_700_000_000_000L;

    static IntStream everyStatus() {
        return IntStream.rangeClosed(100, 599);
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void everyStatusHasOneMeaning(int status) {
        HttpOutcome outcome = HttpOutcomes.of(new HttpReply(status, Map.of(), ""), NOW);
        if (status / 100 == 2) {
            assertThat(outcome).isEqualTo(new HttpOutcome.Ok());
        } else if (Set.of(408, 425, 429, 503).contains(status)) {
            assertThat(outcome).isEqualTo(new HttpOutcome.Retry("http_" + status, -1, false));
        } else if (status / 100 == 5) {
            assertThat(outcome).isEqualTo(new HttpOutcome.Retry("http_" + status, -1, true));
        } else if (Set.of(400, 409, 413, 422).contains(status)) {
            assertThat(outcome).isEqualTo(new HttpOutcome.Final("http_" + status));
        } else {
            assertThat(outcome).isEqualTo(new HttpOutcome.Disable("http_" + status));
        }
        assertThat(outcome.word()).isEqualTo(status / 100 == 2 ? "ok" : "http_" + status);
    }

    @Test
    void honoursRetryAfterWhateverItsSpelling() {
        Map<String, List<String>> headers = Map.of("RETRY-after", List.of("7"));
        assertThat(HttpOutcomes.of(new HttpReply(429, headers, ""), NOW))
                .isEqualTo(new HttpOutcome.Retry("http_429", 7_000, false));
        assertThat(HttpOutcomes.of(new HttpReply(503, headers, ""), NOW))
                .isEqualTo(new HttpOutcome.Retry("http_503", 7_000, false));
    }

    @Test
    void tellsFailuresThatSurelyDidNotArriveFromThoseThatMayHave() {
        assertThat(HttpOutcomes.of(new CompletionException(new ConnectException("x"))))
                .isEqualTo(new HttpOutcome.Retry("connect", -1, false));
        assertThat(HttpOutcomes.of(new NoRouteToHostException("x")))
                .isEqualTo(new HttpOutcome.Retry("connect", -1, false));
        assertThat(HttpOutcomes.of(new UnknownHostException("x"))).isEqualTo(new HttpOutcome.Retry("dns", -1, false));
        assertThat(HttpOutcomes.of(new SocketTimeoutException("x")))
                .isEqualTo(new HttpOutcome.Retry("timeout", -1, true));
        assertThat(HttpOutcomes.of(new TimeoutException())).isEqualTo(new HttpOutcome.Retry("timeout", -1, true));
        assertThat(HttpOutcomes.of(new SocketException("reset"))).isEqualTo(new HttpOutcome.Retry("io", -1, true));
        assertThat(HttpOutcomes.of(new SSLHandshakeException("x"))).isEqualTo(new HttpOutcome.Retry("tls", -1, true));
        assertThat(HttpOutcomes.of(new IllegalStateException("x")))
                .isEqualTo(new HttpOutcome.Retry("internal", -1, true));
        assertThat(HttpOutcomes.of(new CompletionException(new IOException(new ConnectException()))))
                .isEqualTo(new HttpOutcome.Retry("io", -1, true));
    }

    @Test
    void aBlockedAddressClosesTheReceiver() {
        assertThat(HttpOutcomes.of(new BlockedAddressException("blocked_address", "host")))
                .isEqualTo(new HttpOutcome.Disable("blocked_address"));
    }
}
