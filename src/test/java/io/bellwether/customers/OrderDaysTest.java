package io.bellwether.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.quality.AfterService;
import io.bellwether.quality.Bots;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerRules;
import io.bellwether.quality.Resolution;
import io.bellwether.quality.SelfService;
import io.bellwether.quality.Suspicion;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whether customers buy again; a customer's day begins as long before midnight as their number says. */
class OrderDaysTest {

    private static final long DAY = 86_400_000;
    private static final int WITHIN = 3;
    private static final long CUSTOMER = 5_000;

    private static long at(int day, long into) {
        return day * DAY - CUSTOMER + into;
    }

    private static long end(long day) {
        return at((int) day + 1, 0);
    }

    private static CustomerFact fact(Kind kind, long time, String of) {
        return new CustomerFact(CUSTOMER, time, kind, time, "", List.of(of), 1);
    }

    private static CustomerRun after(CustomerFact... facts) throws Exception {
        CustomerRun run = new CustomerRun(WITHIN);
        for (CustomerFact fact : facts) {
            run.take(fact).until(fact.time());
        }
        return run;
    }

    @Test
    void whoWasServedBuysAgain() throws Exception {
        try (CustomerRun run =
                after(fact(Kind.SOLVED, at(10, 5), "returns"), fact(Kind.ORDERED, at(13, DAY - 1), "shop"))) {
            assertThat(run.level(Measure.AFTER_PENDING, "returns served", end(12)))
                    .isEqualTo(1);
            run.until(at(30, 0));
            assertThat(run.sums(Measure.AFTER_PENDING))
                    .isEqualTo(Map.of("returns served " + end(10), 1L, "returns served " + end(13), -1L));
            assertThat(run.sums(Measure.AFTER_BOUGHT_AGAIN)).isEqualTo(Map.of("returns served " + end(13), 1L));
            assertThat(run.sums(Measure.AFTER_NOT_AGAIN))
                    .as("the order is not watched: it follows a solved case")
                    .isEmpty();
            assertThat(run.customersKept()).isZero();
        }
    }

    @Test
    void anOrderOfTheSameDayOrTooLateIsNone() throws Exception {
        try (CustomerRun run = after(
                fact(Kind.SOLVED, at(10, 5), "returns"),
                fact(Kind.ORDERED, at(10, DAY - 1), "shop"),
                fact(Kind.ORDERED, at(14, 0), "shop"))) {
            run.until(at(30, 0));
            assertThat(run.sums(Measure.AFTER_NOT_AGAIN))
                    .isEqualTo(Map.of("returns served " + end(13), 1L, "shop others " + end(17), 1L));
            assertThat(run.sums(Measure.AFTER_BOUGHT)).isEmpty();
        }
    }

    /** As with first contact resolution: from then on it counts in nothing, unless another case of the day stands. */
    @Test
    void aCaseThatIsMergedOrDeletedWasNotServed() throws Exception {
        CustomerFact solved = fact(Kind.SOLVED, at(10, 5), "returns");
        CustomerFact gone =
                new CustomerFact(CUSTOMER, solved.caseId(), Kind.WITHDRAWN, at(12, 7), "", List.of("elsewhere"), 1);
        try (CustomerRun run = after(solved, gone)) {
            run.restart();
            run.until(at(30, 0));
            assertThat(run.sums(Measure.AFTER_PENDING))
                    .isEqualTo(Map.of("returns served " + end(10), 1L, "returns served " + at(12, 7), -1L));
            assertThat(run.sums(Measure.AFTER_NOT_AGAIN)).isEmpty();
            assertThat(run.customersKept()).isZero();
        }
        try (CustomerRun run = after(solved, fact(Kind.SOLVED, at(10, 9), "returns"), gone)) {
            run.until(at(30, 0));
            assertThat(run.sums(Measure.AFTER_NOT_AGAIN)).isEqualTo(Map.of("returns served " + end(13), 1L));
        }
    }

