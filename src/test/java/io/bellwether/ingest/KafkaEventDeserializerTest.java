package io.bellwether.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Origin;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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

    /** The client's memory goes its own way: what is kept of a record is a copy. */
    @Test
    void whatIsReadWhereTheClientHasItIsKeptByItself() {
        byte[] fetched = "....{\"key\":1}....".getBytes(UTF_8);
        ByteBuffer record = ByteBuffer.wrap(fetched, 4, 9).slice();
        Inbound inbound = readAny(record, record.duplicate(), 5);
        Rejection rejection = inbound.decoded().rejection();
        Origin origin = inbound.origin();
        Arrays.fill(fetched, (byte) 0);
        assertThat(rejection.original()).asString(UTF_8).isEqualTo("{\"key\":1}");
        assertThat(rejection.origin().key()).asString(UTF_8).isEqualTo("{\"key\":1}");
        assertThat(origin).isEqualTo(rejection.origin());
        assertThat(readAny(null, ByteBuffer.wrap(EVENT), 5).decoded().event())
                .isEqualTo(read(null, EVENT, 5).decoded().event());
    }

    /** Who looks at records before us may count on arrays. */
    @Test
    void whoeverElseReadsRecordsGetsWhatIsDeclared() {
        Properties plain = new Properties();
        RecordBytes.into(plain);
        assertThat(plain)
                .containsEntry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, RecordBytes.class.getName())
                .containsEntry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, RecordBytes.class.getName());
        Properties watched = new Properties();
        watched.setProperty(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, "some.Interceptor");
        RecordBytes.into(watched);
        assertThat(watched).hasSize(1);
        Properties own = new Properties();
        own.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "some.Decryption");
        RecordBytes.into(own);
        assertThat(own).containsEntry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "some.Decryption");
    }

    private static Inbound read(byte[] key, byte[] value, long stamp) {
        return readAny(key, value, stamp);
    }

    @SuppressWarnings("unchecked") // as in Flink's connector, of which RecordBytes makes no arrays
    private static <T> Inbound readAny(T key, T value, long stamp) {
        KafkaEventDeserializer deserializer = new KafkaEventDeserializer(List.of("queue"), 0);
        deserializer.open(null);
        List<Inbound> out = new ArrayList<>();
        deserializer.deserialize(
                (ConsumerRecord<byte[], byte[]>) (ConsumerRecord<?, ?>) new ConsumerRecord<>(
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
