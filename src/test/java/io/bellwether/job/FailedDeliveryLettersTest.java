package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.ingest.Letter;
import io.bellwether.webhook.FailedDelivery;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FailedDeliveryLettersTest {

    @Test
    void saysWhoWasNotToldOfWhatAndWhy() throws Exception {
        FailedDelivery failed = new FailedDelivery(
                "d1",
                "oncall",
                "oncall{queue=\"退款\",}",
                "a1",
                "backlog",
                1_700_000_000_000L,
                3,
                "resolved",
                "page",
                "http_400",
                "no such channel",
                1_700_000_060_000L);
        Letter letter = new FailedDeliveryLetters("service.failed-deliveries").letter(failed);
        assertThat(letter.topic()).isEqualTo("service.failed-deliveries");
        assertThat(new String(letter.headers().get("reason"), StandardCharsets.UTF_8))
                .isEqualTo("http_400");
        assertThat(new String(letter.headers().get("receiver"), StandardCharsets.UTF_8))
                .isEqualTo("oncall");
        JsonNode json = new ObjectMapper().readTree(letter.value());
        assertThat(json.size()).as("every field").isEqualTo(FailedDelivery.class.getRecordComponents().length);
        assertThat(json.get("starts_at").asText()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(json.get("at").asText()).isEqualTo("2023-11-14T22:14:20Z");
        assertThat(json.get("group_key").asText()).contains("退款");
        assertThat(json.get("seq").asInt()).isEqualTo(3);
        assertThat(json.get("uid").asText()).isEqualTo("backlog");
    }

    @Test
    void halfACharacterIsNoReasonNotToReport() {
        FailedDelivery failed = new FailedDelivery(
                "d", "r", "r{queue=\"\ud83d\",}", "a", "u", 0, 1, "firing", "page", "expired", "", 0);
        assertThat(new String(new FailedDeliveryLetters("t").letter(failed).value(), StandardCharsets.UTF_8))
                .contains("r{queue=\\\"?\\\",}");
    }
}
