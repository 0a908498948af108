package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.ServiceEvent;
import io.bellwether.gateway.Deliveries.Delivery;
import io.bellwether.gateway.mapping.Mapped;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.PayloadMapper;
import io.bellwether.gateway.mapping.PayloadOutcome;
import io.bellwether.gateway.mapping.SnapshotStore;
import io.bellwether.gateway.mapping.SourceOptions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each payload of each product becomes, event by event; the files say it beside the payload. */
class AdapterContractTest {

    static List<String> adapters() {
        return AdapterStoryTest.adapters();
    }

    private static PayloadMapper mapper(String adapter, SnapshotStore store) {
        return new PayloadMapper(Adapters.mapping(adapter).orElseThrow(), SourceOptions.of(adapter), store);
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void theStoryIsToldAsItIsWritten(String adapter) {
        PayloadMapper mapper = mapper(adapter, new MemorySnapshots());
        Deliveries.of(adapter, "story.jsonl").forEach(delivery -> check(mapper, delivery));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void whatElseComesBecomesWhatIsWritten(String adapter) {
        Deliveries.of(adapter, "others.jsonl")
                .forEach(delivery -> check(mapper(adapter, new MemorySnapshots()), delivery));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chatwoot-export", "zammad-export"})
    void recordsOfExportsBecomeWhatIsWritten(String adapter) {
        Deliveries.export(adapter).forEach(delivery -> check(mapper(adapter, new MemorySnapshots()), delivery));
    }

    private static void check(PayloadMapper mapper, Delivery delivery) {
        Mapped mapped = mapper.map(delivery.call(), Long.MAX_VALUE);
        List<ServiceEvent> events =
                mapped.events().stream().map(Deliveries::nameless).toList();
        assertThat(mapped.refused()).as(delivery.what()).hasSize(delivery.refused());
        assertThat(mapped.strangers()).as(delivery.what()).containsExactlyElementsOf(delivery.strangers());
        assertThat(events).as(delivery.what()).containsExactlyElementsOf(delivery.becomes());
        assertThat(mapped.events())
                .as(delivery.what())
                .extracting(ServiceEvent::id)
                .doesNotHaveDuplicates();
        assertThat(mapped.outcomes().stream().anyMatch(outcome -> outcome.what() == PayloadOutcome.What.UNMAPPED))
                .as(delivery.what())
                .isEqualTo(delivery.unmapped());
    }
}
