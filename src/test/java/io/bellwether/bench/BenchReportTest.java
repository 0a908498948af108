package io.bellwether.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {

    private static final BenchMachine MACHINE = new BenchMachine(2, 3072, "17", "Linux amd64", "2026-01-02");

    @Test
    void ratiosAreThoseOfMedians() {
        BenchReport report = report(Map.of(
                BenchScenario.DECODE,
                        List.of(
                                run(BenchScenario.DECODE, 1),
                                run(BenchScenario.DECODE, 2),
                                run(BenchScenario.DECODE, 40)),
                BenchScenario.TOPOLOGY,
                        List.of(
                                run(BenchScenario.TOPOLOGY, 5),
                                run(BenchScenario.TOPOLOGY, 4),
                                run(BenchScenario.TOPOLOGY, 1))));
        assertThat(report.ratio(BenchScenario.DECODE)).isCloseTo(0.5, within(1e-9));
        assertThat(report.ratio(BenchScenario.SQL)).isNaN();
    }

    @Test
    void tellsPeopleAndProgramsTheSame() throws Exception {
        BenchReport report = report(Map.of(
                BenchScenario.TOPOLOGY,
                List.of(run(BenchScenario.TOPOLOGY, 4)),
                BenchScenario.SQL,
                List.of(run(BenchScenario.SQL, 2))));
        assertThat(report.toText())
                .contains("2 cores, 3072 MB heap, Java 17, Linux amd64, 2026-01-02")
                .contains("1,000 events, parallelism 2, runs of each: 1")
                .containsPattern("whole topology +250 +250 +250 +3000\\.0")
                .contains("whole topology : Flink SQL, one window = 0.50")
                .doesNotContain("decode");
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertThat(json.at("/scenarios/topology/events_per_s/median").asDouble())
                .isEqualTo(250);
        assertThat(json.at("/topology_over/sql").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/topology_over/decode").isMissingNode()).isTrue();
        assertThat(json.at("/open_case/settled_heap_bytes").asDouble()).isEqualTo(300);
    }

    private static Measured run(BenchScenario scenario, double seconds) {
        return new Measured(scenario, 1_000, seconds, 3, 10);
    }

    private static BenchReport report(Map<BenchScenario, List<Measured>> measured) {
        return new BenchReport(
                MACHINE, 1_000, 2, new EnumMap<>(measured), new CaseMemory(9, 600, 500, 300, 200, 100, 50));
    }
}
