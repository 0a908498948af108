package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bellwether.state.CodecTypeInfo;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** Flink's own conformance tests of a serializer, and ours. */
class ServiceEventSerializerTest extends SerializerTestBase<ServiceEvent> {
    @Override
    protected TypeSerializer<ServiceEvent> createSerializer() {
        return CodecTypeInfo.of(new EventCodec()).createSerializer(new SerializerConfigImpl());
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<ServiceEvent> getTypeClass() {
        return CodecTypeInfo.of(new EventCodec()).getTypeClass();
    }

    @Override
    protected ServiceEvent[] getTestData() {
        RandomEvents events = new RandomEvents(14);
        return Stream.generate(() -> events.next().toBuilder().text(null).build())
                .limit(100)
                .toArray(ServiceEvent[]::new);
    }

    /** No instance is made in advance: nothing of ours is filled or reused. */
    @Override
    protected void testInstantiate() {
        assertThat(createSerializer().createInstance()).isNull();
    }

    @Test
    void textsDoNotCrossTheNetwork() throws IOException {
        ServiceEvent event = ServiceEvent.of(EventType.CHAT_MESSAGE, "e", 1, "s")
                .text("secret")
                .build();
        DataOutputSerializer out = new DataOutputSerializer(64);
        createSerializer().serialize(event, out);
        assertThat(createSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(event.toBuilder().text(null).build());
    }

    @Test
    void copiesNothing() {
        ServiceEvent event = ServiceEvent.of(EventType.CHAT_HELD, "e", 1, "s").build();
        TypeSerializer<ServiceEvent> serializer = createSerializer();
        assertThat(serializer.isImmutableType()).isTrue();
        assertThat(serializer.copy(event)).isSameAs(event);
        assertThat(serializer.duplicate()).isNotSameAs(serializer).isEqualTo(serializer);
    }

    @Test
    void typeSurvivesJavaSerialization() {
        assertThatCode(() -> assertThat(InstantiationUtil.clone(CodecTypeInfo.of(new EventCodec())))
                        .isEqualTo(CodecTypeInfo.of(new EventCodec())))
                .doesNotThrowAnyException();
    }
}