    @Test
    void othersAreComparedAsLongAsTheyHaveNoCase() throws Exception {
        try (CustomerRun run = after(
                fact(Kind.CONTACT, at(9, 1), "chat"),
                fact(Kind.ORDERED, at(10, 5), "shop"),
                fact(Kind.ORDERED, at(10, 6), "shop"),
                fact(Kind.ORDERED, at(11, 5), "shop"),
                fact(Kind.CONTACT, at(14, 5), "chat"))) {
            run.until(at(40, 0));
            assertThat(run.sums(Measure.AFTER_BOUGHT_AGAIN)).isEqualTo(Map.of("shop others " + end(13), 1L));
            assertThat(run.sums(Measure.AFTER_NOT_AGAIN))
                    .as("a case began before the three days of the second were over")
                    .isEmpty();
            assertThat(run.level(Measure.AFTER_PENDING, "shop others", end(13)))
                    .as("the second, until the end of that day")
                    .isEqualTo(1);
            assertThat(run.level(Measure.AFTER_PENDING, "shop others", end(14))).isZero();
        }
    }

    @Test
    void eventsSayItAndComeTwiceOrTooLate() throws Exception {
        ServiceEvent order = ServiceEvent.of(EventType.ORDER_PLACED, "o-1", 10 * DAY, "shop")
                .customerId("u-1")
                .queue("web")
                .build();
        try (CustomerRun run = new CustomerRun(WITHIN)) {
            run.take(order).until(10 * DAY).take(order).until(10 * DAY + CustomerRun.LATENESS);
            run.take(order);
            assertThat(run.rejected()).isZero();
            run.until(10 * DAY + CustomerRun.LATENESS + 1).take(order);
            assertThat(run.rejected()).isEqualTo(1);
            run.until(20 * DAY);
            assertThat(run.sums(Measure.AFTER_NOT_AGAIN).values()).containsExactly(1L);
            assertThat(run.customersKept()).isZero();
        }
    }

    /** Or days would stand in the levels for weeks, and be counted as not buying again where no orders come any more. */
    @Test
    void whatIsWatchedIsTakenBackWhenNobodyAsksForItAnyMore() throws Exception {
        try (CustomerRun run = after(
                fact(Kind.SOLVED, at(10, 5), "returns"),
                fact(Kind.ORDERED, at(11, 5), "shop"),
                fact(Kind.SOLVED, at(11, 6), "returns"))) {
            run.until(at(12, 500));
            run.days = 0;
            run.restart();
            run.take(fact(Kind.SOLVED, at(12, 600), "returns"));
            run.until(at(12, 1_000));
            for (String of : List.of("returns served", "shop others")) {
                assertThat(run.level(Measure.AFTER_PENDING, of, at(12, 999))
                                + run.level(Measure.AFTER_BOUGHT, of, at(12, 999)))
                        .isEqualTo(of.startsWith("shop") ? 0 : 2);
                assertThat(run.level(Measure.AFTER_PENDING, of, at(12, 1_000))).isZero();
                assertThat(run.level(Measure.AFTER_BOUGHT, of, at(12, 1_000))).isZero();
            }
            run.restart();
            run.until(at(40, 0));
            assertThat(run.sums(Measure.AFTER_NOT_AGAIN)).isEmpty();
            assertThat(run.sums(Measure.AFTER_BOUGHT_AGAIN)).isEmpty();
            assertThat(run.customersKept()).isZero();
        }
    }

