package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.file.Unusable;
import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.ingest.TopicContents;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayServerITCase {

    private static final long ANSWER_WITHIN = 4_000;
    private static final GatewayTopics TOPICS = new GatewayTopics("tickets", "chats", "agents", "rejected", "state");

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() throws IOException {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        for (String topic : List.of("tickets", "chats", "agents", "rejected")) {
            kafka.createTopic(topic, 2);
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    private static GatewayRun start(int inFlight, GatewaySource... sources) throws Exception {
        GatewaySettings usual = GatewaySettings.DEFAULT;
        GatewaySettings settings = new GatewaySettings(
                usual.host(), 0, "", "", "", 65_536, inFlight, ANSWER_WITHIN, "state", 20, List.of(sources));
        return GatewayRun.start(settings, client(), TOPICS, 600_000);
    }

    private static GatewaySource zendesk() {
        return new GatewaySource(
                "zendesk", "", Secrets.of(Sender.SECRET), List.of(), null, false, SourceOptions.of("zendesk"));
    }

    private static Properties client() {
        Properties client = new Properties();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        return client;
    }

    private static List<ServiceEvent> events(String topic) {
        EventDecoder decoder = new EventDecoder(List.of());
        List<ServiceEvent> events = new ArrayList<>();
        TopicContents.read(
                client(),
                topic,
                value -> events.add(
                        decoder.decode(value, topic, 0, 0, Long.MAX_VALUE).event()));
        return events;
    }

    @Test
    void whatIsAnsweredWithSuccessIsInKafka() throws Exception {
        try (GatewayRun gateway = start(100, zendesk())) {
            Sender sender = new Sender(gateway.port());
            HttpResponse<String> answer = sender.deliver(Sender.payload("a1", 501, "created", "{}"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"events\":1,\"refused\":0}");
            assertThat(events("tickets"))
                    .filteredOn(event -> event.caseId().equals("501"))
                    .extracting(ServiceEvent::id)
                    .containsExactly("a1:ticket.created");
        }
    }

    @Test
    void everyOtherDeliveryIsAnsweredAndCounted() throws Exception {
        try (GatewayRun gateway = start(100, zendesk())) {
            Sender sender = new Sender(gateway.port());
            assertThat(sender.deliver("zendesk", "{}", "other secret").statusCode())
                    .isEqualTo(401);
            assertThat(sender.ask("POST", "/in/zendesk").statusCode()).isEqualTo(401);
            assertThat(sender.deliver("nobody", "{}", "x").statusCode()).isEqualTo(404);
            assertThat(sender.deliver("{\"type\":\"zen:event-type:ticket.sung\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(sender.deliver("secret words").statusCode()).isEqualTo(400);
            assertThat(sender.deliver("[\"" + "x".repeat(70_000) + "\"]").statusCode())
                    .isEqualTo(413);
            assertThat(sender.ask("HEAD", "/in/zendesk").statusCode()).isEqualTo(200);
            assertThat(sender.ask("HEAD", "/in/nobody").statusCode()).isEqualTo(404);
            HttpResponse<String> refused =
                    sender.deliver(Sender.payload("b1", 502, "status_changed", "{\"current\":\"ODD\"}"));
            assertThat(refused.body()).isEqualTo("{\"events\":0,\"refused\":1}");
            List<String> letters = new ArrayList<>();
            TopicContents.read(client(), "rejected", value -> letters.add(new String(value, StandardCharsets.UTF_8)));
            assertThat(letters).hasSize(2).contains("secret words").anyMatch(letter -> letter.contains("ODD"));
            assertThat(sender.ask("GET", "/health").body()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(sender.ask("GET", "/metrics").body())
                    .contains(
                            "bellwether_gateway_signature_failures_total{source=\"zendesk\",reason=\"wrong\"} 1",
                            "bellwether_gateway_signature_failures_total{source=\"zendesk\",reason=\"missing\"} 1",
                            "bellwether_gateway_unmapped_total{source=\"zendesk\",kind=\"zen:event-type:ticket.sung\"} 1",
                            "bellwether_gateway_rejected_total{source=\"zendesk\",reason=\"NOT_JSON\"} 1",
                            "bellwether_gateway_rejected_total{source=\"zendesk\",reason=\"BAD_FIELD\"} 1",
                            "bellwether_gateway_unknown_values_total{source=\"zendesk\",value=\"status=ODD\"} 1",
                            "bellwether_gateway_answered_total{source=\"zendesk\",status=\"401\"} 2",
                            "bellwether_gateway_in_flight 0",
                            "bellwether_gateway_broker_up 1")
                    .doesNotContain("secret");
        }
    }

    /** Who gets 503 sends again, as products do; afterwards everything is there, and by its ids once. */
    @Test
    void whileKafkaIsAwayNothingIsTakenAndNothingIsLost() throws Exception {
        try (GatewayRun gateway = start(100, zendesk())) {
            Sender sender = new Sender(gateway.port());
            List<String> waiting = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                waiting.add(Sender.payload("c" + i, 600 + i, "created", "{}"));
            }
            assertThat(sender.deliver(waiting.get(0)).statusCode()).isEqualTo(200);
            kafka.stop();
            int later = 0;
            for (String payload : waiting) {
                long begun = System.nanoTime();
                HttpResponse<String> answer = sender.deliver(payload);
                assertThat(System.nanoTime() - begun).isLessThan(2 * ANSWER_WITHIN * 1_000_000);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                later++;
            }
            assertThat(later).isEqualTo(waiting.size());
            long asked = System.nanoTime();
            while (sender.ask("GET", "/health").statusCode() != 503) {
                assertThat(System.nanoTime() - asked).isLessThan(20_000_000_000L);
                Thread.sleep(100);
            }
            kafka.restart();
            for (String payload : waiting) {
                deliverUntilTaken(sender, payload);
            }
            assertThat(events("tickets"))
                    .extracting(ServiceEvent::caseId)
                    .contains(waiting.stream()
                            .map(payload -> String.valueOf(600 + waiting.indexOf(payload)))
                            .toArray(String[]::new));
            assertThat(events("tickets").stream()
                            .filter(event -> event.id().startsWith("c"))
                            .map(ServiceEvent::id)
                            .distinct())
                    .hasSize(waiting.size());
        }
    }

    private static void deliverUntilTaken(Sender sender, String payload) throws Exception {
        long begun = System.nanoTime();
        while (sender.deliver(payload).statusCode() != 200) {
            assertThat(System.nanoTime() - begun).isLessThan(60_000_000_000L);
            Thread.sleep(200);
        }
    }

    @Test
    void whatWasKnownOfCasesOutlivesTheProcess() throws Exception {
        Path mapping = Files.writeString(
                folder.resolve("desk.yaml"),
                String.join(
                        "\n",
                        "kind: ticket",
                        "signature: {token: 'header:X-Zendesk-Webhook-Signature-Timestamp'}",
                        "snapshot:",
                        "  case: $.id",
                        "  time: $.at",
                        "  watch: {state: $.state}",
                        "  events:",
                        "    - {first: true, type: ticket.created}",
                        "    - {changed: state, type: ticket.status_changed, native_status: was:state, status: $.state}"));
        GatewaySource desk = new GatewaySource(
                GatewaySource.GENERIC,
                mapping.toString(),
                Secrets.NONE,
                List.of(),
                null,
                true,
                SourceOptions.of("desk"));
        deliverTo(desk, "{\"id\":9001,\"at\":" + (System.currentTimeMillis() - 90_000) + ",\"state\":\"OPEN\"}");
        deliverTo(desk, "{\"id\":9001,\"at\":" + (System.currentTimeMillis() - 60_000) + ",\"state\":\"SOLVED\"}");
        assertThat(events("tickets"))
                .filteredOn(event -> event.caseId().equals("9001"))
                .extracting(event ->
                        event.type().wireName() + " " + event.get(io.bellwether.event.EventField.NATIVE_STATUS))
                .containsExactly("ticket.created null", "ticket.status_changed OPEN");
    }

    private static void deliverTo(GatewaySource source, String payload) throws Exception {
        try (GatewayRun gateway = start(100, source)) {
            deliverUntilTaken(source.name(), new Sender(gateway.port()), payload);
        }
    }

    private static void deliverUntilTaken(String source, Sender sender, String payload) throws Exception {
        long begun = System.nanoTime();
        while (sender.deliver(source, payload, "").statusCode() != 200) {
            assertThat(System.nanoTime() - begun).isLessThan(60_000_000_000L);
            Thread.sleep(200);
        }
    }

    @Test
    void whatSomebodyHasToMendIsSaidAtTheStart() throws Exception {
        GatewaySource zammad =
                new GatewaySource("zammad", "", Secrets.NONE, List.of(), null, true, SourceOptions.of("zammad"));
        GatewaySettings usual = GatewaySettings.DEFAULT;
        GatewaySettings settings = new GatewaySettings(
                usual.host(), 0, "", "", "", 65_536, 10, ANSWER_WITHIN, "short", 20, List.of(zammad));
        kafka.createTopic("short", 1);
        GatewayTopics topics = new GatewayTopics("tickets", "chats", "agents", "rejected", "short");
        assertThatThrownBy(() -> GatewayRun.start(settings, client(), topics, 600_000))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("cleanup.policy=delete");
        Properties nowhere = new Properties();
        nowhere.put("bootstrap.servers", "no-such-host.invalid:9092");
        assertThatThrownBy(() -> GatewayRun.start(settings, nowhere, topics, 600_000))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("no-such-host.invalid");
    }
}
