package io.bellwether.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.EachObservation;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservedRun;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RatingsOperatorTest {

    private static final long SLOT = QueueRatings.SLOT;
    private static final long DAY = QueueRatings.DAY;
    private static final long LATENESS = 600_000;

    /** The function, as a job drives it. */
    private static final class Run
            extends ObservedRun<KeyedOneInputStreamOperatorTestHarness<Long, CustomerFact, Observation>> {

        Run() throws Exception {
            begin(null);
        }

        @Override
        protected KeyedOneInputStreamOperatorTestHarness<Long, CustomerFact, Observation> create() throws Exception {
            return new KeyedOneInputStreamOperatorTestHarness<>(
                    new RatingsOperator<>(CustomerRun.rules(DAY, 0), LATENESS, EachObservation.maker()),
                    CustomerFact::customer,
                    Types.LONG);
        }

        Run take(CustomerFact rating) throws Exception {
            harness.processElement(new StreamRecord<>(rating, rating.time()));
            return this;
        }

        Run until(long time) throws Exception {
            harness.processWatermark(new Watermark(time));
            return this;
        }

        int kept() {
            return harness.numKeyedStateEntries();
        }

        /** How many of a measure there are at each time; zeros left out. */
        Map<Long, Long> sums(Measure measure) {
            Map<Long, Long> sums = new TreeMap<>();
            for (Observation one : said()) {
                if (one.measure() == measure) {
                    assertThat(one.series().tags()).containsExactly("CSAT", "burst");
                    sums.merge(one.time(), one.weight() * one.value(), Long::sum);
                }
            }
            sums.values().removeIf(n -> n == 0);
            return sums;
        }
    }

    private static CustomerFact rating(long time, boolean well, int caseId) {
        Kind kind = well ? Kind.RATED_WELL : Kind.RATED_BADLY;
        return new CustomerFact(5, caseId, kind, time, "CSAT", List.of("billing"), 1);
    }

    /** Two days with one good and now and then a bad one in ten minutes. */
    private static Run usual() throws Exception {
        Run run = new Run();
        for (int i = 0; i < 288; i++) {
            run.take(rating(i * SLOT + 1_000, true, i)).until(i * SLOT + 2_000);
            if (i % 3 == 0) {
                run.take(rating(i * SLOT + 5_000, false, 1_000 + i)).until(i * SLOT + 6_000);
            }
        }
        return run;
    }

    @Test
    void whatComesInABurstIsDoubtful() throws Exception {
        try (Run run = usual()) {
            long start = 288 * SLOT;
            for (int i = 0; i < 25; i++) {
                run.take(rating(start + i * 1_000, true, 5_000 + i));
            }
            run.take(rating(start + 100_000, false, 6_000)).until(start + SLOT - 1);
            assertThat(run.sums(Measure.DOUBT_RATINGS)).as("nobody knows yet").isEmpty();
            run.until(start + SLOT);
            assertThat(run.sums(Measure.DOUBT_RATINGS)).isEqualTo(Map.of(start + SLOT, 25L));
            assertThat(run.sums(Measure.DOUBT_SATISFIED)).isEqualTo(Map.of(start + SLOT, 25L));
            run.take(rating(start + 1, true, 7_000))
                    .take(rating(start + 2, true, 7_001).by(1))
                    .take(rating(start + 2, true, 7_001).by(-1));
            assertThat(run.sums(Measure.DOUBT_RATINGS))
                    .as("one that comes late is of the burst, one that is taken back is not")
                    .isEqualTo(Map.of(start + SLOT, 26L));
            run.until(start + 30 * DAY);
            assertThat(run.kept()).as("queues kept").isZero();
        }
    }

    @Test
    void whatIsUsualIsNotDoubtful() throws Exception {
        try (Run run = usual()) {
            long start = 288 * SLOT;
            for (int i = 0; i < 9; i++) {
                run.take(rating(start + i * 1_000, true, 5_000 + i));
            }
            run.until(start + SLOT);
            assertThat(run.sums(Measure.DOUBT_RATINGS)).as("fewer than ten").isEmpty();
        }
        try (Run run = new Run()) {
            for (int i = 0; i < 40; i++) {
                run.take(rating(1_000 + i, false, i)).take(rating(DAY - SLOT + i, true, 100 + i));
            }
            run.until(2 * DAY);
            assertThat(run.sums(Measure.DOUBT_RATINGS))
                    .as("before a day is known nothing is usual")
                    .isEmpty();
        }
    }

    /** The rush of each day at noon is none. */
    @Test
    void whatIsUsualAtThatHourIsNotDoubtful() throws Exception {
        try (Run run = new Run()) {
            for (int day = 0; day < 6; day++) {
                long noon = day * DAY + DAY / 2;
                run.take(rating(day * DAY, true, day)).until(noon - 1);
                for (int slot = -6; slot < 6; slot++) {
                    for (int i = 0; i < 12; i++) {
                        run.take(rating(noon + slot * SLOT + i, true, i)).until(noon + slot * SLOT + i);
                    }
                }
            }
            run.until(6 * DAY);
            assertThat(run.sums(Measure.DOUBT_RATINGS))
                    .as("but for the first noon but one, when a day was not known")
                    .isEmpty();
        }
    }

    @Test
    void theEndOfTheInputJudgesNothing() throws Exception {
        try (Run run = usual()) {
            for (int i = 0; i < 25; i++) {
                run.take(rating(288 * SLOT + i, true, 5_000 + i));
            }
            run.until(Long.MAX_VALUE);
            assertThat(run.sums(Measure.DOUBT_RATINGS)).isEmpty();
        }
    }

    private static List<CustomerFact> random(Random random) {
        List<CustomerFact> ratings = new ArrayList<>();
        for (int slot = 0; slot < 8 * 144; slot += 1 + random.nextInt(6)) {
            int n = random.nextInt(40) == 0 ? 8 + random.nextInt(30) : random.nextInt(3);
            boolean well = random.nextBoolean();
            for (int i = 0; i < n; i++) {
                boolean side = random.nextInt(9) == 0 ? !well : well;
                ratings.add(rating(slot * SLOT + random.nextInt((int) SLOT), side, ratings.size()));
            }
        }
        return ratings;
    }

    /** What the definition says, of all ratings at once: the doubtful by the end of their ten minutes. */
    private static Map<Long, Long> naive(List<CustomerFact> ratings) {
        Map<Long, Long> doubtful = new TreeMap<>();
        for (Kind side : List.of(Kind.RATED_WELL, Kind.RATED_BADLY)) {
            long first = ratings.stream().mapToLong(CustomerFact::time).min().orElse(0) / SLOT;
            long last = ratings.stream().mapToLong(CustomerFact::time).max().orElse(0) / SLOT;
            Map<Long, Long> counted = new TreeMap<>();
            for (long slot = first; slot <= last; slot++) {
                long of = slot;
                long n = ratings.stream()
                        .filter(one -> one.kind() == side && one.time() / SLOT == of)
                        .count();
                long from = Math.max(first, slot - 7 * 144);
                double all = 0;
                double ofHour = 0;
                int hours = 0;
                for (long before = from; before < slot; before++) {
                    long apart = (slot - before) % 144;
                    all += counted.get(before);
                    if (Math.min(apart, 144 - apart) <= 6) {
                        ofHour += counted.get(before);
                        hours++;
                    }
                }
                double usual = slot - from < 144
                        ? Double.POSITIVE_INFINITY
                        : Math.max(all / (slot - from), hours == 0 ? 0 : ofHour / hours);
                boolean burst = n >= 10 && n > 3 * usual && n > usual + 5 * Math.sqrt(usual);
                counted.put(slot, burst ? 0 : n);
                if (burst) {
                    doubtful.merge((slot + 1) * SLOT, n, Long::sum);
                }
            }
        }
        return doubtful;
    }

    @Test
    void itIsAsTheDefinitionSays() throws Exception {
        long found = 0;
        for (int seed = 0; seed < 25; seed++) {
            Random random = new Random(seed);
            List<CustomerFact> ratings = random(random);
            List<CustomerRun.Delivery> deliveries = new ArrayList<>();
            for (CustomerFact rating : ratings) {
                boolean late = random.nextInt(4) == 0;
                long by = late ? random.nextInt((int) LATENESS - 20_000) : -1 - random.nextInt(60_000);
                deliveries.add(new CustomerRun.Delivery(rating, rating.time() + by));
                if (random.nextInt(6) == 0) {
                    CustomerFact wrong = rating(rating.time(), random.nextBoolean(), 100_000 + ratings.size());
                    deliveries.add(new CustomerRun.Delivery(wrong, rating.time() + by));
                    deliveries.add(
                            new CustomerRun.Delivery(wrong.by(-1), rating.time() + by + 1 + random.nextInt(10_000)));
                }
            }
            deliveries.sort(Comparator.comparingLong(CustomerRun.Delivery::watermark));
            try (Run run = new Run()) {
                for (CustomerRun.Delivery delivery : deliveries) {
                    run.until(delivery.watermark()).take(delivery.fact());
                    if (random.nextInt(100) == 0) {
                        run.restart();
                        run.until(delivery.watermark());
                    }
                }
                run.until(8 * 144 * SLOT + DAY);
                Map<Long, Long> naive = naive(ratings);
                assertThat(run.sums(Measure.DOUBT_RATINGS)).as("seed %s", seed).isEqualTo(naive);
                found += naive.size();
            }
        }
        assertThat(found).as("bursts").isGreaterThan(50);
    }
}
