package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.alert.Transition;
import io.bellwether.http.GuardedHttpClient;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpReply;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Batch;
import io.bellwether.notify.NotifyDecision;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import io.bellwether.notify.Variables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Alertmanager: it takes what we post, holds and ends it, and its own webhook has the form of ours. */
class AlertmanagerITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    /** Fields that later versions have, and so do we. */
    private static final List<String> NEWER = List.of("notification_reason", "routeLabels");

    @TempDir
    private Path folder;

    private MisbehavingServer hook;
    private AlertmanagerProcess alertmanager;
    private Endpoint endpoint;
    private GuardedHttpClient client;

    @BeforeEach
    void start() throws Exception {
        hook = new MisbehavingServer();
        alertmanager = AlertmanagerProcess.start(folder, hook.uri("/hook"));
        client = new GuardedHttpClient();
        String file = "receivers:\n  - {name: am, type: alertmanager, url: \"" + alertmanager.url()
                + "\", allow_http_hosts: [127.0.0.1], allow_private: true}\n";
        Variables none = Variables.of(Map.of());
        endpoint = Endpoint.of(Routing.parse("r.yaml", file, none).receivers().get("am"), none);
    }

    @AfterEach
    void stop() throws Exception {
        if (client != null) {
            client.close();
        }
        if (alertmanager != null) {
            alertmanager.close();
        }
        hook.close();
    }

    private void post(Transition... transitions) throws Exception {
        long now = System.currentTimeMillis();
        WebhookRequest request = endpoint.format().render(batch(transitions), now);
        HttpReply reply = client.send(
                        request.method(), request.uri(), endpoint.allowed(), request.headers(), request.body())
                .get(20, TimeUnit.SECONDS);
        assertThat(endpoint.format().classify(reply, now)).as(reply.body()).isEqualTo(new HttpOutcome.Ok());
    }

    private static Batch batch(Transition... transitions) {
        return Batch.of(
                "am",
                Map.of("uid", "backlog"),
                NotifyDecision.Reason.FIRST,
                List.of(transitions).stream().map(Transitions::change).toList());
    }

    /** The severities in which it holds the alert. */
    private TreeSet<String> held() throws Exception {
        TreeSet<String> held = new TreeSet<>();
        for (JsonNode alert : JSON.readTree(alertmanager.get("/api/v2/alerts"))) {
            held.add(alert.at("/labels/queue").asText() + " "
                    + alert.at("/labels/severity").asText());
        }
        return held;
    }

    @Test
    void holdsAnAlertInOneSeverityUntilItsEnd() throws Exception {
        post(Transitions.firing("a", "warning"));
        assertThat(held()).containsExactly("vip warning");
        post(Transitions.firing("a", "warning"));
        assertThat(held()).as("the same again").containsExactly("vip warning");
        post(Transitions.changed("a", 2, "page", "warning"));
        assertThat(held()).containsExactly("vip page");
        post(Transitions.resolved("a", 3, "page"));
        assertThat(held()).isEmpty();
    }

    @Test
    void itsOwnWebhookHasTheFormOfOurs() throws Exception {
        post(Transitions.firing("a", "page"));
        JsonNode theirs = arrived(1);
        JsonNode ours = ours(Transitions.firing("a", "page"));
        assertThat(shape(ours)).isEqualTo(shape(theirs));
        assertThat(theirs.get("version")).isEqualTo(ours.get("version"));
        assertThat(theirs.get("alerts")).hasSize(1);
        for (String field : List.of("status", "labels", "annotations", "startsAt", "generatorURL")) {
            assertThat(ours.at("/alerts/0/" + field)).isEqualTo(theirs.at("/alerts/0/" + field));
        }
        post(Transitions.resolved("a", 60, "page"));
        JsonNode end = arrived(2);
        assertThat(end.get("status").asText()).isEqualTo("resolved");
        assertThat(shape(ours(Transitions.resolved("a", 60, "page")))).isEqualTo(shape(end));
    }

    private JsonNode arrived(int count) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (hook.requests().size() < count) {
            assertThat(System.nanoTime()).as("waited 60 s for its webhook").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
        return JSON.readTree(hook.requests().get(count - 1).body());
    }

    private JsonNode ours(Transition transition) throws Exception {
        String file =
                "receivers:\n  - {name: hook, type: webhook, format: alertmanager-v4, url: \"https://h.example\"}\n";
        Variables none = Variables.of(Map.of());
        Endpoint webhook =
                Endpoint.of(Routing.parse("r.yaml", file, none).receivers().get("hook"), none);
        return JSON.readTree(webhook.format()
                .render(batch(transition), System.currentTimeMillis())
                .body());
    }

    /** Names of fields and what kind of value each has, but for what only newer versions have. */
    private static Map<String, String> shape(JsonNode message) {
        Map<String, String> shape = new TreeMap<>();
        for (JsonNode part : List.of(message, message.at("/alerts/0"))) {
            part.properties()
                    .forEach(field -> shape.put(
                            (part == message ? "" : "alerts.") + field.getKey(),
                            field.getValue().getNodeType().name()));
        }
        shape.keySet().removeAll(NEWER);
        return shape;
    }
}
