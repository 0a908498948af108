package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final long MINUTES = 5 * 60_000L;

    private static List<Delivered> deliver(Imperfections imperfections) {
        Simulation simulation = new Simulation(Scenarios.load("bench"), 3, 0);
        Delivery delivery = new Delivery(simulation, imperfections, 3, new EventEncoder()::encode);
        List<Delivered> records = new ArrayList<>();
        for (long time = 0; time <= MINUTES; time += 1_000) {
            delivery.runUntil(time, records::add);
        }
        delivery.flush(records::add);
        return records;
    }

    @Test
    void withoutImperfectionsRecordsAreEventsInOrder() {
        List<Delivered> records = deliver(Imperfections.NONE);
        EventDecoder decoder = new EventDecoder(List.of());
        long last = 0;
        for (Delivered record : records) {
            Decoded decoded = decoder.decode(record.value(), "file", 0, 0, Long.MAX_VALUE);
            assertThat(decoded.event().time()).isEqualTo(record.time()).isGreaterThanOrEqualTo(last);
            last = record.time();
        }
        assertThat(records).hasSizeGreaterThan(5_000);
    }

    /** However far it is asked to go at once, the first records are handed out long before the last are made. */
    @Test
    void recordsOfALongRunDoNotWaitForItsEnd() {
        EventEncoder encoder = new EventEncoder();
        int[] made = {0};
        Delivery delivery =
                new Delivery(new Simulation(Scenarios.load("bench"), 3, 0), Imperfections.USUAL, 3, event -> {
                    made[0]++;
                    return encoder.encode(event);
                });
        List<Integer> waiting = new ArrayList<>();
        int[] delivered = {0};
        delivery.runUntil(12 * MINUTES, record -> waiting.add(made[0] - delivered[0]++));

        assertThat(delivered[0]).isGreaterThan(100_000);
        assertThat(waiting).allMatch(records -> records < 10_000);
    }

    @Test
    void inOneStepOrInMany() {
        List<String> steps = new ArrayList<>();
        deliver(Imperfections.USUAL).forEach(record -> steps.add(new String(record.value(), StandardCharsets.UTF_8)));
        List<String> once = new ArrayList<>();
        Delivery delivery = new Delivery(
                new Simulation(Scenarios.load("bench"), 3, 0), Imperfections.USUAL, 3, new EventEncoder()::encode);
        delivery.runUntil(MINUTES, record -> once.add(new String(record.value(), StandardCharsets.UTF_8)));
        delivery.flush(record -> once.add(new String(record.value(), StandardCharsets.UTF_8)));

        assertThat(once).isEqualTo(steps);
    }

    @Test
    void imperfectionsChangeTheDeliveryAndNotTheEvents() {
        List<Delivered> perfect = deliver(Imperfections.NONE);
        List<Delivered> records = deliver(new Imperfections(0.02, new Span(1_500), 0.01));
        EventDecoder decoder = new EventDecoder(List.of());
        Map<String, Integer> seen = new HashMap<>();
        int rejected = 0;
        int disorder = 0;
        long newest = 0;
        for (Delivered record : records) {
            Decoded decoded = decoder.decode(record.value(), "file", 0, 0, Long.MAX_VALUE);
            if (!decoded.isEvent()) {
                rejected++;
                continue;
            }
            boolean again = seen.merge(decoded.event().id(), 1, Integer::sum) > 1;
            if (!again) {
                assertThat(record.time() - decoded.event().time()).isBetween(0L, 1_500L);
            }
            disorder += decoded.event().time() < newest ? 1 : 0;
            newest = Math.max(newest, decoded.event().time());
        }
        Set<String> ids = new HashSet<>();
        perfect.forEach(record -> ids.add(decoder.decode(record.value(), "file", 0, 0, Long.MAX_VALUE)
                .event()
                .id()));
        assertThat(seen.keySet()).isEqualTo(ids);
        double count = perfect.size();
        assertThat(seen.values().stream().filter(times -> times == 2).count() / count)
                .isBetween(0.014, 0.026);
        assertThat(rejected / count).isBetween(0.006, 0.014);
        assertThat(disorder / count).isGreaterThan(0.5);
    }

    @Test
    void casesStayInTheirStream() {
        Map<String, Delivered.Stream> streams = new HashMap<>();
        for (Delivered record : deliver(Imperfections.NONE)) {
            Delivered.Stream before = streams.putIfAbsent(record.key(), record.stream());
            assertThat(before == null ? record.stream() : before).isEqualTo(record.stream());
        }
        assertThat(streams.values()).contains(Delivered.Stream.values());
    }

    @Test
    void sharesMustBeShares() {
        assertThatThrownBy(() -> new Imperfections(1.5, Span.ZERO, 0))
                .hasMessage("duplicates is 1.5, not a share from 0 to 1");
    }
}
