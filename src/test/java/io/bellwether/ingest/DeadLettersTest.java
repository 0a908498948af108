package io.bellwether.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Origin;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionCodec;
import io.bellwether.event.RejectionReason;
import io.bellwether.state.CodecSerializer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void theValueIsWhatCameAndHeadersSayWhyAndWhere() throws Exception {
        byte[] original = {'a', 'b', 'c'};
        Origin origin = new Origin("service.chats", 7, 1L << 40, new byte[] {(byte) 0xff, 0});

        Letter letter = letter(new Rejection(RejectionReason.NOT_JSON, "第 1 行", origin, original));

        assertThat(letter.topic()).isEqualTo("service.rejected");
        assertThat(letter.value()).isEqualTo(original);
        assertThat(texts(letter))
                .containsExactly(
                        Map.entry("reason", "NOT_JSON"),
                        Map.entry("detail", "第 1 行"),
                        Map.entry("topic", "service.chats"),
                        Map.entry("partition", "7"),
                        Map.entry("offset", Long.toString(1L << 40)),
                        Map.entry("key", "\ufffd\0"),
                        Map.entry("size", "3"),
                        Map.entry("sha256", ABC));
        assertThat(letter.headers().get("key")).isEqualTo(origin.key());
    }

    @Test
    void aLargeRecordIsCutAndSaysSo() throws Exception {
        byte[] original = "退".repeat(400_000).getBytes(UTF_8);

        Letter letter = letter(new Rejection(RejectionReason.TOO_LARGE, "", "t", 0, 1, original));

        assertThat(letter.value().length).isBetween(Rejection.LONGEST_ORIGINAL - 3, Rejection.LONGEST_ORIGINAL);
        assertThat(new String(letter.value(), UTF_8)).matches("退+");
        assertThat(texts(letter)).containsEntry("size", "1200000").containsEntry("truncated", "true");
        assertThat(texts(letter).get("sha256")).hasSize(64);
        assertThat(letter.size()).isLessThan(70_000);
    }

    @Test
    void aLargeKeyIsCutAndSaysSo() throws Exception {
        byte[] key = new byte[900_000];
        Arrays.fill(key, (byte) 'k');

        Letter letter = letter(new Rejection(RejectionReason.LATE, "", new Origin("t", 0, 1, key), new byte[0]));

        assertThat(letter.headers().get("key")).hasSize(Origin.LONGEST_KEY);
        assertThat(texts(letter)).containsEntry("key_size", "900000").doesNotContainKey("truncated");
    }

    @Test
    void aRecordWithoutAKeyHasNone() throws Exception {
        assertThat(letter(new Rejection(RejectionReason.NOT_JSON, "", "t", 0, 1, new byte[0]))
                        .headers())
                .doesNotContainKeys("key", "key_size");
    }

    /** As it comes out behind the network. */
    private static Letter letter(Rejection rejection) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        new CodecSerializer<>(RejectionCodec.INSTANCE).serialize(rejection, out);
        Rejection moved = new CodecSerializer<>(RejectionCodec.INSTANCE)
                .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        return new DeadLetters("service.rejected").letter(moved);
    }

    private static Map<String, String> texts(Letter letter) {
        Map<String, String> texts = new LinkedHashMap<>();
        letter.headers().forEach((name, value) -> texts.put(name, new String(value, UTF_8)));
        return texts;
    }
}
