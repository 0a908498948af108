package io.bellwether.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whether customers whom a bot served come to people soon after. */
class BotSessionsTest {

    private static final long WITHIN = CustomerRun.WITHIN;

    private static CustomerFact fact(Kind kind, long time, int caseId) {
        return new CustomerFact(7, caseId, kind, time, "", List.of("case" + caseId), 1);
    }

    private static CustomerFact[] bot(Kind outcome, long from, long to, int caseId) {
        return new CustomerFact[] {
            fact(Kind.CONTACT, from, caseId), fact(Kind.BOT_BEGAN, from, caseId), fact(outcome, to, caseId)
        };
    }

    private static CustomerRun after(CustomerFact[]... facts) throws Exception {
        CustomerRun run = new CustomerRun();
        for (CustomerFact[] some : facts) {
            for (CustomerFact fact : some) {
                run.take(fact).until(fact.time());
            }
        }
        return run;
    }

    private static CustomerFact[] chat(long time, int caseId) {
        return new CustomerFact[] {fact(Kind.CONTACT, time, caseId)};
    }

    @Test
    void anotherBotIsNoPerson() throws Exception {
        try (CustomerRun run = after(bot(Kind.BOT_CONTAINED, 50, 60, 1), bot(Kind.BOT_LEFT, 300, 400, 2))) {
            run.until(5_000);
            assertThat(run.sums(Measure.BOT_JUDGED)).isEqualTo(Map.of("case1 1060", 1L, "case2 1400", 1L));
            assertThat(run.sums(Measure.BOT_CONTAINED_STRICTLY)).isEqualTo(Map.of("case1 1060", 1L));
            assertThat(run.customersKept()).isZero();
        }
    }

    @Test
    void whoComesToPeopleWasNotContained() throws Exception {
        try (CustomerRun run = after(
                bot(Kind.BOT_CONTAINED, 50, 60, 1),
                chat(1_060, 2),
                bot(Kind.BOT_CONTAINED, 1_100, 1_110, 3),
                bot(Kind.BOT_HANDED_OFF, 2_000, 2_110, 4),
                bot(Kind.BOT_CONTAINED, 4_000, 4_001, 5),
                chat(5_002, 6))) {
            run.until(9_000);
            assertThat(run.sums(Measure.BOT_JUDGED)).hasSize(4);
            assertThat(run.sums(Measure.BOT_CONTAINED_STRICTLY))
                    .as("one to a chat, one to a handoff at the last moment, the last a moment too late")
                    .isEqualTo(Map.of("case5 5001", 1L));
        }
    }

    /** However late facts come or are taken back, in whatever steps time goes, and whenever the job is restarted. */
    @Test
    void itIsAsTheDefinitionSays() throws Exception {
        Kind[] outcomes = {Kind.BOT_CONTAINED, Kind.BOT_CONTAINED, Kind.BOT_LEFT, Kind.BOT_HANDED_OFF};
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<CustomerFact> facts = new ArrayList<>();
            long time = 200;
            for (int i = 0; i < 8; i++) {
                CustomerFact[] some = random.nextInt(3) == 0
                        ? chat(time, i)
                        : bot(outcomes[random.nextInt(4)], time, time + random.nextInt(300), i);
                facts.addAll(List.of(some));
                time += random.nextInt(900);
            }
            try (CustomerRun run = new CustomerRun()) {
                run.play(deliveries(facts, random), random).until(50_000);
                compare(run, facts, "seed " + seed);
                assertThat(run.customersKept()).as("seed %s", seed).isZero();
            }
        }
    }

    private static List<CustomerRun.Delivery> deliveries(List<CustomerFact> facts, Random random) {
        return CustomerRun.deliveries(facts, random, (fact, comes, to) -> {
            if (random.nextInt(5) == 0) {
                CustomerFact wrong = new CustomerFact(7, 99, fact.kind(), fact.time(), "", List.of("wrong"), 1);
                CustomerRun.wrong(wrong, comes, 19, random, to);
            }
        });
    }

    /** What the definition says, of all facts at once. */
    private static void compare(CustomerRun run, List<CustomerFact> facts, String as) {
        Map<String, Long> judged = new TreeMap<>();
        Map<String, Long> strictly = new TreeMap<>();
        for (CustomerFact one : facts) {
            boolean contained = one.kind() == Kind.BOT_CONTAINED;
            if (!contained && one.kind() != Kind.BOT_LEFT && one.kind() != Kind.BOT_HANDED_OFF) {
                continue;
            }
            String name = one.dimensions().get(0) + " " + (one.time() + WITHIN);
            judged.put(name, 1L);
            boolean people = facts.stream()
                    .anyMatch(fact -> fact.time() > one.time()
                            && fact.time() <= one.time() + WITHIN
                            && (fact.kind() == Kind.BOT_HANDED_OFF
                                    || fact.kind() == Kind.CONTACT
                                            && facts.stream()
                                                    .noneMatch(bot -> bot.kind() == Kind.BOT_BEGAN
                                                            && bot.caseId() == fact.caseId())));
            if (contained && !people) {
                strictly.put(name, 1L);
            }
        }
        assertThat(run.sums(Measure.BOT_JUDGED)).as(as).isEqualTo(judged);
        assertThat(run.sums(Measure.BOT_CONTAINED_STRICTLY)).as(as).isEqualTo(strictly);
    }
}
