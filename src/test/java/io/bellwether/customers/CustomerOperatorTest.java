package io.bellwether.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CustomerOperatorTest {

    private static final long WITHIN = CustomerRun.WITHIN;
    private static final long LATENESS = CustomerRun.LATENESS;
    private static final int CUSTOMERS = 3;

    private static CustomerFact fact(Kind kind, long time, int caseId, String topic) {
        return new CustomerFact(7, caseId, kind, time, topic, List.of("case" + caseId), 1);
    }

    private static CustomerFact solved(long time, int caseId, String topic) {
        return fact(Kind.SOLVED, time, caseId, topic);
    }

    private static CustomerFact contact(long time, int caseId, String topic) {
        return fact(Kind.CONTACT, time, caseId, topic);
    }

    @Test
    void whoDoesNotComeBackWasHelped() throws Exception {
        try (CustomerRun run = CustomerRun.after(contact(10, 1, "refund"), solved(50, 1, "refund"))) {
            assertThat(run.level(Measure.RESOLUTION_PENDING, "case1", 50)).isEqualTo(1);
            assertThat(run.sums(Measure.RESOLUTION_RESOLVED)).isEmpty();
            run.until(2_000);
            assertThat(run.sums(Measure.RESOLUTION_PENDING)).isEqualTo(Map.of("case1 50", 1L, "case1 1050", -1L));
            assertThat(run.sums(Measure.RESOLUTION_RESOLVED)).isEqualTo(Map.of("case1 1050", 1L));
            assertThat(run.sums(Measure.RESOLUTION_CONTACTS)).isEqualTo(Map.of("case1 10", 1L));
            assertThat(run.sums(Measure.RESOLUTION_REPEATS)).isEmpty();
            assertThat(run.customersKept()).isZero();
        }
    }

    @Test
    void whoComesBackAboutItWasNot() throws Exception {
        try (CustomerRun run = CustomerRun.after(solved(50, 1, "refund"), contact(300, 2, "refund"))) {
            assertThat(run.level(Measure.RESOLUTION_PENDING, "case1", 300)).isZero();
            assertThat(run.level(Measure.RESOLUTION_RETURNED, "case1", 300)).isEqualTo(1);
            assertThat(run.sums(Measure.RESOLUTION_REPEATS)).isEqualTo(Map.of("case2 300", 1L));
            run.until(2_000);
            assertThat(run.sums(Measure.RESOLUTION_UNRESOLVED)).isEqualTo(Map.of("case1 1050", 1L));
            assertThat(run.sums(Measure.RESOLUTION_RESOLVED)).isEmpty();
            assertThat(run.level(Measure.RESOLUTION_RETURNED, "case1", 2_000)).isZero();
        }
    }

    /** It was counted as one of the case itself, before anybody knew whose that is. */
    @Test
    void aContactThatCountedIsNotCountedAgain() throws Exception {
        CustomerFact counted = fact(Kind.COUNTED_CONTACT, 300, 2, "refund");
        try (CustomerRun run = CustomerRun.after(solved(50, 1, "refund"), counted)) {
            assertThat(run.level(Measure.RESOLUTION_RETURNED, "case1", 300)).isEqualTo(1);
            run.until(2_000);
            assertThat(run.sums(Measure.RESOLUTION_UNRESOLVED)).isEqualTo(Map.of("case1 1050", 1L));
            assertThat(run.sums(Measure.RESOLUTION_CONTACTS)).isEmpty();
            assertThat(run.sums(Measure.RESOLUTION_REPEATS)).isEmpty();
            assertThat(run.customersKept()).isZero();
        }
    }

    /** Where a topic is not known it may be any; a case that is opened again is about itself, whatever its topic is by then. */
    @Test
    void whatAContactIsAbout() throws Exception {
        try (CustomerRun run = CustomerRun.after(
                solved(50, 1, "refund"),
                solved(60, 2, ""),
                contact(100, 3, "delivery"),
                contact(200, 1, "delivery"),
                solved(300, 4, "refund"),
                contact(400, 5, ""))) {
            run.until(5_000);
            assertThat(run.sums(Measure.RESOLUTION_RETURNED))
                    .isEqualTo(Map.of(
                            "case2 100",
                            1L,
                            "case2 1060",
                            -1L,
                            "case1 200",
                            1L,
                            "case1 1050",
                            -1L,
                            "case4 400",
                            1L,
                            "case4 1300",
                            -1L));
            assertThat(run.sums(Measure.RESOLUTION_RESOLVED)).isEmpty();
        }
    }

    @Test
    void theLastMomentCountsAndTheMomentAfterDoesNot() throws Exception {
        try (CustomerRun run = CustomerRun.after(
                solved(50, 1, "a"), solved(50, 2, "b"), contact(1_050, 3, "a"), contact(1_051, 4, "b"))) {
            run.until(5_000);
            assertThat(run.sums(Measure.RESOLUTION_UNRESOLVED)).isEqualTo(Map.of("case1 1050", 1L));
            assertThat(run.sums(Measure.RESOLUTION_RESOLVED)).isEqualTo(Map.of("case2 1050", 1L));
            assertThat(run.sums(Measure.RESOLUTION_REPEATS)).isEqualTo(Map.of("case3 1050", 1L));
        }
    }

    @Test
    void whatIsMergedOrDeletedIsNeither() throws Exception {
        try (CustomerRun run =
                CustomerRun.after(solved(50, 1, "a"), fact(Kind.WITHDRAWN, 80, 1, "a"), contact(100, 3, "a"))) {
            run.until(5_000);
            assertThat(run.sums(Measure.RESOLUTION_PENDING)).isEqualTo(Map.of("case1 50", 1L, "case1 80", -1L));
            for (Measure none : List.of(
                    Measure.RESOLUTION_RESOLVED,
                    Measure.RESOLUTION_UNRESOLVED,
                    Measure.RESOLUTION_RETURNED,
                    Measure.RESOLUTION_REPEATS)) {
                assertThat(run.sums(none)).as("%s", none).isEmpty();
            }
        }
    }

    /** The end of a bounded input is no time that passed: nobody knows what would have come. */
    @Test
    void theEndOfTheInputDecidesNothing() throws Exception {
        try (CustomerRun run = CustomerRun.after(solved(50, 1, "a"))) {
            run.take(solved(500, 2, "b")).until(Long.MAX_VALUE);
            assertThat(run.level(Measure.RESOLUTION_PENDING, "case1", Long.MAX_VALUE))
                    .isEqualTo(1);
            assertThat(run.level(Measure.RESOLUTION_PENDING, "case2", Long.MAX_VALUE))
                    .isEqualTo(1);
            assertThat(run.sums(Measure.RESOLUTION_RESOLVED)).isEmpty();
        }
    }

    /** Nothing is kept of contacts beyond the lateness, nor of anybody whose time is over. */
    @Test
    void stateIsBounded() throws Exception {
        try (CustomerRun run = new CustomerRun()) {
            for (int i = 0; i < 500; i++) {
                long time = 20L * i;
                run.take(
                                new CustomerFact(i, i, Kind.CONTACT, time, "a", List.of("x"), 1),
                                new CustomerFact(i, i, Kind.SOLVED, time + 5, "a", List.of("x"), 1),
                                new CustomerFact(-1 - i, i, Kind.CONTACT, time, "a", List.of("x"), 1))
                        .until(time + 10);
                long solved = (WITHIN + LATENESS) / 20 + 2;
                assertThat((long) run.customersKept()).isLessThanOrEqualTo(solved + LATENESS / 20 + 2);
            }
            run.until(20_000);
            assertThat(run.customersKept()).isZero();
        }
    }

    /** Whatever was said of a case is given back, although by the new rule its time would be over long ago. */
    @Test
    void theTimeOfASolvedCaseIsThatOfItsRule() throws Exception {
        try (CustomerRun run = CustomerRun.after(solved(50, 1, "a"), contact(700, 2, "b"))) {
            run.within = 100;
            run.restart();
            run.until(701).take(solved(800, 3, "c")).until(5_000);
            assertThat(run.sums(Measure.RESOLUTION_PENDING))
                    .isEqualTo(Map.of("case1 50", 1L, "case1 1050", -1L, "case3 800", 1L, "case3 900", -1L));
            assertThat(run.sums(Measure.RESOLUTION_RESOLVED)).isEqualTo(Map.of("case1 1050", 1L, "case3 900", 1L));
        }
    }

    /** As where the lateness was shorter when it was told: it is not there any more, and neither is its customer. */
    @Test
    void whatIsNotThereIsTakenBackForNothing() throws Exception {
        try (CustomerRun run = new CustomerRun()) {
            for (Kind kind : Kind.values()) {
                if (kind != Kind.ORDERED && kind != Kind.HELP_VIEWED && kind != Kind.HELP_SOLVED) {
                    run.take(fact(kind, 50, 1, "a").by(-1));
                }
            }
            run.until(5_000);
            assertThat(run.said()).isEmpty();
            assertThat(run.customersKept()).isZero();
        }
    }

    private static CustomerFact rated(long time, int caseId, boolean well) {
        Kind kind = well ? Kind.RATED_WELL : Kind.RATED_BADLY;
        return new CustomerFact(7, caseId, kind, time, "CSAT", List.of("case" + caseId), 1);
    }

    /** Two are allowed in a day here: the third and all after it, as long as two are within the day before. */
    @Test
    void whatOneCustomerRatesTooOftenIsDoubtful() throws Exception {
        long day = 86_400_000;
        try (CustomerRun run = CustomerRun.after(
                rated(10, 1, true),
                rated(20, 2, false),
                rated(day + 5, 3, true),
                rated(day + 15, 4, true),
                rated(day + 17, 5, false),
                rated(3 * day, 6, true))) {
            assertThat(run.sums(Measure.DOUBT_RATINGS))
                    .isEqualTo(Map.of("case3 " + (day + 5), 1L, "case4 " + (day + 15), 1L, "case5 " + (day + 17), 1L));
            assertThat(run.sums(Measure.DOUBT_SATISFIED))
                    .isEqualTo(Map.of("case3 " + (day + 5), 1L, "case4 " + (day + 15), 1L));
            assertThat(run.said())
                    .filteredOn(one -> one.measure() == Measure.DOUBT_RATINGS)
                    .allSatisfy(one -> assertThat(one.series().tags()).containsExactly("CSAT", "many"));
            run.take(rated(3 * day - 50, 7, true), rated(3 * day - 40, 8, true));
            assertThat(run.sums(Measure.DOUBT_RATINGS))
                    .as("late ones make it the third")
                    .containsEntry("case6 " + 3 * day, 1L)
                    .hasSize(4);
            run.take(rated(3 * day - 40, 8, true).by(-1));
            assertThat(run.sums(Measure.DOUBT_RATINGS)).hasSize(3);
            run.until(5 * day);
            assertThat(run.customersKept()).isZero();
        }
    }

    private static List<CustomerFact> life(Random random) {
        String[] topics = {"", "a", "b"};
        List<CustomerFact> facts = new ArrayList<>();
        long time = 200;
        for (int i = 0; i < 14; i++) {
            Kind kind = random.nextInt(7) == 0 ? Kind.WITHDRAWN : random.nextBoolean() ? Kind.SOLVED : Kind.CONTACT;
            int customer = random.nextInt(CUSTOMERS);
            int caseId = customer * 10 + random.nextInt(4);
            facts.add(new CustomerFact(
                    customer, caseId, kind, time, topics[random.nextInt(3)], List.of("case" + caseId + " " + i), 1));
            time += random.nextInt(4) == 0 ? 0 : random.nextInt(400);
        }
        return facts;
    }

    private static List<CustomerRun.Delivery> deliveries(List<CustomerFact> facts, Random random) {
        return CustomerRun.deliveries(facts, random, (fact, comes, to) -> {
            if (random.nextInt(5) == 0) {
                CustomerFact wrong = new CustomerFact(
                        fact.customer(), fact.caseId(), fact.kind(), fact.time(), "a", List.of("wrong"), 1);
                CustomerRun.wrong(wrong, comes, 19, random, to);
            }
        });
    }

    /** What the definition says, of all facts at once. */
    private static boolean isBack(CustomerFact solved, CustomerFact contact, List<CustomerFact> all, long until) {
        return contact.kind() == Kind.CONTACT
                && contact.customer() == solved.customer()
                && contact.time() > solved.time()
                && contact.time() <= Math.min(until, solved.time() + WITHIN)
                && (contact.caseId() == solved.caseId()
                        || contact.topic().isEmpty()
                        || solved.topic().isEmpty()
                        || contact.topic().equals(solved.topic()))
                && !isWithdrawn(solved, all, contact.time());
    }

    private static boolean isWithdrawn(CustomerFact solved, List<CustomerFact> all, long until) {
        return all.stream()
                .anyMatch(fact -> fact.kind() == Kind.WITHDRAWN
                        && fact.customer() == solved.customer()
                        && fact.caseId() == solved.caseId()
                        && fact.time() >= solved.time()
                        && fact.time() <= until);
    }

    private static void compare(CustomerRun run, List<CustomerFact> facts, String of) {
        TreeSet<Long> moments = new TreeSet<>();
        facts.forEach(fact -> moments.addAll(Arrays.asList(fact.time(), fact.time() + WITHIN)));
        Map<String, Long> resolved = new TreeMap<>();
        Map<String, Long> unresolved = new TreeMap<>();
        Map<String, Long> repeats = new TreeMap<>();
        for (CustomerFact fact : facts) {
            String name = fact.dimensions().get(0);
            long end = fact.time() + WITHIN;
            if (fact.kind() == Kind.SOLVED) {
                for (long now : moments) {
                    boolean counts = fact.time() <= now && now < end && !isWithdrawn(fact, facts, now);
                    boolean back = facts.stream().anyMatch(one -> isBack(fact, one, facts, now));
                    assertThat(run.level(Measure.RESOLUTION_PENDING, name, now))
                            .as("%s pending at %s", of, now)
                            .isEqualTo(counts && !back ? 1 : 0);
                    assertThat(run.level(Measure.RESOLUTION_RETURNED, name, now))
                            .as("%s returned at %s", of, now)
                            .isEqualTo(counts && back ? 1 : 0);
                }
                if (!isWithdrawn(fact, facts, end)) {
                    boolean back = facts.stream().anyMatch(one -> isBack(fact, one, facts, end));
                    (back ? unresolved : resolved).put(name + " " + end, 1L);
                }
            } else if (facts.stream().anyMatch(one -> one.kind() == Kind.SOLVED && isBack(one, fact, facts, end))) {
                repeats.put(name + " " + fact.time(), 1L);
            }
        }
        assertThat(run.sums(Measure.RESOLUTION_RESOLVED)).as(of).isEqualTo(resolved);
        assertThat(run.sums(Measure.RESOLUTION_UNRESOLVED)).as(of).isEqualTo(unresolved);
        assertThat(run.sums(Measure.RESOLUTION_REPEATS)).as(of).isEqualTo(repeats);
    }

    /** However late facts come or are taken back, in whatever steps time goes, and whenever the job is restarted. */
    @Test
    void itIsAsTheDefinitionSays() throws Exception {
        for (int seed = 0; seed < 250; seed++) {
            Random random = new Random(seed);
            List<CustomerFact> facts = life(random);
            try (CustomerRun run = new CustomerRun()) {
                run.play(deliveries(facts, random), random).until(20_000);
                compare(run, facts, "seed " + seed);
                assertThat(run.customersKept()).as("seed %s", seed).isZero();
            }
        }
    }
}
