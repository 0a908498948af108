package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Rejection;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.sender.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What becomes a dead letter: a payload that lacks something, once and alone, however many come together. */
class ReceptionLettersTest {

    private static final String GOOD =
            "{\"id\":\"1\",\"type\":\"ticket.created\",\"time\":1772323200000,\"source\":\"s\",\"case_id\":\"1\"}";

    private final Receiving receiving = new Receiving();

    private long bytes() {
        return receiving.written.stream()
                .mapToLong(record -> record.value().length)
                .sum();
    }

    private static String list(String item, int count) {
        return "[" + String.join(",", Collections.nCopies(count, item)) + "]";
    }

    @Test
    void aBatchThatNobodyCouldAnswerInTimeIsRefusedWithOneLetter() throws Exception {
        Intake intake = receiving.intake("cloudevents");
        assertThat(receiving.deliver(intake, list("{}", 100_000)).status()).isEqualTo(413);
        assertThat(receiving.written).hasSize(1);
        assertThat(Receiving.header(receiving.written.get(0), "reason")).isEqualTo("TOO_LARGE");
        assertThat(bytes()).isLessThanOrEqualTo(Rejection.LONGEST_ORIGINAL);
    }

    @Test
    void lettersOfABatchHoldNoMoreThanTheBatch() throws Exception {
        Intake intake = receiving.intake("cloudevents");
        String bad = "{\"id\":\"2\",\"type\":\"ticket.created\",\"case_id\":\"" + "x".repeat(2_000) + "\"}";
        String batch = list(bad, 500);
        GatewayReply reply = receiving.deliver(intake, batch);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{\"events\":0,\"refused\":500}");
        assertThat(receiving.written).hasSize(500);
        assertThat(bytes()).isLessThanOrEqualTo(batch.length());
    }

    @Test
    void aLetterHoldsTheOnePayloadAndWhatItsHeadersSaid() throws Exception {
        Intake intake = receiving.intake("cloudevents");
        String bad = "{\"case_id\":\"7\"}";
        receiving.deliver(intake, "[" + GOOD + "," + bad + "]");
        assertThat(receiving.values("tickets")).hasSize(1);
        assertThat(receiving.values("rejected")).containsExactly(bad);
        receiving.written.clear();
        receiving.deliver(intake, bad, Map.of("ce-type", "ticket.created", "ce-id", "9", "Authorization", "Bearer x"));
        ProducerRecord<byte[], byte[]> letter = receiving.to("rejected").get(0);
        assertThat(Receiving.header(letter, "topic")).isEqualTo("gateway/cloudevents");
        assertThat(Receiving.header(letter, "ce-type")).isEqualTo("ticket.created");
        assertThat(Receiving.header(letter, "ce-id")).isEqualTo("9");
        assertThat(letter.headers().lastHeader("authorization")).isNull();
    }

    @Test
    void whatCannotBeReadIsKeptAsItCame() throws Exception {
        Intake intake = receiving.intake("cloudevents");
        assertThat(receiving.deliver(intake, "no json").status()).isEqualTo(400);
        assertThat(receiving.values("rejected")).isEqualTo(List.of("no json"));
    }

    /** LiveChat shows the secret in each body. */
    @Test
    void theSecretOfASourceIsInNothingThatIsWritten() throws Exception {
        Intake livechat = receiving.intake("livechat", Secrets.of("s3cret-of-livechat"));
        String refused =
                "{\"secret_key\":\"s3cret-of-livechat\",\"action\":\"incoming_event\",\"payload\":{\"thread_id\":\"T1\","
                        + "\"event\":{\"id\":\"e1\",\"type\":\"message\",\"author_id\":\"ann@example.org\",\"score\":1.25}}}";
        assertThat(receiving.deliver(livechat, refused).status()).isEqualTo(200);
        assertThat(receiving.values("rejected")).hasSize(1).first().asString().contains("ann@example.org", "1.25");
        assertThat(receiving.deliver(livechat, refused + "x").status()).isEqualTo(401);
        receiving.written.forEach(record -> {
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("s3cret");
            record.headers().forEach(header -> assertThat(new String(header.value(), StandardCharsets.UTF_8))
                    .doesNotContain("s3cret"));
        });
    }

    /** The job reads them there and nowhere else. */
    @Test
    void shiftsGoWhereAgentsGo() throws Exception {
        String shift =
                "{\"id\":\"p-1\",\"type\":\"plan.staffed\",\"time\":\"2026-02-27T16:00:00Z\",\"source\":\"workforce\","
                        + "\"queue\":\"refunds\",\"interval_start\":\"2026-03-02T09:00:00Z\",\"agents\":6}";
        assertThat(receiving.deliver(receiving.intake("cloudevents"), shift).status())
                .isEqualTo(200);
        assertThat(receiving.values("agents")).hasSize(1);
    }
}
