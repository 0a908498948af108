package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What is done with deliveries while Kafka takes its time; its answers are given by hand. */
class BackPressureITCase {

    private static final GatewayTopics TOPICS = new GatewayTopics("t", "c", "a", "r", "s");

    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    private volatile Error thrown;

    private final EventOutlet outlet = new EventOutlet() {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public CompletableFuture<Void> write(List<ProducerRecord<byte[], byte[]>> records) {
            if (thrown != null) {
                throw thrown;
            }
            CompletableFuture<Void> written = new CompletableFuture<>();
            synchronized (waiting) {
                waiting.add(written);
                waiting.notifyAll();
            }
            return written;
        }
    };

    private GatewayServer start(int inFlight, long within) throws Exception {
        return start(inFlight, within, true, "zendesk");
    }

    private GatewayServer start(int inFlight, long within, boolean restored, String adapter) throws Exception {
        GatewaySource source =
                new GatewaySource(adapter, "", Secrets.NONE, List.of(), null, true, SourceOptions.of("zendesk"));
        MemorySnapshots snapshots = new MemorySnapshots();
        GatewaySettings settings =
                new GatewaySettings("127.0.0.1", 0, "", "", "", 65_536, inFlight, within, "s", 20, List.of(source));
        return GatewayServer.start(
                settings,
                Map.of("zendesk", Intake.of(source, snapshots)),
                outlet,
                TOPICS,
                snapshots,
                new PullCursors(outlet, "s"),
                () -> restored,
                600_000);
    }

    private static CompletableFuture<HttpResponse<String>> deliver(HttpClient client, int port, int ticket) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/in/zendesk"))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                Sender.payload("e" + ticket, ticket, "created", "{}")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void awaitWrites(int count) throws InterruptedException {
        synchronized (waiting) {
            while (waiting.size() < count) {
                waiting.wait(10_000);
            }
        }
    }

    @Test
    void whatIsBeyondTheLimitIsPutOffAndTheRestIsAnsweredWhenKafkaHasIt() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (GatewayServer gateway = start(2, 30_000)) {
            CompletableFuture<HttpResponse<String>> one = deliver(client, gateway.port(), 1);
            CompletableFuture<HttpResponse<String>> two = deliver(client, gateway.port(), 2);
            awaitWrites(2);
            HttpResponse<String> third = deliver(client, gateway.port(), 3).get(10, TimeUnit.SECONDS);
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(one).isNotDone();
            waiting.get(0).complete(null);
            waiting.get(1).completeExceptionally(new IllegalStateException("gone"));
            assertThat(List.of(
                            one.get(10, TimeUnit.SECONDS).statusCode(),
                            two.get(10, TimeUnit.SECONDS).statusCode()))
                    .containsExactlyInAnyOrder(200, 503);
            CompletableFuture<HttpResponse<String>> fourth = deliver(client, gateway.port(), 4);
            awaitWrites(3);
            waiting.get(2).complete(null);
            assertThat(fourth.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoWaitsTooLongIsPutOff() throws Exception {
        try (GatewayServer gateway = start(2, 300)) {
            assertThat(deliver(HttpClient.newHttpClient(), gateway.port(), 1)
                            .get(10, TimeUnit.SECONDS)
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    /** Else each such delivery would count for ever as one that waits. */
    @Test
    void whoeverFailsWaitsNoLonger() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (GatewayServer gateway = start(1, 30_000)) {
            thrown = new StackOverflowError();
            assertThat(deliver(client, gateway.port(), 1)
                            .get(10, TimeUnit.SECONDS)
                            .statusCode())
                    .isEqualTo(500);
            thrown = null;
            CompletableFuture<HttpResponse<String>> next = deliver(client, gateway.port(), 2);
            awaitWrites(1);
            waiting.get(0).complete(null);
            assertThat(next.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void onlyWhatIsToldWholeWaitsForWhatWasKnown() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (GatewayServer gateway = start(2, 30_000, false, "zendesk")) {
            CompletableFuture<HttpResponse<String>> one = deliver(client, gateway.port(), 1);
            awaitWrites(1);
            waiting.get(0).complete(null);
            assertThat(one.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        try (GatewayServer gateway = start(2, 30_000, false, "zammad")) {
            assertThat(deliver(client, gateway.port(), 1)
                            .get(10, TimeUnit.SECONDS)
                            .statusCode())
                    .isEqualTo(503);
        }
    }
}
