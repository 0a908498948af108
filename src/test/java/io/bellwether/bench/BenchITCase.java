package io.bellwether.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That each part measures what it says; the figures of so little say nothing, and are not looked at. */
class BenchITCase {

    private static final int EVENTS = 20_000;

    private static final Progress SILENT = new Progress() {
        @Override
        public void at(String what, double share, String note) {
            // nobody waits
        }

        @Override
        public void end() {
            // nobody waits
        }
    };

    private final BenchSetup setup =
            new BenchSetup(Settings.defaults(), RuleSet.none(), PolicyBook.defaults(), SentimentModel::bundled);

    @Test
    void everyScenarioReadsAllAndIsMeasuredFromItsFirstQuarterOn() throws Exception {
        List<BenchScenario> all = List.of(BenchScenario.values());
        Throughput throughput = Throughput.measure(setup, all, EVENTS, 1, true, SILENT);
        for (BenchScenario scenario : all) {
            assertThat(throughput.measured().get(scenario)).singleElement().satisfies(run -> {
                assertThat(run.events()).isBetween(EVENTS / 2L, EVENTS * 3L / 4);
                assertThat(run.usage().cpuSeconds()).isPositive();
                assertThat(run.bytesPerEvent()).isPositive();
            });
        }
        assertThat(ThreadTable.of(throughput.measured().get(BenchScenario.TOPOLOGY))
                        .rows())
                .extracting(ThreadTable.Row::threads)
                .contains(ThreadKind.OTHER, "Kafka fetcher")
                .anyMatch(threads -> threads.startsWith("Fold cases"));
    }

    @Test
    void openCasesAreOnTheHeapOrInRocksDb() throws Exception {
        CasePart part = new CasePart(setup, 2_000, SILENT);
        CaseCost heap = part.onHeap();
        assertThat(heap.live().heapBytes()).isGreaterThan(heap.settled().heapBytes());
        assertThat(heap.settled().heapBytes()).isGreaterThan(2_000 * 100);
        assertThat(heap.traffic().seconds()).isPositive();
        assertThat(part.inRocksDb().settled().heapBytes())
                .isLessThan(heap.settled().heapBytes());
    }
}
