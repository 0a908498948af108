package io.bellwether.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.gateway.Deliveries.Delivery;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.PayloadMapper;
import io.bellwether.gateway.mapping.SourceOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is loaded from a product's export and comes by its webhooks, too, has one id and counts once. */
class ExportsTest {

    @TempDir
    private Path folder;

    private static Set<String> messages(String name, String mapping, List<Delivery> deliveries) {
        PayloadMapper mapper = new PayloadMapper(
                Adapters.mapping(mapping).orElseThrow(), SourceOptions.of(name), new MemorySnapshots());
        return deliveries.stream()
                .flatMap(delivery -> mapper.map(delivery.call(), Long.MAX_VALUE).events().stream())
                .filter(event -> event.type() == EventType.TICKET_MESSAGE || event.type() == EventType.TICKET_CREATED)
                .map(ServiceEvent::id)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chatwoot", "zammad"})
    void messagesHaveTheSameIdsAsByWebhook(String product) {
        Set<String> live = messages(product, product, Deliveries.of(product, "story.jsonl"));
        Set<String> loaded = messages(product, product + "-export", Deliveries.export(product + "-export"));
        Set<String> both = live.stream().filter(loaded::contains).collect(Collectors.toSet());
        assertThat(both).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chatwoot", "zammad"})
    void anExportIsLoadedForTheSourceOfTheWebhooks(String product) throws Exception {
        StringBuilder records = new StringBuilder();
        for (Delivery delivery : Deliveries.export(product + "-export")) {
            records.append(new String(delivery.call().body(), StandardCharsets.UTF_8))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("export.jsonl"), records);
        Path out = folder.resolve("history.jsonl");
        int code = Bellwether.run(new String[] {
            "import", "--source", product, "--mapping", product + "-export", "--out", out.toString(), file.toString()
        });
        assertThat(code).isZero();
        assertThat(Files.readAllLines(out)).isNotEmpty().allSatisfy(line -> assertThat(line)
                .contains("\"source\":\"" + product + "\"", "\"backfill\":true"));
    }
}
