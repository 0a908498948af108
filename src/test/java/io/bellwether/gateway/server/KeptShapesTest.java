package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.gateway.Intake;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of deliveries that became nothing: what they were made of, and nothing that they said. */
class KeptShapesTest {

    private final Receiving receiving = new Receiving();

    private JsonNode kept() throws Exception {
        return Receiving.json(receiving.shapes.json());
    }

    @Test
    void ofWhatIsNotKnownOrRefusedKeysAndTypesAreKept() throws Exception {
        Intake zendesk = receiving.intake("zendesk");
        receiving.deliver(
                zendesk, "{\"type\":\"sung\",\"id\":\"7\",\"of\":{\"name\":\"Marrow\",\"ann@example.com\":1}}");
        receiving.deliver(zendesk, "{\"type\":\"sung\",\"id\":8,\"more\":[true]}");
        receiving.deliver(zendesk, Sender.payload("b1", 502, "status_changed", "{\"current\":\"Marrow\"}"));
        receiving.deliver(zendesk, Sender.payload("b2", 503, "created", "{}"));
        JsonNode list = kept().get("zendesk");
        assertThat(list).hasSize(2);
        assertThat(list.get(0).get("outcome").asText()).isEqualTo("refused");
        assertThat(list.get(0).get("kind").asText()).isEqualTo("zen:event-type:ticket.status_changed");
        assertThat(list.get(0).at("/shape/event/current").asText()).isEqualTo("text");
        assertThat(list.get(1).toString())
                .isEqualTo(
                        "{\"outcome\":\"unmapped\",\"kind\":\"sung\",\"payloads\":2,\"shape\":{\"id\":\"text|whole\","
                                + "\"of\":{\"(key)\":\"whole\",\"name\":\"text\"},\"type\":\"text\",\"more\":[\"boolean\"]}}");
        assertThat(receiving.shapes.json()).doesNotContain("Marrow", "example.com", "502");
    }

    @Test
    void asManyKindsAreKeptAsTheSettingsSayAndNoShapeThatIsLong() throws Exception {
        Intake zendesk = receiving.intake("zendesk");
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            keys.append(",\"key")
                    .append((char) ('a' + i % 26))
                    .append((char) ('a' + i / 26 % 26))
                    .append((char) ('a' + i / 676))
                    .append("\":1");
        }
        receiving.deliver(zendesk, "{\"type\":\"a\"" + keys + "}");
        for (String kind : List.of("b", "c", "d", "e", "b")) {
            receiving.deliver(zendesk, "{\"type\":\"" + kind + "\"}");
        }
        List<String> kinds = new ArrayList<>();
        kept().get("zendesk").forEach(one -> kinds.add(one.get("kind").asText() + one.get("payloads")));
        assertThat(kinds).containsExactly("a1", "b2", "c1");
        assertThat(kept().at("/zendesk/0/shape").isNull()).isTrue();
    }

    @Test
    void whereNothingIsToBeKeptNothingIs() {
        assertThat(new KeptShapes(0).json()).isEqualTo("{}");
    }
}
