package io.bellwether.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.simulate.Scenarios;
import io.bellwether.simulate.Simulation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated shops serve customers on platforms: whoever tries their indicators has something to see. */
class SimulatedPlatformsTest {

    /** So many units at least, and the share of good ones. */
    @ParameterizedTest
    @CsvSource({
        "calm, taobao, cn.round_within_3m, 100, 0.5, 1",
        "demo, taobao, cn.round_within_3m, 100, 0.5, 1",
        "demo, jd, cn.session_first_within_30s, 40, 0.5, 1",
        "platforms, taobao, cn.round_within_3m, 300, 0.8, 1",
        "platforms, taobao, csat, 20, 0.3, 1",
        "platforms, jd, cn.session_first_within_30s, 100, 0.5, 1",
        "platforms, jd, answer_rate, 100, 0.8, 1",
        "platforms, douyin, cn.session_within_3m, 40, 0.5, 1",
        "platforms, douyin, cn.message_within_3m, 100, 0.5, 1",
        "platforms, pinduoduo, cn.customer_within_3m, 100, 0.3, 0.98",
        "platforms, kuaishou, cn.customer_within_3m, 50, 0.3, 0.98",
        "platforms, xiaohongshu, cn.first_within_3m, 50, 0.3, 0.98",
    })
    void roundsAreSimulated(
            String scenario, String platform, String indicator, long least, double lowest, double highest) {
        PlatformDay day = PlatformDay.of(platform);
        boolean compressed = scenario.equals("demo");
        Simulation simulation =
                new Simulation(Scenarios.load(scenario), 1, PlatformDay.at(compressed ? "10:00:00" : "08:00:00"));
        simulation.runUntil(PlatformDay.at(compressed ? "10:15:00" : "11:00:00"), event -> {
            if (event.caseId() != null && day.book().concerns(event)) {
                day.and(event.toBuilder());
            }
        });
        Map<String, PlatformDay.Sum> sums = day.until("11:10:00").sums();
        assertThat(sums).containsKey(indicator);
        assertThat(sums.get(indicator).denominator()).isGreaterThan(least);
        double share =
                sums.get(indicator).numerator() / 1_000.0 / sums.get(indicator).denominator();
        assertThat(share).isBetween(lowest, highest);
    }

    /** Whoever waits for an agent who is away is at risk. */
    @Test
    void anIncidentPutsCustomersAtRisk() {
        PlatformDay day = PlatformDay.of("pinduoduo");
        Simulation simulation = new Simulation(Scenarios.load("platforms"), 1, PlatformDay.at("08:00:00"));
        simulation.runUntil(PlatformDay.at("11:00:00"), event -> {
            if (event.caseId() != null && day.book().concerns(event)) {
                day.and(event.toBuilder());
            }
        });
        day.until("11:10:00");
        assertThat(day.signals.stream().filter(signal -> signal.contains("at_risk 3")))
                .hasSizeGreaterThan(5);
        assertThat(day.atRisk("cn.customer_within_3m")).isZero();
    }
}
