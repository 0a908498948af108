package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingPointsSerializerTest {

    private final PendingPointsSerializer serializer = new PendingPointsSerializer();

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
    void bytesOfVersionOneStayThese() throws IOException {
        PendingPoints points = new PendingPoints(List.of(new PointLine(new PointLine.Id("é", 258), "f=1i")));
        byte[] bytes = {
            0, 0, 0, 1, 0, 0, 0, 2, (byte) 0xC3, (byte) 0xA9, 0, 0, 0, 4, 'f', '=', '1', 'i', 0, 0, 0, 0, 0, 0, 1, 2
        };
        assertThat(serializer.serialize(points)).isEqualTo(bytes);
        assertThat(serializer.deserialize(1, bytes)).isEqualTo(points);
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
        assertThatThrownBy(() -> serializer.deserialize(1, longer)).hasMessageContaining("1 bytes behind");
        assertThatThrownBy(() -> serializer.deserialize(2, bytes)).hasMessageContaining("version 2");
    }
}
