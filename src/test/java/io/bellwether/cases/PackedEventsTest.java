package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.state.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedEventsTest {

    /** However they were added, trimmed, copied and written in between. */
    @Test
    void allOfThemComeBackInOrder() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = new ArrayList<>();
            PackedEvents packed = new PackedEvents();
            List<PackedEvents> copies = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            while (events.size() < 60) {
                for (ServiceEvent event : Histories.next(random)) {
                    events.add(event);
                    packed.add(event);
                    if (random.nextInt(5) == 0) {
                        packed.trim();
                    }
                    if (random.nextInt(8) == 0) {
                        copies.add(packed);
                        sizes.add(events.size());
                        packed = packed.copy();
                    }
                    if (random.nextInt(20) == 0) {
                        packed = WaitingCodec.INSTANCE.fromBytes(
                                WaitingCodec.INSTANCE.toBytes(packed), Versions.CURRENT);
                    }
                }
            }
            assertThat(packed.size()).isEqualTo(events.size());
            assertThat(packed.firstTime()).isEqualTo(events.get(0).time());
            assertThat(packed.unpack(EventKeys.caseOf(events.get(0)))).isEqualTo(events);
            for (int i = 0; i < copies.size(); i++) {
                assertThat(copies.get(i).unpack(EventKeys.caseOf(events.get(0))))
                        .as("what a snapshot holds, seed %s", seed)
                        .isEqualTo(events.subList(0, sizes.get(i)));
            }
        }
    }
}
