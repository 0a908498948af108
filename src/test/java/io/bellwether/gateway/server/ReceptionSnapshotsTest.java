package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.gateway.Intake;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Cases that are told whole, while Kafka does not take everything. */
class ReceptionSnapshotsTest {

    private final Receiving receiving = new Receiving();

    private static String ticket(int minute, String state) {
        return "{\"ticket\":{\"id\":501,\"updated_at\":\"2026-03-01T08:" + minute + ":00Z\",\"article_count\":1,"
                + "\"state\":\"" + state + "\",\"owner_id\":1,\"customer_id\":77,\"group\":{\"name\":\"Users\"},"
                + "\"priority\":{\"name\":\"2 normal\"},\"created_at\":\"2026-03-01T08:00:00Z\","
                + "\"create_article_sender\":\"Customer\",\"create_article_type\":\"email\"}}";
    }

    private List<String> told() throws Exception {
        List<String> told = new ArrayList<>();
        for (String event : receiving.values("tickets")) {
            told.add(Receiving.json(event).path("type").asText() + " "
                    + Receiving.json(event).path("status").asText());
        }
        return told;
    }

    /** The sender of the first one gives up: what it changed is not lost. */
    @Test
    void whatDidNotComeToKafkaIsToldWithTheNextSnapshot() throws Exception {
        Intake zammad = receiving.intake("zammad");
        receiving.refusal = record -> new TimeoutException("gone");
        assertThat(receiving.deliver(zammad, ticket(10, "open")).status()).isEqualTo(503);
        assertThat(receiving.deliver(zammad, ticket(20, "pending reminder")).status())
                .isEqualTo(503);
        assertThat(receiving.written).isEmpty();
        receiving.refusal = record -> null;
        assertThat(receiving.deliver(zammad, ticket(30, "closed")).status()).isEqualTo(200);
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "ticket.created NEW",
                        "ticket.updated OPEN",
                        "ticket.status_changed WAITING_CUSTOMER",
                        "ticket.status_changed CLOSED");
        receiving.written.clear();
        assertThat(receiving.deliver(zammad, ticket(40, "open")).status()).isEqualTo(200);
        assertThat(told()).containsExactly("ticket.status_changed OPEN");
    }

    @Test
    void whatIsKnownIsWrittenBehindTheEventsAndNotWithoutThem() throws Exception {
        Intake zammad = receiving.intake("zammad");
        receiving.refusal = record -> record.topic().equals("tickets") ? new TimeoutException("gone") : null;
        assertThat(receiving.deliver(zammad, ticket(10, "open")).status()).isEqualTo(503);
        assertThat(receiving.to("state")).isEmpty();
        receiving.refusal = record -> null;
        assertThat(receiving.deliver(zammad, ticket(20, "closed")).status()).isEqualTo(200);
        assertThat(receiving.written).last().matches(record -> record.topic().equals("state"));
        assertThat(Receiving.json(receiving.values("state").get(0)).path("states"))
                .hasSize(2);
    }
}
