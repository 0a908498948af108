package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.gateway.Adapters;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.gateway.sender.WebhookCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no product sends is answered as well: mapped, left out with a count, or refused with a reason. */
class ReceptionTest {

    /** More are tried with {@code -Dmutations=100000}. */
    private static final int MUTATIONS = Integer.getInteger("mutations", 500);

    private static final long NOW = 1_790_000_000_000L;
    private static final JsonMapper JSON = new JsonMapper();

    private final KeptRecords kafka = new KeptRecords();
    private final List<ProducerRecord<byte[], byte[]>> written = kafka.written;
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final MemorySnapshots snapshots = new MemorySnapshots();
    private final Reception reception = new Reception(
            kafka,
            new GatewayTopics("tickets", "chats", "agents", "rejected", "state"),
            snapshots,
            metrics,
            new KeptShapes(20),
            new Pulls(new PullCursors(kafka, "state"), metrics),
            10_000,
            600_000);

    static List<String> adapters() {
        return Adapters.names();
    }

    private Intake intake(String adapter) throws Exception {
        return Intake.of(
                new GatewaySource(adapter, "", Secrets.NONE, List.of(), null, true, SourceOptions.of(adapter)),
                snapshots);
    }

    /** Payloads of the product; of those that have none in the resources, a canonical event. */
    private static List<WebhookCall> samples(String adapter) throws IOException {
        List<WebhookCall> calls = new ArrayList<>();
        for (String file : List.of("story.jsonl", "others.jsonl")) {
            String name = "/io/bellwether/gateway/adapters/" + adapter + "/" + file;
            try (InputStream in = ReceptionTest.class.getResourceAsStream(name)) {
                String lines = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (String line : lines.lines().toList()) {
                    calls.add(call(JSON.readTree(line)));
                }
            }
        }
        if (calls.isEmpty()) {
            calls.add(WebhookCall.of(
                    ("{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"ticket.message\",\"time\":1772323200000,"
                                    + "\"source\":\"s\",\"data\":{\"case_id\":\"1\",\"actor\":\"AGENT\",\"text\":\"x\"}}")
                            .getBytes(StandardCharsets.UTF_8)));
        }
        return calls;
    }

    private static WebhookCall call(JsonNode line) {
        Map<String, String> headers = new HashMap<>();
        line.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        JsonNode body = line.get("body");
        String text = body.isTextual() ? body.textValue() : body.toString();
        return WebhookCall.of(text.getBytes(StandardCharsets.UTF_8)).withHeaders(headers);
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void whateverIsDeliveredIsAnsweredWithoutAFailure(String adapter) throws Exception {
        Intake intake = intake(adapter);
        List<WebhookCall> samples = samples(adapter);
        Mutations mutations = new Mutations(adapter.hashCode());
        for (int i = 0; i < MUTATIONS; i++) {
            WebhookCall sample = samples.get(i % samples.size());
            byte[] body = mutations.of(new String(sample.body(), StandardCharsets.UTF_8));
            GatewayReply reply =
                    reception.receive(intake, sample.withBody(body), NOW).join();
            assertThat(reply.status())
                    .as("mutation " + i + ": " + new String(body, StandardCharsets.UTF_8))
                    .isIn(200, 400);
            written.clear();
        }
        assertThat(metrics.text(0, true, 0)).contains("bellwether_gateway_payloads_total{source=\"" + adapter + "\"");
    }

    /** Only events hold what somebody wrote, and dead letters, which hold the delivery. */
    @ParameterizedTest
    @MethodSource("adapters")
    void whatPeopleWroteIsInEventsAlone(String adapter) throws Exception {
        Intake intake = intake(adapter);
        List<String> said = new ArrayList<>();
        for (WebhookCall sample : samples(adapter)) {
            String body = new String(sample.body(), StandardCharsets.UTF_8);
            for (String text : texts(body)) {
                String secret = body.replace(text, "Geheimwort");
                GatewayReply reply = reception
                        .receive(intake, sample.withBody(secret.getBytes(StandardCharsets.UTF_8)), NOW)
                        .join();
                said.add(new String(reply.body(), StandardCharsets.UTF_8));
            }
        }
        said.add(metrics.text(0, true, 0));
        written.stream()
                .filter(record -> record.topic().equals("state"))
                .forEach(record -> said.add(new String(record.value(), StandardCharsets.UTF_8)));
        written.forEach(record ->
                record.headers().forEach(header -> said.add(new String(header.value(), StandardCharsets.UTF_8))));
        assertThat(said).noneMatch(text -> text.contains("Geheimwort"));
    }

    /** What stands where products have the texts of messages. */
    private static List<String> texts(String body) {
        List<String> texts = new ArrayList<>();
        for (String key : List.of("body", "content", "text", "body_text", "msg", "message", "description")) {
            Matcher matcher =
                    Pattern.compile("\"" + key + "\":\"([^\"\\\\]{4,})\"").matcher(body);
            while (matcher.find()) {
                texts.add(matcher.group(1));
            }
        }
        return texts;
    }
}
