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

    private static final BenchMachine MACHINE = new BenchMachine(2, 3072, "17", "Copy", "Linux amd64", "2026-01-02");

    @Test
    void ratiosAreThoseOfMedians() {
        Throughput throughput = throughput(Map.of(
                BenchScenario.DECODE,
                List.of(run(BenchScenario.DECODE, 1), run(BenchScenario.DECODE, 2), run(BenchScenario.DECODE, 40)),
                BenchScenario.TOPOLOGY,
                List.of(
                        run(BenchScenario.TOPOLOGY, 5),
                        run(BenchScenario.TOPOLOGY, 4),
                        run(BenchScenario.TOPOLOGY, 1))));
        assertThat(throughput.ratio(BenchScenario.DECODE)).isCloseTo(0.5, within(1e-9));
        assertThat(throughput.ratio(BenchScenario.SQL)).isNaN();
    }

    @Test
    void tellsPeopleAndProgramsTheSame() throws Exception {
        BenchReport report = new BenchReport(
                MACHINE,
                List.of(
                        throughput(Map.of(
                                BenchScenario.TOPOLOGY, List.of(run(BenchScenario.TOPOLOGY, 4)),
                                BenchScenario.SQL, List.of(run(BenchScenario.SQL, 2)))),
                        cost()));
        assertThat(report.toText())
                .contains("2 cores, 3072 MB heap (Copy), Java 17, Linux amd64, 2026-01-02")
                .contains("1,000 events, the first quarter left out of every figure; parallelism 2, runs of each: 1")
                .containsPattern("whole topology +188 +188 +188 +4000\\.0 +8,000 +20\\.0 +25\\.0\\n")
                .contains("whole topology : Flink SQL, one window = 0.50")
                .containsPattern("fold cases +1333\\.33 +8,000\\n")
                .doesNotContain("decode");
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertThat(json.at("/scenarios/topology/events_per_s/median").asDouble())
                .isEqualTo(187.5);
        assertThat(json.at("/scenarios/topology/bytes_per_event/median").asDouble())
                .isEqualTo(8_000);
        assertThat(json.at("/topology_threads/fold cases/bytes_per_event").asDouble())
                .isEqualTo(8_000);
        assertThat(json.at("/topology_over/sql").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/topology_over/decode").isMissingNode()).isTrue();
        assertThat(json.at("/open_case/settled_heap_bytes").asDouble()).isEqualTo(700);
        assertThat(json.at("/open_case/fold_alone/settled_heap_bytes").asDouble())
                .isEqualTo(300);
    }

    @Test
    void anOpenCaseIsTheWholeJobsAndTheFoldsPartIsTold() {
        BenchReport report = new BenchReport(MACHINE, List.of(cost()));
        assertThat(report.toText())
                .contains("10 open cases, state on the heap")
                .containsPattern("live heap, all counted +1500 +700\\n")
                .containsPattern("rollups, timers, entries +900 +400\\n")
                .containsPattern("byte\\[\\] +1000 +500\\n")
                .contains("50 events/s, 40000.0 µs CPU and 1,000 bytes an event");
    }

    @Test
    void aGatewayThatCannotKeepUpShowsIt() throws Exception {
        GatewayLoad load = new GatewayLoad(
                2_000, 40, new GatewayLoad.Answers(59_000, 900, 100), new GatewayLoad.Waits(1, 2, 3, 4), 12, 8);
        BenchReport report = new BenchReport(MACHINE, List.of(load));
        assertThat(report.toText())
                .contains("59,000 taken, 900 put off, 100 failed, in 40 s, 1,500 a second")
                .contains("the gateway used 0.30 cores, 200 µs a webhook; job and store 0.20 cores")
                .containsPattern("due to answered +1\\.0 +2\\.0 +3\\.0 +4\\.0");
        assertThat(new ObjectMapper()
                        .readTree(report.toJson())
                        .at("/gateway/cpu_us_each")
                        .asDouble())
                .isCloseTo(200, within(1e-9));
    }

    @Test
    void rulesCostWhatTheyAddToTheCpuOfAnEvent() throws Exception {
        List<Measured> without = List.of(run(BenchScenario.TOPOLOGY, 4));
        Usage more = new Usage(4, 3.3, 1, 0, 0, 0, List.of());
        List<Measured> with = List.of(new Measured(BenchScenario.TOPOLOGY, 750, more, 10, 0));
        BenchReport report = new BenchReport(MACHINE, List.of(new RuleCost(1_000, 10_900, 9_876, without, with)));
        assertThat(report.toText())
                .contains("1,000 rules, 10,900 pairs of a rule and a queue that it watches; 9,876 series")
                .contains("they cost 10.0 %");
        assertThat(new ObjectMapper()
                        .readTree(report.toJson())
                        .at("/rules/percent")
                        .asDouble())
                .isCloseTo(10, within(1e-9));
    }

    @Test
    void latenciesAndScalingAreTold() throws Exception {
        Latency latency = new Latency("event to webhook", 240, 239, 2_300, 2_700, 2_900);
        Usage usage = new Usage(120, 180, 1, 0, 0, 0, List.of());
        Scaling.Row row = new Scaling.Row("as simulated", 4, 4_647, List.of(run(BenchScenario.TOPOLOGY, 4)));
        BenchReport report = new BenchReport(
                MACHINE,
                List.of(new Latencies(20_000, 120, 2_000, List.of(latency), usage), new Scaling(1_000, List.of(row))));
        assertThat(report.toText())
                .contains("latency at 20,000 events/s for 120 s, disorder 2.0 s among it;")
                .contains("used 1.50 cores")
                .containsPattern("event to webhook +2,300 +2,700 +2,900 +239 +1\\n")
                .containsPattern("as simulated +4 +4,647 +188 +4000\\.0 +8,000");
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertThat(json.at("/latency/event_to_webhook/p99_ms").asLong()).isEqualTo(2_700);
        assertThat(json.at("/scaling/0/series").asLong()).isEqualTo(4_647);
    }

    private static CaseCost cost() {
        return new CaseCost(
                10,
                false,
                new CaseCost.Held(15_000, 0, 0, Map.of("byte[]", 10_000L)),
                new CaseCost.Held(7_000, 0, 0, Map.of("byte[]", 5_000L)),
                new CaseMemory(9, 600, 500, 300, 200, 100, 50),
                100,
                new Usage(2, 4, 100_000, 0, 0, 0, List.of()));
    }

    /** Of 1,000 events the first quarter is left out. */
    private static Measured run(BenchScenario scenario, double seconds) {
        Usage usage = new Usage(
                seconds, 3, 6_000_000, seconds / 4, 0.6, 0.3, List.of(new Usage.Share("fold cases", 1, 6_000_000)));
        return new Measured(scenario, 750, usage, 10, 0);
    }

    private static Throughput throughput(Map<BenchScenario, List<Measured>> measured) {
        return new Throughput(1_000, 2, new EnumMap<>(measured), true);
    }
}
