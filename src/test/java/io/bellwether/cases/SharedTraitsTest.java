package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTraitsTest {

    private static Traits traits(String queue) {
        return Traits.UNKNOWN.with(ServiceEvent.of(EventType.TICKET_CREATED, "e", 0, "test")
                .queue(queue)
                .extra(Map.of("plan", "pro"))
                .build());
    }

    @Test
    void equalTuplesHaveOneNumber() {
        SharedTraits shared = new SharedTraits(10);
        int billing = shared.code(traits("billing"));
        assertThat(shared.code(traits("vip"))).isNotEqualTo(billing);
        assertThat(shared.code(traits("billing"))).isEqualTo(billing);
        assertThat(shared.of(billing)).isEqualTo(traits("billing"));
        assertThat(shared.bytes(billing)).isEqualTo(traits("billing").bytes());
    }

    @Test
    void whoComesWhenAllNumbersAreGivenHasNone() {
        SharedTraits shared = new SharedTraits(2);
        int billing = shared.code(traits("billing"));
        shared.code(traits("vip"));
        assertThat(shared.code(traits("returns"))).isEqualTo(SharedTraits.NONE);
        assertThat(shared.code(traits("billing"))).isEqualTo(billing);
    }

    @Test
    void threadsAgree() {
        SharedTraits shared = new SharedTraits(1000);
        Map<String, Set<Integer>> codes = new ConcurrentHashMap<>();
        IntStream.range(0, 20_000).parallel().forEach(i -> {
            String queue = "q" + i % 500;
            codes.computeIfAbsent(queue, q -> ConcurrentHashMap.newKeySet()).add(shared.code(traits(queue)));
        });
        assertThat(codes.values()).allSatisfy(found -> assertThat(found).hasSize(1));
        List<Integer> distinct =
                codes.values().stream().flatMap(Set::stream).distinct().sorted().toList();
        assertThat(distinct).hasSize(500).first().isEqualTo(0);
    }
}
