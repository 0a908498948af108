package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bellwether.gateway.GatewaySettings;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document says what the server answers, all of it and nothing else. */
class GatewayOpenApiITCase {

    private static final Path DOCUMENT = Path.of("docs/gateway-openapi.yaml");

    @TempDir
    private static Path folder;

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Set<String> seen = new TreeSet<>();
    private final JsonNode document = document();
    private GatewayServer server;
    private Sender sender;

    private static JsonNode document() {
        try {
            return new YAMLMapper().readTree(Files.readString(DOCUMENT));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() throws Exception {
        Path mapping = Files.writeString(
                folder.resolve("asks.yaml"),
                String.join(
                        "\n",
                        "kind: $.type",
                        "handshake: [{method: GET, when: {query:challenge: {present: true}}, answer: query:challenge}]",
                        "events: [{on: a, type: ticket.created, case_id: $.c, time: $.t}]"));
        MemorySnapshots snapshots = new MemorySnapshots();
        GatewaySource zendesk = new GatewaySource(
                "zendesk", "", Secrets.of(Sender.SECRET), List.of(), null, false, SourceOptions.of("zendesk"));
        GatewaySource asks = new GatewaySource(
                "generic", mapping.toString(), Secrets.NONE, List.of(), null, true, SourceOptions.of("asks"));
        GatewaySettings settings =
                new GatewaySettings("127.0.0.1", 0, "", "", "", 65_536, 10, 5_000, "s", 20, List.of(zendesk, asks));
        EventOutlet outlet = new KeptRecords() {
            @Override
            public boolean isOpen() {
                return open.get();
            }
        };
        server = GatewayServer.start(
                settings,
                Map.of("zendesk", Intake.of(zendesk, snapshots), "asks", Intake.of(asks, snapshots)),
                outlet,
                new GatewayTopics("t", "c", "a", "r", "s"),
                snapshots,
                new PullCursors(new KeptRecords(), "s"),
                () -> true,
                600_000);
        sender = new Sender(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void saw(String path, String method, HttpResponse<String> answer) throws IOException {
        JsonNode declared = document.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(String.valueOf(answer.statusCode()));
        assertThat(declared.isMissingNode())
                .as(method + " " + path + " " + answer.statusCode())
                .isFalse();
        JsonNode response = resolved(declared);
        seen.add(method + " " + path + " " + answer.statusCode());
        if (method.equals("head")) {
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        JsonNode content = response.path("content").path(type);
        assertThat(content.isMissingNode())
                .as(type + " of " + method + " " + path + " " + answer.statusCode())
                .isFalse();
        response.path("headers")
                .fieldNames()
                .forEachRemaining(name ->
                        assertThat(answer.headers().firstValue(name)).as(name).isPresent());
        if (type.equals("application/json")) {
            fits(new JsonMapper().readTree(answer.body()), resolved(content.path("schema")));
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static void fits(JsonNode body, JsonNode schema) {
        Set<String> names = new TreeSet<>();
        body.fieldNames().forEachRemaining(names::add);
        Set<String> known = new TreeSet<>();
        schema.path("required").forEach(name -> known.add(name.asText()));
        assertThat(names).isEqualTo(known);
        names.forEach(name -> {
            JsonNode property = schema.path("properties").path(name);
            assertThat(body.get(name).isIntegralNumber())
                    .isEqualTo(property.path("type").asText().equals("integer"));
            if (property.has("enum")) {
                assertThat(property.get("enum")).contains(body.get(name));
            }
        });
    }

    @Test
    void everyAnswerIsInTheDocumentAndEveryAnswerOfTheDocumentIsGiven() throws Exception {
        String in = "/in/{source}";
        saw(in, "post", sender.deliver(Sender.payload("1", 1, "created", "{}")));
        saw(in, "post", sender.deliver("no json"));
        saw(in, "post", sender.deliver("zendesk", "{}", "other"));
        saw(in, "post", sender.deliver("nobody", "{}", "x"));
        saw(in, "post", sender.deliver("[\"" + "x".repeat(70_000) + "\"]"));
        saw(in, "get", sender.ask("GET", "/in/asks?challenge=42"));
        saw(in, "get", sender.ask("GET", "/in/asks"));
        saw(in, "get", sender.ask("GET", "/in/zendesk"));
        saw(in, "get", sender.ask("GET", "/in/nobody"));
        saw(in, "head", sender.ask("HEAD", "/in/asks"));
        saw(in, "head", sender.ask("HEAD", "/in/nobody"));
        saw("/health", "get", sender.ask("GET", "/health"));
        saw("/metrics", "get", sender.ask("GET", "/metrics"));
        saw("/shapes", "get", sender.ask("GET", "/shapes"));
        open.set(false);
        saw(in, "post", sender.deliver(Sender.payload("1", 1, "created", "{}")));
        saw("/health", "get", sender.ask("GET", "/health"));
        Set<String> declared = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> method.getValue()
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(
                                status -> declared.add(method.getKey() + " " + path.getKey() + " " + status))));
        assertThat(seen).isEqualTo(declared);
    }

    /** Requests as the document allows them and as it does not, of fixed seed: never an answer that it does not name. */
    @Test
    void whateverIsAskedTheDocumentNamesTheAnswer() throws Exception {
        Mutations mutations = new Mutations(7);
        Random random = new Random(7);
        String payload = Sender.payload("1", 1, "status_changed", "{\"current\":\"OPEN\"}");
        for (int i = 0; i < 300; i++) {
            String body = new String(mutations.of(payload), StandardCharsets.UTF_8);
            String source = List.of("zendesk", "asks", "nobody").get(random.nextInt(3));
            HttpResponse<String> answer = random.nextInt(4) == 0
                    ? sender.ask(random.nextBoolean() ? "GET" : "HEAD", "/in/" + source + "?challenge=" + i)
                    : sender.deliver(source, body, random.nextInt(5) == 0 ? "wrong" : Sender.SECRET);
            saw("/in/{source}", answer.request().method().toLowerCase(Locale.ROOT), answer);
            assertThat(answer.statusCode()).isLessThan(500);
        }
    }
}
