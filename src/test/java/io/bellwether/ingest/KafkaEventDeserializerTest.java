package io.bellwether.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Origin;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaEventDeserializerTest {

    private static final byte[] EVENT =
            "{\"id\":\"1\",\"type\":\"chat.started\",\"time\":1000,\"source\":\"s\",\"case_id\":\"c\"}".getBytes(UTF_8);

    @Test
    void aRecordOfNothingIsARejectionThatSaysWhereItIs() {
        byte[] key = {1, 2};
        Rejection rejection = read(key, null, 5).decoded().rejection();
        assertThat(rejection.reason()).isEqualTo(RejectionReason.NOT_JSON);
        assertThat(rejection.origin()).isEqualTo(new Origin("service.chats", 4, 9, key));
        assertThat(read(null, new byte[0], 5).decoded().rejection().origin())
                .isEqualTo(new Origin("service.chats", 4, 9, null));
    }

    /** What nobody stamped has no lag; a lag from 1970 would make a point there. */
    @ParameterizedTest
    @CsvSource({"-1, 9223372036854775807", "0, 9223372036854775807", "1772352000000, 1772352000000"})
    void aRecordWithoutAStampHasNoTime(long stamp, long expected) {
        Inbound inbound = read(null, EVENT, stamp);
        assertThat(inbound.decoded().isEvent()).isTrue();
        assertThat(inbound.recordTime()).isEqualTo(expected);
    }

    private static Inbound read(byte[] key, byte[] value, long stamp) {
        KafkaEventDeserializer deserializer = new KafkaEventDeserializer(List.of("queue"), 0);
        deserializer.open(null);
        List<Inbound> out = new ArrayList<>();
        deserializer.deserialize(
                new ConsumerRecord<>(
                        "service.chats",
                        4,
                        9,
                        stamp,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key,
                        value,
                        new RecordHeaders(),
                        Optional.empty()),
                new ListCollector<>(out));
        assertThat(out).hasSize(1);
        return out.get(0);
    }
}
