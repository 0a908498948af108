package io.bellwether.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class GatewayOutletTest {

    /** Each record would wait for itself, and the thread that answers with it. */
    @Test
    void whatCannotBeWrittenFailsAtOnceHoweverMuchItIs() {
        Properties client = new Properties();
        client.put("bootstrap.servers", "127.0.0.1:9");
        try (KafkaOutlet outlet = KafkaOutlet.of(client, 2_000, List.of("t"))) {
            assertThat(outlet.isOpen()).isFalse();
            List<ProducerRecord<byte[], byte[]>> records =
                    Collections.nCopies(200, new ProducerRecord<>("t", "x".getBytes(StandardCharsets.UTF_8)));
            long begun = System.nanoTime();
            assertThat(outlet.write(records)).isCompletedExceptionally();
            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(1));
        }
    }
}
