package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.state.CodecVersionedSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingPointsCodecTest {

    private final CodecVersionedSerializer<PendingPoints> serializer =
            new CodecVersionedSerializer<>(PendingPointsCodec.INSTANCE);

    @Test
    void readsWhatItWrote() throws IOException {
        List<PointLine> lines = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            lines.add(new PointLine(
                    new PointLine.Id("queue,queue=退款😀" + i, i - 1_500L), "text=\"" + "é".repeat(i) + "\""));
        }
        for (List<PointLine> some : List.of(lines, lines.subList(0, 1), List.<PointLine>of())) {
            PendingPoints points = new PendingPoints(some);
            assertThat(serializer.deserialize(1, serializer.serialize(points))).isEqualTo(points);
        }
    }

    @Test
    void refusesDamageAndOtherVersions() throws IOException {
        byte[] bytes =
                serializer.serialize(new PendingPoints(List.of(new PointLine(new PointLine.Id("m", 1), "f=1i"))));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serializer.deserialize(1, cut)).isInstanceOf(IOException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> serializer.deserialize(1, longer)).hasMessageContaining("1 bytes are left behind it");
        assertThatThrownBy(() -> serializer.deserialize(2, bytes)).hasMessageContaining("described in format 2");
    }
}
