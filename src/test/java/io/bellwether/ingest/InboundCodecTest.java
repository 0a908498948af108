package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.state.CodecSerializer;
import io.bellwether.state.CodecTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class InboundCodecTest {

    private final CodecSerializer<Inbound> serializer = new CodecSerializer<>(InboundCodec.INSTANCE);
    private final Inbound inbound = Inbound.heartbeat("service.tickets", 1);

    @Test
    void refusesToMoveTexts() {
        DataOutputSerializer out = new DataOutputSerializer(16);
        assertThatThrownBy(() -> serializer.serialize(inbound, out))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chained");
        assertThat(out.length()).isZero();
        assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(new byte[8])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chained");
    }

    @Test
    void handsItOverInsideAChain() {
        assertThat(serializer.copy(inbound)).isSameAs(inbound);
        assertThat(CodecTypeInfo.of(InboundCodec.INSTANCE).getTypeClass()).isEqualTo(Inbound.class);
    }
}
