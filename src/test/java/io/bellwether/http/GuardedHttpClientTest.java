package io.bellwether.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpClientTest {

    private static final Destination LOOPBACK = new Destination(Set.of("127.0.0.1"), Set.of("127.0.0.1"), Set.of());

    private MisbehavingServer server;
    private GuardedHttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = new MisbehavingServer();
        client = new GuardedHttpClient(Duration.ofMillis(1_500));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void postsHeadersAndBody() throws Exception {
        server.then(MisbehavingServer.status(200, "gut", "X-Answer: 42"));
        HttpReply reply = post(server.uri("/hook")).get(10, TimeUnit.SECONDS);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("gut");
        assertThat(reply.header("x-answer")).contains("42");
        MisbehavingServer.Request request = server.requests().get(0);
        assertThat(request.path()).isEqualTo("/hook");
        assertThat(request.text()).isEqualTo("{}");
        assertThat(request.headers()).containsEntry("webhook-id", "a");
    }

    @Test
    void followsNoRedirect() throws Exception {
        server.then(MisbehavingServer.status(307, "", "Location: " + server.uri("/other")));
        assertThat(post(server.uri("/hook")).get(10, TimeUnit.SECONDS).status()).isEqualTo(307);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void readsNoMoreThan64KilobytesOfAnAnswer() throws Exception {
        server.then(MisbehavingServer.status(500, "x".repeat(5_000_000)));
        HttpReply reply = post(server.uri("/hook")).get(10, TimeUnit.SECONDS);
        assertThat(reply.body()).hasSize(64 * 1024);
    }

    @Test
    void aResetMayHaveArrived() throws Exception {
        server.then(MisbehavingServer.reset());
        assertThat(outcome(post(server.uri("/hook")))).isEqualTo(new HttpOutcome.Retry("io", -1, true));
    }

    @Test
    void aSilentServerIsGivenUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.then(MisbehavingServer.held(never, MisbehavingServer.status(200, "")));
        assertThat(outcome(post(server.uri("/hook")))).isEqualTo(new HttpOutcome.Retry("timeout", -1, true));
        never.countDown();
    }

    @Test
    void aStatusStandsThoughItsBodyNeverEnds() throws Exception {
        server.then((socket, request) -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            // stays until the client hangs up
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        });
        HttpReply reply = post(server.uri("/hook")).get(10, TimeUnit.SECONDS);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("half");
    }

    /** The receiver has it and says so; only what it says besides is damaged. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK\r\nContent-Length: 100\r\n\r\nok",
                "200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nok",
                "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok",
                "204 No Content\r\nContent-Length: 5\r\n\r\nhello",
                "204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void aFaultyBodyDoesNotUndoASuccess(String answer) throws Exception {
        server.then(raw("HTTP/1.1 " + answer));
        assertThat(outcome(post(server.uri("/hook")))).isEqualTo(new HttpOutcome.Ok());
    }

    @Test
    void aRefusalWhoseBodyBreaksOffStillNamesItsDelay() throws Exception {
        server.then(raw("HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 100\r\n\r\nslow do"));
        assertThat(outcome(post(server.uri("/hook")))).isEqualTo(new HttpOutcome.Retry("http_429", 7_000, false));
    }

    @Test
    void anAnswerWithoutAStatusMayHaveArrived() throws Exception {
        server.then(raw("I am no server\r\n\r\n"));
        assertThat(outcome(post(server.uri("/hook")))).isEqualTo(new HttpOutcome.Retry("io", -1, true));
    }

    private static MisbehavingServer.Behaviour raw(String answer) {
        return (socket, request) -> {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        };
    }

    @Test
    void nobodyThereHasSurelyNotArrived() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(outcome(post(URI.create("http://127.0.0.1:" + port + "/"))))
                .isEqualTo(new HttpOutcome.Retry("connect", -1, false));
    }

    @Test
    void aPrivateAddressGetsNoByte() throws Exception {
        Destination noPrivate = new Destination(Set.of("127.0.0.1", "localhost"), Set.of(), Set.of());
        for (String host : new String[] {"127.0.0.1", "localhost"}) {
            URI uri = URI.create("http://" + host + ":" + server.uri("/").getPort() + "/secret-path");
            CompletableFuture<HttpReply> reply = client.send("POST", uri, noPrivate, Map.of(), new byte[0]);
            assertThat(outcome(reply)).isEqualTo(new HttpOutcome.Disable("blocked_address"));
            assertThat(reply.handle((r, failure) -> failure.toString()).get()).doesNotContain("secret-path");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRefusedUrlGetsNoByte() throws Exception {
        CompletableFuture<HttpReply> reply =
                client.send("POST", server.uri("/"), Destination.STRICT, Map.of(), new byte[0]);
        assertThat(outcome(reply)).isEqualTo(new HttpOutcome.Disable("blocked_scheme"));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void everyAttemptHasAConnectionOfItsOwnAndIsWrittenOnce() throws Exception {
        server.then(MisbehavingServer.reset(), MisbehavingServer.status(200, ""), MisbehavingServer.status(200, ""));
        assertThat(outcome(post(server.uri("/1")))).isEqualTo(new HttpOutcome.Retry("io", -1, true));
        assertThat(server.requests()).hasSize(1);
        assertThat(outcome(post(server.uri("/2")))).isEqualTo(new HttpOutcome.Ok());
        assertThat(outcome(post(server.uri("/3")))).isEqualTo(new HttpOutcome.Ok());
        assertThat(server.requests())
                .extracting(MisbehavingServer.Request::path)
                .containsExactly("/1", "/2", "/3");
    }

    /** Some clients do what these two say by themselves; here the delivery decides. */
    @ParameterizedTest
    @ValueSource(ints = {408, 503})
    void repeatsNothingByItself(int status) throws Exception {
        server.then(MisbehavingServer.status(status, "", "Retry-After: 0"));
        assertThat(post(server.uri("/")).get(10, TimeUnit.SECONDS).status()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void addressesAreSentAsTheyAreWritten() throws Exception {
        for (String path : List.of("/a%2Fb?sign=x%2By%3D&t=1", "/bot1:A-b_c/send", "/x?a=b+c&d", "/%E7%AD%89;v=1")) {
            assertThat(outcome(post(server.uri(path)))).isEqualTo(new HttpOutcome.Ok());
        }
        assertThat(server.requests())
                .extracting(MisbehavingServer.Request::path)
                .containsExactly("/a%2Fb?sign=x%2By%3D&t=1", "/bot1:A-b_c/send", "/x?a=b+c&d", "/%E7%AD%89;v=1");
    }

    @Test
    void aServerWithoutTlsIsToldApart() throws Exception {
        int port = server.uri("/").getPort();
        Destination secure = new Destination(Set.of(), Set.of("127.0.0.1"), Set.of(port));
        URI uri = URI.create("https://127.0.0.1:" + port + "/");
        assertThat(outcome(client.send("POST", uri, secure, Map.of(), new byte[] {'x'})))
                .isEqualTo(new HttpOutcome.Retry("tls", -1, true));
    }

    @Test
    void aCancelledRequestHangsUp() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        server.then((socket, request) -> {
            arrived.countDown();
            if (socket.getInputStream().read() < 0) {
                hungUp.countDown();
            }
        });
        try (GuardedHttpClient patient = new GuardedHttpClient()) {
            CompletableFuture<HttpReply> reply =
                    patient.send("POST", server.uri("/"), LOOPBACK, Map.of(), new byte[] {'x'});
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            reply.cancel(true);
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private CompletableFuture<HttpReply> post(URI uri) {
        return client.send("POST", uri, LOOPBACK, Map.of("webhook-id", "a"), "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static HttpOutcome outcome(CompletableFuture<HttpReply> reply) throws Exception {
        try {
            return HttpOutcomes.of(reply.get(10, TimeUnit.SECONDS), 0);
        } catch (ExecutionException e) {
            return HttpOutcomes.of(e);
        }
    }
}
