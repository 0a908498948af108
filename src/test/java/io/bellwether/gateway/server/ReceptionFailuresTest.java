package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.gateway.Intake;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka will never take is not asked for again and again; what it may take later is. */
class ReceptionFailuresTest {

    private static final String EVENT =
            "{\"id\":\"1\",\"type\":\"ticket.created\",\"time\":1772323200000,\"source\":\"s\",\"case_id\":\"1\"}";

    private final Receiving receiving = new Receiving();
    private Intake intake;

    @BeforeEach
    void open() throws Exception {
        intake = receiving.intake("cloudevents");
    }

    private void refuse(String topic, boolean alsoEmpty) {
        receiving.refusal = record -> record.topic().equals(topic) && (alsoEmpty || record.value().length > 0)
                        || record.topic().equals("tickets")
                ? new RecordTooLargeException("too large")
                : null;
    }

    @Test
    void anEventThatIsRefusedForGoodIsADeadLetter() {
        refuse("tickets", true);
        String chat = EVENT.replace("ticket.created", "chat.started").replace("\"1\"", "\"2\"");
        assertThat(receiving.deliver(intake, "[" + EVENT + "," + chat + "]").status())
                .isEqualTo(200);
        assertThat(receiving.values("chats")).hasSize(1);
        assertThat(receiving.values("rejected")).hasSize(1).first().asString().contains("ticket.created");
        assertThat(Receiving.header(receiving.to("rejected").get(0), "detail")).contains("RecordTooLargeException");
    }

    @Test
    void aLetterThatIsTooLargeGoesWithoutItsValue() {
        refuse("rejected", false);
        assertThat(receiving.deliver(intake, EVENT).status()).isEqualTo(200);
        ProducerRecord<byte[], byte[]> letter = receiving.to("rejected").get(0);
        assertThat(letter.value()).isEmpty();
        assertThat(Receiving.header(letter, "truncated")).isEqualTo("true");
        assertThat(Receiving.header(letter, "size")).isNotEqualTo("0");
    }

    @Test
    void whatIsLostIsCounted() {
        refuse("rejected", true);
        assertThat(receiving.deliver(intake, EVENT).status()).isEqualTo(200);
        assertThat(receiving.written).isEmpty();
        assertThat(receiving.metrics.text(0, true, 0))
                .contains("bellwether_gateway_lost_total{source=\"cloudevents\",topic=\"rejected\"} 1");
    }

    @Test
    void whatSomebodyCanMendIsPutOff() {
        receiving.refusal = record -> new TopicAuthorizationException(Set.of("tickets"));
        assertThat(receiving.deliver(intake, EVENT).status()).isEqualTo(503);
        receiving.refusal = record -> null;
        assertThat(receiving.deliver(intake, EVENT).status()).isEqualTo(200);
    }
}