    /** By another number of days: what that has no more is taken back, and the rest is counted by it. */
    @Test
    void whatIsWatchedIsJudgedByTheDaysThatHoldNow() throws Exception {
        try (CustomerRun run = after(fact(Kind.SOLVED, at(10, 5), "old"), fact(Kind.SOLVED, at(12, 5), "new"))) {
            run.until(at(13, 500));
            assertThat(run.level(Measure.AFTER_PENDING, "old served", at(13, 500)))
                    .isEqualTo(1);
            run.days = 2;
            run.restart();
            run.restart();
            run.until(at(13, 600));
            assertThat(run.level(Measure.AFTER_PENDING, "old served", at(13, 600)))
                    .as("its two days were over before they held")
                    .isZero();
            assertThat(run.level(Measure.AFTER_PENDING, "new served", at(13, 600)))
                    .isEqualTo(1);
            run.until(at(40, 0));
            assertThat(run.sums(Measure.AFTER_NOT_AGAIN)).isEqualTo(Map.of("new served " + end(14), 1L));
            assertThat(run.customersKept()).isZero();
        }
        try (CustomerRun run = after(fact(Kind.SOLVED, at(10, 5), "old"))) {
            run.until(at(12, 0));
            run.days = 5;
            run.restart();
            run.until(at(12, 1));
            run.take(fact(Kind.ORDERED, at(15, 1), "shop")).until(at(40, 0));
            assertThat(run.sums(Measure.AFTER_BOUGHT_AGAIN)).isEqualTo(Map.of("old served " + end(15), 1L));
            assertThat(run.level(Measure.AFTER_PENDING, "old served", at(40, 0)))
                    .isZero();
            assertThat(run.level(Measure.AFTER_BOUGHT, "old served", at(40, 0))).isZero();
        }
    }

    /** A customer who orders all the time is kept as some days. */
    @Test
    void stateIsBounded() throws Exception {
        CustomerFile file = new CustomerFile();
        CustomerRules rules = new CustomerRules(
                Resolution.DEFAULT, Suspicion.DEFAULT, Bots.DEFAULT, SelfService.DEFAULT, new AfterService(WITHIN));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Said nobody = new Said((measure, series, time, value, since, weight) -> {});
        for (int i = 0; i < 10_000; i++) {
            long time = i * DAY / 100;
            file.take(fact(Kind.ORDERED, time, "shop"), rules, nobody);
            file.tellUntil(time, rules, nobody);
            file.settleUntil(time - CustomerRun.LATENESS, rules);
            bytes.reset();
            file.write(new DataOutputStream(bytes));
            assertThat(bytes.size()).isLessThan(40 + (WITHIN + 2) * 24);
        }
    }

    private static List<CustomerFact> life(Random random) {
        List<CustomerFact> facts = new ArrayList<>();
        long time = at(20, 0);
        for (int i = 0; i < 16; i++) {
            Kind kind = random.nextInt(3) == 0
                    ? random.nextBoolean() ? Kind.SOLVED : Kind.CONTACT
                    : random.nextInt(4) == 0 ? Kind.SOLVED : Kind.ORDERED;
            facts.add(new CustomerFact(CUSTOMER, i, kind, time, "", List.of("q" + random.nextInt(2)), 1));
            if (kind == Kind.SOLVED && random.nextInt(4) == 0) {
                long gone = time + random.nextInt((int) DAY) * (long) random.nextInt(5);
                facts.add(new CustomerFact(CUSTOMER, i, Kind.WITHDRAWN, gone, "", List.of("elsewhere"), 1));
            }
            time += random.nextInt(5) == 0 ? random.nextInt(60) : random.nextInt((int) (2 * DAY));
        }
        facts.sort(Comparator.comparingLong(CustomerFact::time));
        return facts;
    }

    private static List<CustomerRun.Delivery> deliveries(List<CustomerFact> facts, Random random) {
        return CustomerRun.deliveries(facts, random, (fact, comes, to) -> {
            if (fact.kind() != Kind.ORDERED && random.nextInt(5) == 0) {
                CustomerFact wrong = new CustomerFact(CUSTOMER, -1, fact.kind(), fact.time(), "", List.of("wrong"), 1);
                CustomerRun.wrong(wrong, comes, 19, random, to);
            } else if (random.nextInt(4) == 0) {
                to.add(new CustomerRun.Delivery(fact, comes + random.nextInt(9)));
                if (fact.kind() != Kind.ORDERED) {
                    to.add(new CustomerRun.Delivery(fact.by(-1), comes + 9));
                }
            }
        });
    }

    private static long day(CustomerFact fact) {
        return Math.floorDiv(fact.time() + CUSTOMER, DAY);
    }

