package io.bellwether.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What came lately, against a sum over all that was ever told. */
class QueueDemandTest {

    private static final long PANE = 10_000;
    private static final long HALF_HOUR = QueueDemand.HALF_HOUR_MILLIS;
    private static final long LATENESS = 600_000;

    @Test
    void sumsAreThoseOfTheNewestVersionsOfThePanes() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Map<Long, Lately> all = new HashMap<>();
            QueueDemand demand = new QueueDemand();
            long now = 1_000 * HALF_HOUR;
            for (int i = 0; i < 300; i++) {
                now += random.nextInt(30) * PANE;
                long start = now - (1 + random.nextInt((int) (LATENESS / PANE))) * PANE;
                Lately pane = new Lately(random.nextInt(3), random.nextInt(2), 1_000, i, 500);
                all.put(start, pane);
                assertThat(demand.put(start, pane)).isTrue();
                assertThat(demand.put(start, pane)).as("no news").isFalse();
                demand.settle(now, HALF_HOUR, LATENESS);
                demand = i % 50 == 0 ? copy(demand) : demand;
            }
            for (long from : List.of(now - HALF_HOUR, Math.floorDiv(now, HALF_HOUR) * HALF_HOUR - 20 * HALF_HOUR)) {
                assertThat(demand.between(from, now)).as("seed %d", seed).isEqualTo(naive(all, from, now));
            }
        }
    }

    private static Lately naive(Map<Long, Lately> all, long from, long until) {
        Lately sum = Lately.NOTHING;
        for (Map.Entry<Long, Lately> one : all.entrySet()) {
            if (one.getKey() >= from && one.getKey() < until) {
                sum = sum.plus(one.getValue());
            }
        }
        return sum;
    }

    /** Over any order of the same panes. */
    @Test
    void orderDoesNotMatter() {
        List<Long> starts = new ArrayList<>();
        for (long start = 0; start < 3 * HALF_HOUR; start += PANE) {
            starts.add(start);
        }
        Lately expected = new Lately(starts.size(), 0, 0, 0, 0);
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(starts, new Random(seed));
            QueueDemand demand = new QueueDemand();
            starts.forEach(start -> demand.put(start, new Lately(1, 0, 0, 0, 0)));
            demand.settle(3 * HALF_HOUR, HALF_HOUR, LATENESS);
            assertThat(demand.between(0, 3 * HALF_HOUR)).isEqualTo(expected);
        }
    }

    @Test
    void nothingIsKeptForLongerThanADay() {
        QueueDemand demand = new QueueDemand();
        demand.put(0, new Lately(1, 0, 0, 0, 0));
        demand.settle(QueueDemand.DAY_MILLIS, HALF_HOUR, LATENESS);
        assertThat(demand.isEmpty()).isFalse();
        demand.settle(QueueDemand.DAY_MILLIS + 4 * HALF_HOUR, HALF_HOUR, LATENESS);
        assertThat(demand.isEmpty()).isTrue();
        assertThat(demand.put(0, new Lately(1, 0, 0, 0, 0))).isFalse();
    }

    private static QueueDemand copy(QueueDemand demand) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        demand.write(new DataOutputStream(bytes));
        return QueueDemand.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), true);
    }
}
