package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.CodecSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SourceIdTest {

    private static final List<String> TEXTS = List.of("", "1", "11", "1:1", "a", "aa", "desk", " ", "a a", "客服");

    private final CodecSerializer<SourceId> serializer = new CodecSerializer<>(SourceIdCodec.INSTANCE);

    private List<Byte> written(SourceId key) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(key, out);
        byte[] bytes = out.getCopyOfBuffer();
        assertThat(serializer.deserialize(new DataInputDeserializer(bytes))).isEqualTo(key);
        return java.util.stream.IntStream.range(0, bytes.length)
                .mapToObj(i -> bytes[i])
                .toList();
    }

    /** State is found by a key's bytes or by its equality, according to where it is kept. */
    @Test
    void noTwoKeysAreTheSame() throws IOException {
        Map<List<Byte>, SourceId> byBytes = new HashMap<>();
        Set<SourceId> distinct = new HashSet<>();
        for (String source : TEXTS) {
            for (String id : TEXTS) {
                SourceId key = new SourceId(source, id);
                assertThat(byBytes.put(written(key), key)).isNull();
                assertThat(distinct.add(key)).isTrue();
                assertThat(key.compareTo(new SourceId(source, id))).isZero();
                assertThat(key).hasSameHashCodeAs(new SourceId(source, id));
            }
        }
    }

    @Test
    void anEventIsOfItsOwnSystemsCaseAndAgentUnlessItSaysOtherwise() {
        EventBuilder event = ServiceEvent.of(EventType.CHAT_ASSIGNED, "1", 1, "bot")
                .caseId("7")
                .agentId("ann");
        assertThat(EventKeys.caseOf(event.build())).isEqualTo(new SourceId("bot", "7"));
        assertThat(EventKeys.agentOf(event.build())).isEqualTo(new SourceId("bot", "ann"));

        event.caseSource("desk");
        assertThat(EventKeys.caseOf(event.build())).isEqualTo(new SourceId("desk", "7"));
        assertThat(EventKeys.agentOf(event.build())).isEqualTo(new SourceId("desk", "ann"));

        event.agentSource("phones");
        assertThat(EventKeys.caseOf(event.build())).isEqualTo(new SourceId("desk", "7"));
        assertThat(EventKeys.agentOf(event.build())).isEqualTo(new SourceId("phones", "ann"));
    }
}
