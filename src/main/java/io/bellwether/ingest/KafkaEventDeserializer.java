package io.bellwether.ingest;

import io.bellwether.event.EventDecoder;
import io.bellwether.state.CodecTypeInfo;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes Kafka records. Never throws: what cannot be read becomes a rejection. */
public final class KafkaEventDeserializer implements KafkaRecordDeserializationSchema<Inbound> {

    private static final long serialVersionUID = 1L;

    private final List<String> dimensions;
    private final long maxFutureMillis;
    private transient EventDecoder decoder;

    /** @param maxFutureMillis how far ahead of the wall clock an event's time may be, ms */
    public KafkaEventDeserializer(List<String> dimensions, long maxFutureMillis) {
        this.dimensions = List.copyOf(dimensions);
        this.maxFutureMillis = maxFutureMillis;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = new EventDecoder(dimensions);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Inbound> out) {
        long latest = System.currentTimeMillis() + maxFutureMillis;
        // Without their declared types, which RecordBytes does not keep to.
        ConsumerRecord<?, ?> any = record;
        ByteBuffer key = buffer(any.key());
        ByteBuffer value = buffer(any.value());
        out.collect(new Inbound(
                decoder.decode(key, value, record.topic(), record.partition(), record.offset(), latest),
                record.topic(),
                record.partition(),
                record.offset(),
                key,
                isStamped(record) ? record.timestamp() : Long.MAX_VALUE));
    }

    /** Bytes as {@link RecordBytes} gives them, or as an array. */
    private static ByteBuffer buffer(Object bytes) {
        return bytes instanceof byte[] array ? ByteBuffer.wrap(array) : (ByteBuffer) bytes;
    }

    /** A producer that sets no time may send 0: to measure a lag from 1970 would write a point there. */
    private static boolean isStamped(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() > 0;
    }

    @Override
    public TypeInformation<Inbound> getProducedType() {
        return CodecTypeInfo.of(InboundCodec.INSTANCE);
    }
}