    private static long goneAt(CustomerFact solved, List<CustomerFact> facts) {
        return facts.stream()
                .filter(fact -> fact.kind() == Kind.WITHDRAWN && fact.caseId() == solved.caseId())
                .mapToLong(CustomerFact::time)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** What the definition says, of all facts at once. */
    private static void compare(CustomerRun run, List<CustomerFact> facts, String as) {
        Map<String, Long> again = new TreeMap<>();
        Map<String, Long> not = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        Set<String> names = new HashSet<>();
        Map<String, Map<Long, Long>> pending = new TreeMap<>();
        for (CustomerFact one : facts) {
            boolean order = one.kind() == Kind.ORDERED;
            long d = day(one);
            String name = one.dimensions().get(0) + (order ? " others" : " served");
            if (one.kind() == Kind.CONTACT || one.kind() == Kind.WITHDRAWN || !seen.add(name + d)) {
                continue;
            }
            long placed = facts.stream()
                    .filter(fact -> fact.kind() == Kind.ORDERED
                            && day(fact) == d
                            && fact.dimensions().equals(one.dimensions()))
                    .mapToLong(CustomerFact::time)
                    .min()
                    .orElse(0);
            boolean served = facts.stream()
                    .anyMatch(fact -> fact.kind() == Kind.SOLVED && day(fact) >= d - WITHIN && day(fact) <= d);
            long caseDay = facts.stream()
                    .filter(fact -> fact.kind() == Kind.CONTACT && fact.time() > placed
                            || fact.kind() == Kind.SOLVED && day(fact) > d)
                    .mapToLong(OrderDaysTest::day)
                    .min()
                    .orElse(Integer.MAX_VALUE);
            if (order && (served || caseDay == d)) {
                continue;
            }
            long bought = facts.stream()
                    .filter(fact -> fact.kind() == Kind.ORDERED && day(fact) > d && day(fact) <= d + WITHIN)
                    .mapToLong(OrderDaysTest::day)
                    .min()
                    .orElse(Integer.MAX_VALUE);
            long over = d + WITHIN;
            // of a day all of whose cases are merged or deleted
            long gone = facts.stream()
                    .filter(fact -> !order
                            && fact.kind() == Kind.SOLVED
                            && day(fact) == d
                            && fact.dimensions().equals(one.dimensions()))
                    .mapToLong(fact -> goneAt(fact, facts))
                    .max()
                    .orElse(Long.MAX_VALUE);
            if (order ? caseDay > over : gone > end(over)) {
                (bought <= over ? again : not).merge(name + " " + end(over), 1L, Long::sum);
            }
            long stop = order ? Math.min(over, caseDay) : over;
            for (long now = d; now < stop; now++) {
                if (now < bought && end(now) < gone) {
                    pending.computeIfAbsent(name, n -> new TreeMap<>()).merge(end(now), 1L, Long::sum);
                }
            }
            names.add(name);
        }
        assertThat(run.sums(Measure.AFTER_BOUGHT_AGAIN)).as(as).isEqualTo(again);
        assertThat(run.sums(Measure.AFTER_NOT_AGAIN)).as(as).isEqualTo(not);
        for (String name : names) {
            for (long d = 18; d < 60; d++) {
                assertThat(run.level(Measure.AFTER_PENDING, name, end(d)))
                        .as("%s: %s pending after day %s", as, name, d)
                        .isEqualTo(pending.getOrDefault(name, Map.of()).getOrDefault(end(d), 0L));
            }
            assertThat(run.level(Measure.AFTER_BOUGHT, name, Long.MAX_VALUE))
                    .as(as)
                    .isZero();
        }
    }

    /** However late facts come or are taken back, in whatever steps time goes, and whenever the job is restarted. */
    @Test
    void itIsAsTheDefinitionSays() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<CustomerFact> facts = life(random);
            try (CustomerRun run = new CustomerRun(WITHIN)) {
                run.play(deliveries(facts, random), random).until(at(100, 0));
                compare(run, facts, "seed " + seed);
                assertThat(run.customersKept()).as("seed %s", seed).isZero();
            }
        }
    }
}
