package io.bellwether.job;

import io.bellwether.control.CommandException;
import io.bellwether.control.CommandJson;
import io.bellwether.control.Received;
import io.bellwether.control.ReceivedCodec;
import io.bellwether.event.Origin;
import io.bellwether.event.Rejection;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads commands. Never throws: what is none becomes a rejection, but for a tombstone, which says nothing. */
final class ControlDeserializer implements KafkaRecordDeserializationSchema<Received> {

    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Received> out) {
        if (record.value() != null) {
            out.collect(received(record, System.currentTimeMillis()));
        }
    }

    private static Received received(ConsumerRecord<byte[], byte[]> record, long now) {
        try {
            return new Received(CommandJson.read(record.value(), now), null);
        } catch (CommandException e) {
            Origin origin = new Origin(record.topic(), record.partition(), record.offset(), record.key());
            return new Received(null, new Rejection(e.reason(), e.getMessage(), origin, record.value()));
        }
    }

    @Override
    public TypeInformation<Received> getProducedType() {
        return CodecTypeInfo.of(ReceivedCodec.INSTANCE);
    }
}
