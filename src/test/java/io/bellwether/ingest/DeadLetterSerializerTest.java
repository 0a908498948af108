package io.bellwether.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLetterSerializerTest {

    @Test
    void theValueIsWhatCameAndHeadersSayWhyAndWhere() {
        byte[] original = {(byte) 0xff, 0, '{'};
        Rejection rejection = new Rejection(RejectionReason.NOT_JSON, "第 1 行", "service.chats", 7, 1L << 40, original);

        ProducerRecord<byte[], byte[]> letter =
                new DeadLetterSerializer("service.rejected").serialize(rejection, null, 5L);

        assertThat(letter.topic()).isEqualTo("service.rejected");
        assertThat(letter.value()).isEqualTo(original);
        assertThat(letter.partition()).isNull();
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : letter.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        assertThat(headers)
                .containsExactly(
                        Map.entry("reason", "NOT_JSON"),
                        Map.entry("detail", "第 1 行"),
                        Map.entry("topic", "service.chats"),
                        Map.entry("partition", "7"),
                        Map.entry("offset", Long.toString(1L << 40)));
    }
}
