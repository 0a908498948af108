package io.bellwether.webhook;

import static io.bellwether.http.MisbehavingServer.held;
import static io.bellwether.http.MisbehavingServer.reset;
import static io.bellwether.http.MisbehavingServer.status;
import static io.bellwether.notify.Transitions.firing;
import static io.bellwether.notify.Transitions.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.notify.DeliveryId;
import io.bellwether.notify.Transitions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver that fails is asked again, when, and for how long. */
class DeliveryRetryTest extends DeliveryScene {

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void aFailureIsTriedAgainWithTheSameId(int status) throws Exception {
        server.then(status(status, "busy"), status(status, "busy"));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.clock(FIVE_MINUTES);
        delivery.answers(1);
        delivery.clock(2 * FIVE_MINUTES);
        delivery.answers(1);
        assertThat(server.requests()).hasSize(3);
        assertThat(ids()).containsOnly(DeliveryId.of("a", Transitions.START, 1, "hook"));
        assertThat(server.requests().get(2).text())
                .isEqualTo(server.requests().get(0).text());
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void aResetAndATimeoutAreTriedAgain() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.then(reset(), held(never, status(200, "")));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.clock(FIVE_MINUTES);
        delivery.answers(1);
        delivery.clock(2 * FIVE_MINUTES);
        delivery.answers(1);
        never.countDown();
        assertThat(ids()).hasSize(3).containsOnly(DeliveryId.of("a", Transitions.START, 1, "hook"));
    }

    @Test
    void retryAfterIsHonouredForAllGroupsOfTheReceiver() throws Exception {
        server.then(status(429, "", "Retry-After: 60"));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(firing("b", "warning"));
        delivery.clock(60_999);
        assertThat(server.requests()).hasSize(1);
        delivery.clock(62_001);
        delivery.answers(2);
        assertThat(server.requests()).hasSize(3);
    }

    private void firesAndEndsWhileItAnswers(int status) throws Exception {
        server.then(status(status, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(resolved("a", 2, "page"));
        delivery.clock(FIVE_MINUTES);
    }

    @Test
    void firingAndResolvedWhileTheReceiverIsAwayComeToNothing() throws Exception {
        firesAndEndsWhileItAnswers(503);
        assertThat(server.requests()).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void firingThatMayHaveArrivedIsFollowedByItsEnd() throws Exception {
        firesAndEndsWhileItAnswers(500);
        delivery.answers(1);
        assertThat(types()).containsExactly("alert.firing", "alert.resolved");
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 403, 404, 405, 407, 410})
    void aReceiverThatLetsNobodyInIsAskedAgainWithoutLosingAnything(int status) throws Exception {
        server.then(status(status, ""));
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.send(firing("b", "warning"));
        delivery.clock(FIVE_MINUTES + 999);
        assertThat(server.requests()).hasSize(1);
        delivery.clock(FIVE_MINUTES + 1_000);
        delivery.answers(2);
        assertThat(server.requests()).hasSize(3);
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void aPageIsGivenUpAfterAnHour() throws Exception {
        for (int i = 0; i < 30; i++) {
            server.then(status(503, "", "Retry-After: 900"));
        }
        delivery.send(firing("a", "page"));
        for (int attempt = 1; attempt <= 4; attempt++) {
            delivery.answers(1);
            delivery.clock(attempt * 901_000L);
        }
        assertThat(server.requests()).hasSize(4);
        assertThat(delivery.failed()).extracting(FailedDelivery::reason).containsExactly("expired");
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "86400", "999999999999"})
    void aReceiverThatAsksForHoursDoesNotMeetTheGivingUp(String seconds) throws Exception {
        for (int i = 0; i < 3; i++) {
            server.then(status(429, "", "Retry-After: " + seconds));
        }
        delivery.send(firing("a", "page"));
        for (int attempt = 1; attempt <= 3; attempt++) {
            delivery.answers(1);
            delivery.clock(attempt * 901_000L + 1_000);
        }
        delivery.answers(1);
        assertThat(types()).hasSize(4);
        assertThat(delivery.failed()).isEmpty();
    }

    /** The header says the wait, or that it is over by the receiver's clock. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "Thu, 01 Jan 1970 00:00:00 GMT", "Thursday, 01-Jan-70 00:00:00 GMT", "soon", ""})
    void aWaitThatIsNoneDoesNotHammerTheReceiver(String header) throws Exception {
        int minutes = 60;
        for (int i = 0; i < 1_000; i++) {
            server.then(status(429, "", "Retry-After: " + header));
        }
        delivery.send(firing("a", "warning"));
        int requests = 0;
        for (long now = 11_000; now < minutes * 60_000; now += 1_000) {
            delivery.clock(now);
            if (delivery.isFlying()) {
                delivery.answers(1);
                requests++;
            }
        }
        // half of the bounds 1, 2, 4, … 300 s on average: 10 to get there, and one in 150 s after that
        assertThat(requests).isBetween(15, 70);
        assertThat(server.requests()).hasSize(requests);
    }

    @Test
    void aDamagedBodyOfASuccessIsNotSentAgain() throws Exception {
        server.then((socket, request) -> {
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        });
        delivery.send(firing("a", "page"));
        delivery.answers(1);
        delivery.clock(10 * FIVE_MINUTES);
        assertThat(server.requests()).hasSize(1);
        delivery.send(resolved("a", 2, "page"));
        delivery.answers(1);
        assertThat(types()).as("it was told").containsExactly("alert.firing", "alert.resolved");
    }
}
