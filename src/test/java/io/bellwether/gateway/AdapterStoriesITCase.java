package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.event.EventEncoder;
import io.bellwether.gateway.Deliveries.Delivery;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.gateway.sender.WebhookCall;
import io.bellwether.gateway.server.GatewayRun;
import io.bellwether.gateway.server.GatewayTopics;
import io.bellwether.ingest.TopicContents;
import io.bellwether.replay.ReplayRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stories of all products at once, shuffled and doubled, by HTTP through a gateway into Kafka and out of it through the
 * job: its SLA numbers and alerts are those of the hand-written histories.
 */
class AdapterStoriesITCase {

    private static final GatewayTopics TOPICS = new GatewayTopics("tickets", "chats", "agents", "rejected", "state");

    /** What they leave without a time is now, and not when the story happened. */
    private static final List<String> WITHOUT_TIMES = List.of("livechat", "rocket-chat");

    /** Who is put off sends again. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theJobJudgesThemAsIfTheyHadBeenWrittenByHand() throws Exception {
        List<String> adapters = AdapterStoryTest.adapters().stream()
                .filter(adapter -> !WITHOUT_TIMES.contains(adapter))
                .toList();
        List<String> lines = new ArrayList<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            Properties broker = new Properties();
            broker.put("bootstrap.servers", kafka.bootstrapServers());
            for (String topic : List.of("tickets", "chats", "agents", "rejected")) {
                kafka.createTopic(topic, 2);
            }
            try (GatewayRun gateway = GatewayRun.start(settings(adapters), broker, TOPICS, 600_000)) {
                for (String adapter : adapters) {
                    deliver(gateway.port(), adapter);
                }
            }
            for (String topic : List.of("tickets", "chats", "agents")) {
                TopicContents.read(broker, topic, value -> lines.add(new String(value, StandardCharsets.UTF_8)));
            }
        }
        List<String> written = new ArrayList<>();
        for (String adapter : adapters) {
            Deliveries.history(adapter)
                    .forEach(
                            event -> written.add(new String(new EventEncoder().encode(event), StandardCharsets.UTF_8)));
        }
        TreeSet<String> byHand = judged("by-hand", written);
        assertThat(byHand).hasSizeGreaterThan(100);
        assertThat(judged("delivered", lines)).isEqualTo(byHand);
    }

    private void deliver(int port, String adapter) throws Exception {
        List<Delivery> twice = new ArrayList<>(Deliveries.of(adapter, "story.jsonl"));
        twice.addAll(twice);
        Collections.shuffle(twice, new Random(adapter.hashCode()));
        for (Delivery delivery : AdapterStoryTest.inKeptOrder(twice)) {
            assertThat(post(port, adapter, delivery.call()))
                    .as(adapter + ": " + delivery.what())
                    .isEqualTo(200);
        }
    }

    private int post(int port, String adapter, WebhookCall call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/in/" + adapter))
                .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        long until = System.nanoTime() + PATIENCE_NANOS;
        int status;
        do {
            status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } while (status == 503 && System.nanoTime() < until);
        return status;
    }

    private static GatewaySettings settings(List<String> adapters) {
        GatewaySettings usual = GatewaySettings.DEFAULT;
        List<GatewaySource> sources = adapters.stream()
                .map(adapter ->
                        new GatewaySource(adapter, "", Secrets.NONE, List.of(), null, true, SourceOptions.of(adapter)))
                .toList();
        return new GatewaySettings(
                usual.host(), 0, "", "", "", usual.largestBody(), usual.mostInFlight(), 20_000, "state", 0, sources);
    }

    /** The points of SLA clocks and what was alerted, of a replay of events. */
    private TreeSet<String> judged(String name, List<String> events) throws IOException {
        events.sort(Comparator.comparing(AdapterStoriesITCase::time));
        Path file = Files.write(folder.resolve(name + ".jsonl"), events);
        ReplayRun run = ReplayRun.of(folder.resolve(name), file);
        TreeSet<String> said = new TreeSet<>();
        Files.readAllLines(run.file("metrics.lp")).stream()
                .filter(line -> line.startsWith("sla,"))
                .forEach(said::add);
        said.addAll(Files.readAllLines(run.file("alerts.jsonl")));
        return said;
    }

    private static String time(String event) {
        int at = event.indexOf("\"time\":\"") + 8;
        return event.substring(at, event.indexOf('"', at));
    }
}
