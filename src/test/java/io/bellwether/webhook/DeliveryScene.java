package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.http.MisbehavingServer.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A delivery against a server that misbehaves, and what to ask of them. */
abstract class DeliveryScene {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final long FIVE_MINUTES = 300_000;

    MisbehavingServer server;
    DeliveryHarness delivery;

    @BeforeEach
    void start() throws Exception {
        server = new MisbehavingServer();
        delivery = DeliveryHarness.start(server);
    }

    @AfterEach
    void stop() throws Exception {
        delivery.close();
        server.close();
    }

    void assertNothingLeft() throws Exception {
        delivery.clock(100_000_000);
        assertThat(delivery.stateEntries()).as("state").isZero();
        assertThat(delivery.timers()).as("timers").isZero();
    }

    List<String> ids() {
        return server.requests().stream()
                .map(request -> request.headers().get("webhook-id"))
                .toList();
    }

    List<String> types() throws IOException {
        List<String> types = new ArrayList<>();
        for (Request request : server.requests()) {
            types.add(JSON.readTree(request.body()).get("type").asText());
        }
        return types;
    }

    JsonNode body(int index) throws IOException {
        return JSON.readTree(server.requests().get(index).body());
    }
}
