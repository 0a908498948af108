package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellKeyPoolTest {

    private static CellKey key(Random random) {
        String value =
                List.of("", "q", "Rückgabe", "\u6392\u961f", "x".repeat(300)).get(random.nextInt(5))
                        + random.nextInt(400);
        boolean all = random.nextInt(4) == 0;
        Measurement measurement = random.nextBoolean() ? Measurement.SLA : Measurement.QUEUE;
        List<String> tags = measurement == Measurement.SLA ? List.of("c" + random.nextInt(3)) : List.of();
        return new CellKey(measurement, all ? List.of() : List.of("queue"), all ? List.of() : List.of(value), tags);
    }

    @Test
    void givesTheKeyThatWasWrittenAndTheSameObjectForIt() throws IOException {
        Random random = new Random(1);
        CellKeyPool pool = new CellKeyPool();
        for (int round = 0; round < 20; round++) {
            List<CellKey> keys = new ArrayList<>();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                keys.add(key(random));
                bytes.write(keys.get(i).bytes());
                bytes.write(i);
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            for (int i = 0; i < keys.size(); i++) {
                assertThat(pool.read(in)).isEqualTo(keys.get(i));
                assertThat(in.readUnsignedByte()).as("nothing else was read").isEqualTo(i & 0xFF);
            }
        }
        CellKey one = key(random);
        CellKey read = pool.read(new DataInputStream(new ByteArrayInputStream(one.bytes())));
        assertThat(pool.read(new DataInputStream(new ByteArrayInputStream(one.bytes()))))
                .isSameAs(read);
    }

    /** A source that puts ids into a dimension must not fill the memory. */
    @Test
    void keysThatNeverComeAgainAreForgotten() throws IOException {
        CellKeyPool pool = new CellKeyPool();
        for (int i = 0; i < 40_000; i++) {
            CellKey key = new CellKey(Measurement.QUEUE, List.of("queue"), List.of("id-" + i), List.of());
            assertThat(pool.read(new DataInputStream(new ByteArrayInputStream(key.bytes()))))
                    .isEqualTo(key);
            assertThat(pool.size()).isLessThanOrEqualTo(1 << 13);
        }
    }
}
