package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.event.EventType;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DemandTest {
    /** Monday, midnight in Shanghai. */
    private static final long MONDAY = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();

    private static final long HOUR = 3_600_000L;

    @Test
    void arrivalsFollowTheHoursOfTheWeek() {
        Scenario scenario = Scenarios.load("calm").withRate(4);
        QueueProfile queue = scenario.organisation().queue("delivery");
        Curve curve = scenario.organisation().curveOf(queue);
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        long[] counts = new long[48];
        new Simulation(scenario, 9, MONDAY).runUntil(MONDAY + 48 * HOUR - 1, event -> {
            if (event.type() == EventType.CHAT_STARTED && "delivery".equals(event.queue())) {
                counts[(int) ((event.time() - MONDAY) / HOUR)]++;
            }
        });
        for (int hour = 0; hour < 48; hour++) {
            double expected = 4 * queue.arrivalsPerHour() * curve.at(MONDAY + hour * HOUR, zone);
            assertThat((double) counts[hour])
                    .as("hour %d", hour)
                    .isCloseTo(expected, within(4 * Math.sqrt(expected) + 1));
        }
    }

    @Test
    void aCurveReadsLocalHoursAndDays() {
        Curve curve = Scenarios.load("calm").organisation().curves().get("office");
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        assertThat(curve.at(MONDAY, shanghai)).isEqualTo(0.1);
        assertThat(curve.at(MONDAY + 9 * HOUR, shanghai)).isEqualTo(1.0);
        assertThat(curve.at(MONDAY + (5 * 24 + 9) * HOUR, shanghai)).isEqualTo(0.3);
        assertThat(curve.at(MONDAY - 1, shanghai)).isCloseTo(0.15 * 0.2, within(1e-12));
        assertThat(curve.peak()).isEqualTo(1.0);
    }
}
