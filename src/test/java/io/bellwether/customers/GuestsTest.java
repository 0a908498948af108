package io.bellwether.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventKeys;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events of customers that are of no case, and one id that all who have none share. */
class GuestsTest {

    private static final long DAY = 86_400_000;
    private static final int WITHIN = 3;

    private static EventBuilder event(EventType type, String id, long time) {
        return ServiceEvent.of(type, id, time, "shop").customerId("u-1").queue("web");
    }

    private static CustomerFact fact(Kind kind, long time, long caseId, String of) {
        return new CustomerFact(
                EventKeys.customerOf(event(EventType.ORDER_PLACED, "", 0).build()),
                caseId,
                kind,
                time,
                "",
                List.of(of),
                1);
    }

    private static long count(CustomerRun run, Measure measure) {
        return run.sums(measure).values().stream().mapToLong(n -> n).sum();
    }

    @Test
    void whatIsSentAgainIsADuplicate() throws Exception {
        for (EventType type : List.of(EventType.ORDER_PLACED, EventType.HELP_VIEWED, EventType.HELP_SOLVED)) {
            ServiceEvent first = event(type, "1", 10 * DAY).build();
            try (CustomerRun run = new CustomerRun(WITHIN)) {
                run.take(first).take(first).until(10 * DAY + 50);
                run.restart();
                run.until(10 * DAY + 60).take(first);
                run.take(event(type, "2", 10 * DAY + 10).build());
                assertThat(count(run, Measure.PIPELINE_DUPLICATES))
                        .as("%s", type)
                        .isEqualTo(2);
                assertThat(count(run, Measure.PIPELINE_LATE)).as("%s", type).isEqualTo(1);
                run.until(30 * DAY);
                assertThat(run.customersKept()).isZero();
            }
        }
    }

    /** It fills what is kept, and writes nothing into windows that are closed. */
    @Test
    void historyThatIsLoadedLaterCounts() throws Exception {
        ServiceEvent order =
                event(EventType.ORDER_PLACED, "1", 11 * DAY).backfill(true).build();
        try (CustomerRun run = new CustomerRun(WITHIN)) {
            run.take(fact(Kind.SOLVED, 10 * DAY, 1, "returns")).until(12 * DAY + DAY / 2);
            assertThat(run.level(Measure.AFTER_PENDING, "returns served", 12 * DAY + DAY / 2))
                    .isEqualTo(1);
            run.take(order).take(order);
            run.take(event(EventType.HELP_VIEWED, "2", 5 * DAY).backfill(true).build());
            assertThat(run.rejected()).isZero();
            assertThat(count(run, Measure.PIPELINE_DUPLICATES)).isEqualTo(1);
            assertThat(run.level(Measure.AFTER_PENDING, "returns served", 12 * DAY + DAY / 2))
                    .isZero();
            assertThat(run.level(Measure.AFTER_BOUGHT, "returns served", 12 * DAY + DAY / 2))
                    .isEqualTo(1);
            run.until(30 * DAY);
            assertThat(count(run, Measure.AFTER_BOUGHT_AGAIN)).isEqualTo(1);
            assertThat(count(run, Measure.HELP_VISITS))
                    .as("that window is closed")
                    .isZero();
            assertThat(run.customersKept()).isZero();
        }
        try (CustomerRun run = new CustomerRun(WITHIN)) {
            run.until(12 * DAY)
                    .take(event(EventType.ORDER_PLACED, "1", 11 * DAY).build());
            assertThat(run.rejected()).as("what is no history is too late").isEqualTo(1);
        }
    }

    /** Also what cases of long ago tell, where these are loaded later. */
    @Test
    void whatCasesOfLongAgoTellWritesIntoNoClosedWindow() throws Exception {
        try (CustomerRun run = new CustomerRun(WITHIN)) {
            run.until(12 * DAY).take(fact(Kind.CONTACT, 2 * DAY, 1, "returns"));
            run.take(fact(Kind.CONTACT, 12 * DAY - CustomerRun.LATENESS, 2, "returns"));
            assertThat(run.sums(Measure.RESOLUTION_CONTACTS))
                    .containsOnlyKeys("returns " + (12 * DAY - CustomerRun.LATENESS));
        }
    }

    /** All that thousands do in one id's name, at once: so much is kept, and the rest is counted. */
    @Test
    void whatOneIdTakesIsBounded() throws Exception {
        CustomerRules rules = new CustomerRules(
                Resolution.DEFAULT, Suspicion.DEFAULT, Bots.DEFAULT, SelfService.DEFAULT, new AfterService(WITHIN));
        for (Kind kind : Kind.values()) {
            CustomerFile guest = new CustomerFile();
            Said nobody = new Said((measure, series, time, value, since, weight) -> {});
            int most = 0;
            int refused = 0;
            for (int i = 0; i < 2_000; i++) {
                refused += guest.take(fact(kind, 10 * DAY + i, i, "q" + i), rules, nobody) ? 0 : 1;
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                guest.write(new DataOutputStream(bytes));
                most = Math.max(most, bytes.size());
            }
            assertThat(most).as("%s", kind).isLessThan(20_000);
            assertThat(refused).as("%s", kind).isBetween(1_890, 1_900);
        }
        CustomerFile served = new CustomerFile();
        for (int i = 0; i < 100; i++) {
            served.take(
                    fact(Kind.SOLVED, 10 * DAY + i, i, "q"),
                    rules,
                    new Said((measure, series, time, value, since, weight) -> {}));
        }
        assertThat(served.take(
                        fact(Kind.SOLVED, 10 * DAY, 99, "q").by(-1),
                        rules,
                        new Said((measure, series, time, value, since, weight) -> {})))
                .isTrue();
        assertThat(served.take(
                        fact(Kind.SOLVED, 10 * DAY + 99, 99, "q").by(-1),
                        rules,
                        new Said((measure, series, time, value, since, weight) -> {})))
                .isTrue();
        assertThat(served.take(
                        fact(Kind.SOLVED, 10 * DAY + 200, 200, "q"),
                        rules,
                        new Said((measure, series, time, value, since, weight) -> {})))
                .as("what is taken back makes room")
                .isTrue();
    }

    @Test
    void whatIsNotKeptIsCounted() throws Exception {
        try (CustomerRun run = new CustomerRun(WITHIN)) {
            for (int i = 0; i < 150; i++) {
                run.take(fact(Kind.CONTACT, 10 * DAY + i % 50, i, "q"));
            }
            run.until(10 * DAY + 50);
            assertThat(count(run, Measure.PIPELINE_UNWATCHED)).isEqualTo(50);
            assertThat(count(run, Measure.RESOLUTION_CONTACTS)).isEqualTo(100);
            run.until(20 * DAY);
            assertThat(run.customersKept()).isZero();
        }
    }
}
