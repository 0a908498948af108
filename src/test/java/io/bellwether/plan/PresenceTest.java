package io.bellwether.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PresenceTest {

    /** Before somebody was seen nobody tells who is there: none is not none at all. */
    @Test
    void noneBeforeSomebodyIsSeenIsNotKnown() {
        Presence presence = new Presence();
        presence.put(10, 0);
        presence.put(20, 2);
        presence.put(30, 0);
        assertThat(presence.at(9)).isEqualTo(Presence.NOBODY_SEEN);
        assertThat(presence.at(15)).isEqualTo(Presence.NOBODY_SEEN);
        assertThat(presence.at(29)).isEqualTo(2);
        assertThat(presence.at(40)).isZero();
    }

    /** In whatever order panes come, and whatever is forgotten. */
    @Test
    void whatIsKnownOfATimeDependsOnWhatWasUntilThen() throws IOException {
        List<Integer> ends = new ArrayList<>();
        for (int end = 1; end <= 60; end++) {
            ends.add(end);
        }
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            long[] agents = random.longs(61, 0, 3).map(n -> Math.max(0, n - 1)).toArray();
            Collections.shuffle(ends, random);
            Presence presence = new Presence();
            ends.forEach(end -> presence.put(end, 5));
            ends.forEach(end -> presence.put(end, agents[end]));
            Presence later = copy(presence);
            later.forgetBefore(30);
            for (int time = 1; time <= 60; time++) {
                long expected = Presence.NOBODY_SEEN;
                for (int end = 1; end <= time; end++) {
                    expected = agents[end] > 0 || expected != Presence.NOBODY_SEEN ? agents[end] : expected;
                }
                assertThat(presence.at(time)).as("seed %d at %d", seed, time).isEqualTo(expected);
                assertThat(time < 30 ? expected : later.at(time)).isEqualTo(expected);
            }
        }
    }

    private static Presence copy(Presence presence) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        presence.write(new DataOutputStream(bytes));
        return Presence.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
