package io.bellwether.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whether help that customers look for themselves spares them a case. */
class HelpVisitsTest {

    private static final long WITHIN = CustomerRun.WITHIN;

    private static CustomerFact fact(Kind kind, long time, String of) {
        return new CustomerFact(7, time, kind, time, "", List.of(of), 1);
    }

    private static CustomerFact viewed(long time, String of) {
        return fact(Kind.HELP_VIEWED, time, of);
    }

    @Test
    void whoBeginsNoCaseWasSparedOne() throws Exception {
        try (CustomerRun run =
                CustomerRun.after(viewed(50, "faq"), viewed(400, "other"), fact(Kind.HELP_SOLVED, 1_050, "faq"))) {
            assertThat(run.sums(Measure.HELP_VISITS)).isEqualTo(Map.of("faq 50", 1L));
            assertThat(run.sums(Measure.HELP_DEFLECTED)).isEqualTo(Map.of("faq 1050", 1L));
            run.until(5_000);
            assertThat(run.sums(Measure.HELP_CONFIRMED)).isEqualTo(Map.of("faq 1050", 1L));
            assertThat(run.sums(Measure.HELP_CONTACTED)).isEmpty();
            assertThat(run.customersKept()).isZero();
        }
    }

    @Test
    void whoBeginsOneWasNot() throws Exception {
        try (CustomerRun run = CustomerRun.after(
                fact(Kind.CONTACT, 49, "chat"),
                viewed(50, "faq"),
                fact(Kind.HELP_SOLVED, 60, "faq"),
                fact(Kind.CONTACT, 1_050, "chat"),
                viewed(1_051, "faq"),
                fact(Kind.CONTACT, 2_052, "chat"))) {
            run.until(5_000);
            assertThat(run.sums(Measure.HELP_CONTACTED)).isEqualTo(Map.of("faq 1050", 1L));
            assertThat(run.sums(Measure.HELP_DEFLECTED)).isEqualTo(Map.of("faq 2051", 1L));
            assertThat(run.sums(Measure.HELP_CONFIRMED)).isEmpty();
        }
    }

    @Test
    void eventsSayIt() throws Exception {
        try (CustomerRun run = new CustomerRun()) {
            for (EventType type : List.of(EventType.HELP_VIEWED, EventType.HELP_SOLVED, EventType.HELP_SOLVED)) {
                run.take(ServiceEvent.of(type, type.wireName(), 50, "site")
                        .customerId("u-1")
                        .queue("web")
                        .build());
            }
            run.until(5_000);
            assertThat(run.sums(Measure.HELP_VISITS)).isEqualTo(Map.of("web 50", 1L));
            assertThat(run.sums(Measure.HELP_CONFIRMED)).isEqualTo(Map.of("web 1050", 1L));
        }
    }

    private static List<CustomerRun.Delivery> deliveries(List<CustomerFact> facts, Random random) {
        return CustomerRun.deliveries(facts, random, (fact, comes, to) -> {
            if (fact.kind() == Kind.CONTACT && random.nextInt(4) == 0) {
                CustomerFact wrong = new CustomerFact(7, -1, Kind.CONTACT, fact.time() - 3, "", List.of("wrong"), 1);
                CustomerRun.wrong(wrong, comes, 15, random, to);
            } else if (fact.kind() != Kind.CONTACT && random.nextInt(4) == 0) {
                to.add(new CustomerRun.Delivery(fact, comes + random.nextInt(15)));
            }
        });
    }

    /** What the definition says, of all facts at once. */
    private static void compare(CustomerRun run, List<CustomerFact> facts, String as) {
        List<CustomerFact> views = new ArrayList<>(facts);
        views.removeIf(fact -> fact.kind() == Kind.CONTACT);
        views.sort(Comparator.comparingLong(CustomerFact::time)
                .thenComparing(view -> view.dimensions().get(0)));
        Map<String, Long> begun = new TreeMap<>();
        Map<String, Long> deflected = new TreeMap<>();
        Map<String, Long> confirmed = new TreeMap<>();
        Map<String, Long> contacted = new TreeMap<>();
        long until = Long.MIN_VALUE;
        for (CustomerFact view : views) {
            if (view.time() <= until) {
                continue;
            }
            long start = view.time();
            until = start + WITHIN;
            long end = until;
            String name = view.dimensions().get(0) + " " + end;
            begun.put(view.dimensions().get(0) + " " + start, 1L);
            boolean came = facts.stream()
                    .anyMatch(fact -> fact.kind() == Kind.CONTACT && fact.time() > start && fact.time() <= end);
            boolean helped = facts.stream()
                    .anyMatch(fact -> fact.kind() == Kind.HELP_SOLVED && fact.time() >= start && fact.time() <= end);
            (came ? contacted : deflected).put(name, 1L);
            if (helped && !came) {
                confirmed.put(name, 1L);
            }
        }
        assertThat(run.sums(Measure.HELP_VISITS)).as(as).isEqualTo(begun);
        assertThat(run.sums(Measure.HELP_DEFLECTED)).as(as).isEqualTo(deflected);
        assertThat(run.sums(Measure.HELP_CONFIRMED)).as(as).isEqualTo(confirmed);
        assertThat(run.sums(Measure.HELP_CONTACTED)).as(as).isEqualTo(contacted);
    }

    /** However late facts come or are taken back, in whatever steps time goes, and whenever the job is restarted. */
    @Test
    void itIsAsTheDefinitionSays() throws Exception {
        Kind[] kinds = {Kind.HELP_VIEWED, Kind.HELP_VIEWED, Kind.HELP_SOLVED, Kind.CONTACT};
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<CustomerFact> facts = new ArrayList<>();
            long time = 200;
            for (int i = 0; i < 14; i++) {
                facts.add(new CustomerFact(
                        7, i, kinds[random.nextInt(4)], time, "", List.of("p" + random.nextInt(3)), 1));
                time += random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(600);
            }
            try (CustomerRun run = new CustomerRun()) {
                run.play(deliveries(facts, random), random).until(50_000);
                compare(run, facts, "seed " + seed);
                assertThat(run.customersKept()).as("seed %s", seed).isZero();
            }
        }
    }
}
