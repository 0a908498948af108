package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BytesTest {

    private final Random random = new Random(11);

    /** Every byte at every place of a word and behind it, among plain ones and others. */
    @Test
    void endsWhereTheFirstByteIsThatIsNotPlain() {
        for (int round = 0; round < 200_000; round++) {
            byte[] in = new byte[random.nextInt(40)];
            for (int i = 0; i < in.length; i++) {
                in[i] = (byte) (random.nextInt(12) == 0 ? random.nextInt(256) : 0x20 + random.nextInt(95));
            }
            int from = random.nextInt(in.length + 1);
            int to = from + random.nextInt(in.length - from + 1);
            assertThat(Bytes.endOfPlain(in, from, to)).isEqualTo(naive(in, from, to));
        }
    }

    private static int naive(byte[] in, int from, int to) {
        int at = from;
        while (at < to && in[at] >= 0x20 && in[at] < 0x7F && in[at] != '"' && in[at] != '\\') {
            at++;
        }
        return at;
    }

    @Test
    void comparesAsArraysDo() {
        for (int round = 0; round < 100_000; round++) {
            byte[] one = new byte[random.nextInt(30)];
            random.nextBytes(one);
            byte[] other = one.clone();
            int from = random.nextInt(one.length + 1);
            int length = random.nextInt(one.length - from + 1);
            if (one.length > 0 && random.nextBoolean()) {
                other[random.nextInt(one.length)]++;
            }
            boolean same = Arrays.equals(one, from, from + length, other, from, from + length);
            assertThat(Bytes.equal(one, from, other, from, length)).isEqualTo(same);
            if (same) {
                assertThat(Bytes.hash(one, from, length)).isEqualTo(Bytes.hash(other, from, length));
            }
        }
    }

    /** A table of short names is not to have them all in one place. */
    @Test
    void hashesOfSimilarNamesDiffer() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(i -> ("agent-" + i).getBytes(StandardCharsets.US_ASCII))
                        .map(name -> Bytes.hash(name, 0, name.length))
                        .distinct())
                .hasSizeGreaterThan(9_990);
        assertThat(IntStream.range(100_000, 200_000)
                        .mapToObj(i -> Integer.toString(i).getBytes(StandardCharsets.US_ASCII))
                        .map(name -> Bytes.hash(name, 0, name.length))
                        .distinct())
                .hasSizeGreaterThan(99_900);
    }
}
