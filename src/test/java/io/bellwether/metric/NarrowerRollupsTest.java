package io.bellwether.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NarrowerRollupsTest {

    private final NarrowerRollups rollups = new NarrowerRollups();

    @Test
    void eachIsMadeOfTheNextOneByMoreDimensions() {
        assertArrayEquals(
                new int[] {1, 3, 3, NarrowerRollups.NONE},
                rollups.of(List.of(
                        List.of(), List.of("queue"), List.of("channel", "tier"), List.of("tier", "queue", "channel"))));
    }

    @Test
    void whatNoOtherContainsIsMadeOfSeries() {
        int none = NarrowerRollups.NONE;
        assertArrayEquals(new int[] {none, none}, rollups.of(List.of(List.of("queue"), List.of("agent"))));
        assertArrayEquals(new int[] {}, rollups.of(List.of()));
    }

    @Test
    void ofTwoThatWouldDoTheFirstIsTaken() {
        assertArrayEquals(
                new int[] {1, NarrowerRollups.NONE, NarrowerRollups.NONE},
                rollups.of(List.of(List.of(), List.of("queue"), List.of("channel"))));
    }
}
