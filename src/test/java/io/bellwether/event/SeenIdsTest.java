package io.bellwether.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenIdsTest {

    private static final long START = 1_772_442_000_000L;
    private static final long HORIZON = 1_000;

    private static ServiceEvent event(long number) {
        return ServiceEvent.of(EventType.CHAT_HELD, "e" + number, START, "desk").build();
    }

    private static byte[] bytes(SeenIds seen, long base) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        seen.write(base, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static SeenIds copy(SeenIds seen, long base) throws IOException {
        return SeenIds.read(base, new DataInputStream(new ByteArrayInputStream(bytes(seen, base))));
    }

    @Test
    void whatWasTakenWithinTheHorizonIsKnown() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            SeenIds seen = new SeenIds();
            List<Long> times = new ArrayList<>();
            long time = START;
            for (int i = 0; i < 400; i++) {
                time += random.nextInt(random.nextInt(20) == 0 ? 3_000 : 10);
                assertThat(seen.add(event(i), time, HORIZON)).isTrue();
                times.add(time);
                if (random.nextInt(30) == 0) {
                    seen = copy(seen, random.nextBoolean() ? 0 : START);
                }
                int known = random.nextInt(i + 1);
                boolean recent = times.get(known) >= time - HORIZON;
                if (recent || !seen.mayHaveForgotten(times.get(known))) {
                    assertThat(seen.contains(event(known))).isTrue();
                    assertThat(seen.add(event(known), time, HORIZON)).isFalse();
                }
                assertThat(recent && seen.mayHaveForgotten(times.get(known))).isFalse();
                assertThat(seen.contains(event(-1 - i))).isFalse();
                assertThat(seen.lastAt()).isEqualTo(time);
            }
        }
    }

    @Test
    void theSameIdOfAnotherSourceIsAnotherEvent() {
        SeenIds seen = new SeenIds();
        seen.add(event(1), START, HORIZON);
        assertThat(seen.contains(event(1).toBuilder().source("shop").build())).isFalse();
        assertThat(seen.contains(event(1).toBuilder().time(5).build())).isTrue();
    }

    /** An id takes eight bytes, and there is an end to them. */
    @Test
    void memoryIsBoundedAndWhatWasForgottenIsSaid() throws IOException {
        SeenIds seen = new SeenIds();
        for (int i = 0; i < 12; i++) {
            seen.add(event(i), START + i, HORIZON);
        }
        assertThat(bytes(seen, START)).hasSizeLessThanOrEqualTo(12 * 8 + 4);

        int most = SeenIds.MOST;
        for (int i = 12; i < 3 * most; i++) {
            seen.add(event(i), START + i, 10L * most);
        }
        assertThat(bytes(seen, START)).hasSizeLessThanOrEqualTo(2 * most * 8 + 40);
        assertThat(seen.contains(event(0))).isFalse();
        assertThat(seen.mayHaveForgotten(START)).isTrue();
        for (int i = 0; i < 3 * most; i++) {
            assertThat(seen.contains(event(i)) || seen.mayHaveForgotten(START + i))
                    .isTrue();
        }
        assertThat(seen.mayHaveForgotten(START + 2L * most)).isFalse();
    }

    @Test
    void whatIsOverHasAnEnd() throws IOException {
        SeenIds seen = new SeenIds();
        seen.add(event(1), START, HORIZON);
        assertThat(seen.isClosed(START)).isFalse();
        seen.close(seen.lastAt());
        SeenIds read = copy(seen, 0);
        assertThat(read.isClosed(START)).isTrue();
        assertThat(read.isClosed(START + 1)).isFalse();
        assertThat(copy(new SeenIds(), 0).isEmpty()).isTrue();
    }

    @Test
    void numbersAreKeptAsInASet() throws IOException {
        Random random = new Random(3);
        Set<Long> naive = new HashSet<>();
        LongSet numbers = new LongSet();
        for (int i = 0; i < 2_000; i++) {
            long number = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextLong() & -256;
            assertThat(numbers.has(number)).isEqualTo(naive.contains(number));
            numbers.add(number);
            naive.add(number);
            assertThat(numbers.size()).isEqualTo(naive.size());
            assertThat(numbers.has(number)).isTrue();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        numbers.write(new DataOutputStream(bytes));
        LongSet read = LongSet.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(naive).allMatch(read::has);
        assertThat(read.size()).isEqualTo(naive.size());
    }
}
