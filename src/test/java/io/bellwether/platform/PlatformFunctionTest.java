package io.bellwether.platform;

import static io.bellwether.platform.PlatformDay.at;
import static io.bellwether.platform.PlatformHarness.LATENESS;
import static io.bellwether.platform.PlatformHarness.REDELIVERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Signal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chats on the operator: what comes late, twice or too late, stops and goes on elsewhere, and is let go of. */
class PlatformFunctionTest {

    private static final PlatformBook TAOBAO = book("taobao");
    private static final String WITHIN = "taobao\0cn.round_within_3m\0aurora\0 ";

    private static PlatformBook book(String name) {
        return new PlatformBook(List.of(PlatformDay.shipped(name)));
    }

    private static EventBuilder message(String id, String time, Actor actor) {
        return ServiceEvent.of(EventType.CHAT_MESSAGE, id, at(time), "shop")
                .caseId("c")
                .channel("taobao")
                .brand("aurora")
                .customerId("u")
                .actor(actor);
    }

    private static ServiceEvent asks(String id, String time) {
        return message(id, time, Actor.CUSTOMER).build();
    }

    private static ServiceEvent replies(String id, String time) {
        return message(id, time, Actor.AGENT).agentId("ann").build();
    }

    private static List<Long> within(PlatformHarness.Said said) {
        return said.sums().get(WITHIN + new LocalDays(PlatformDay.SHANGHAI).day(at("12:00:00")));
    }

    /** A reply that was in time and is told of later: the failure is taken back where it was counted. */
    @Test
    void whatALateReplyProvesWrongIsTakenBack() throws Exception {
        try (PlatformHarness job = new PlatformHarness(TAOBAO, 1, null, 1)) {
            PlatformHarness.Said before = new PlatformHarness.Said();
            PlatformHarness.Said after = new PlatformHarness.Said();
            job.take(asks("a", "10:00:00"));
            job.timeComesTo(at("10:04:00"));
            job.say(before);
            assertThat(within(before)).containsExactly(0L, 1L, 0L);
            assertThat(before.signals)
                    .extracting(Signal::kind)
                    .containsExactly(
                            Signal.Kind.PLATFORM_AT_RISK,
                            Signal.Kind.PLATFORM_AT_RISK,
                            Signal.Kind.PLATFORM_AT_RISK,
                            Signal.Kind.PLATFORM_MISSED);

            job.take(replies("b", "10:03:00"));
            job.say(after);
            assertThat(within(after)).containsExactly(1_000L, 1L, 0L);
            assertThat(after.signals.get(after.signals.size() - 1).kind()).isEqualTo(Signal.Kind.PLATFORM_ANSWERED);
        }
    }

    @Test
    void theSameEventTwiceIsOne() throws Exception {
        try (PlatformHarness job = new PlatformHarness(TAOBAO, 1, null, 1)) {
            PlatformHarness.Said said = new PlatformHarness.Said();
            job.take(asks("a", "10:00:00"));
            job.take(asks("a", "10:00:00"));
            job.timeComesTo(at("10:00:10"));
            job.take(asks("a", "10:00:00"));
            job.take(replies("b", "10:00:30"));
            job.timeComesTo(at("10:01:00"));
            job.take(replies("b", "10:00:30"));
            job.timeComesTo(at("11:00:00"));
            // all of it is settled, and still known
            job.take(asks("c", "11:00:01"));
            job.take(replies("d", "11:00:02"));
            job.take(asks("a", "10:55:00"));
            job.timeComesTo(at("12:00:00"));
            job.say(said);
            assertThat(within(said)).containsExactly(2_000L, 2L, 0L);
        }
    }

    @Test
    void whatIsTooLateIsLeftOut() throws Exception {
        try (PlatformHarness job = new PlatformHarness(TAOBAO, 1, null, 1)) {
            PlatformHarness.Said said = new PlatformHarness.Said();
            job.timeComesTo(at("10:30:00"));
            job.take(asks("old", "10:19:59"));
            job.timeComesTo(at("11:00:00"));
            job.say(said);
            assertThat(said.outcomes).isEmpty();
            assertThat(job.isEmpty()).isTrue();
        }
    }

    /** What is kept of a chat does not grow with its messages, and is gone when nothing of it can come again. */
    @Test
    void aChatIsLetGoOf() throws Exception {
        try (PlatformHarness job = new PlatformHarness(TAOBAO, 1, null, 1)) {
            for (int i = 0; i < 300; i++) {
                long time = at("10:00:00") + i * 20_000L;
                job.take((i % 3 == 2 ? replies("e" + i, "10:00:00") : asks("e" + i, "10:00:00"))
                        .toBuilder().time(time).build());
                job.timeComesTo(time);
            }
            assertThat(job.chats()).isEqualTo(1);
            job.timeComesTo(at("2026-03-03T00:00:00") + LATENESS + 1);
            job.timeComesTo(at("2026-03-04T00:00:00") + REDELIVERY);
            assertThat(job.isEmpty()).isTrue();
        }
    }

    /** What is known of the chat is let go of after a day, just when the next message is on its way. */
    @Test
    void whatComesLateAfterADaysRestIsPutInItsPlace() throws Exception {
        try (PlatformHarness job = new PlatformHarness(TAOBAO, 1, null, 1, 7 * 86_400_000L)) {
            PlatformHarness.Said said = new PlatformHarness.Said();
            job.take(asks("a", "2026-03-01T11:58:00"));
            job.take(replies("b", "2026-03-01T11:59:00"));
            for (int minute = 0; minute < 24 * 60 + 5; minute++) {
                job.timeComesTo(at("2026-03-01T12:00:00") + minute * 60_000L);
            }
            job.take(asks("c", "11:58:30"));
            job.take(replies("d", "11:58:50"));
            job.timeComesTo(at("13:00:00"));
            job.say(said);
            assertThat(within(said)).containsExactly(1_000L, 1L, 0L);
        }
    }

    /** The end of a bounded input is no time that passed. */
    @Test
    void theEndOfTheInputMakesNothingCertain() throws Exception {
        try (PlatformHarness job = new PlatformHarness(TAOBAO, 1, null, 1)) {
            PlatformHarness.Said said = new PlatformHarness.Said();
            job.take(asks("a", "10:00:00"));
            job.take(replies("b", "10:00:20"));
            job.take(asks("c", "10:01:00"));
            job.timeComesTo(Long.MAX_VALUE);
            job.say(said);
            assertThat(within(said)).containsExactly(1_000L, 1L, 0L);
            assertThat(said.signals).isEmpty();
        }
    }

    /** What is open on a day that ends sooner by the other zone's midnight ends with that, and nobody waits for it for ever. */
    @Test
    void aPlatformMayGetAnotherZoneBetweenTwoRuns() throws Exception {
        Platform shipped = PlatformDay.shipped("taobao");
        PlatformBook west = new PlatformBook(List.of(new Platform(
                shipped.name(), shipped.title(), ZoneOffset.ofHours(-8), shipped.match(), shipped.versions())));
        PlatformHarness.Said said = new PlatformHarness.Said();
        OperatorSubtaskState saved;
        try (PlatformHarness job = new PlatformHarness(west, 1, null, 1)) {
            job.take(asks("a", "2026-03-03T10:00:00"));
            job.timeComesTo(at("2026-03-03T10:00:01"));
            saved = job.stop(said);
        }
        try (PlatformHarness job = new PlatformHarness(TAOBAO, 1, saved, 1)) {
            job.take(asks("b", "2026-03-03T10:02:00"));
            job.timeComesTo(at("2026-03-03T10:02:00"));
            job.timeComesTo(at("2026-03-05T00:00:00"));
            job.say(said);
            assertThat(within(said)).containsExactly(0L, 1L, 0L);
            assertThat(job.isEmpty()).isTrue();
        }
    }

    /** Of a platform that the settings name no longer, chats that were open come to nothing, and nothing breaks. */
    @Test
    void aPlatformMayGoBetweenTwoRuns() throws Exception {
        PlatformHarness.Said said = new PlatformHarness.Said();
        OperatorSubtaskState saved;
        try (PlatformHarness job = new PlatformHarness(TAOBAO, 1, null, 1)) {
            job.take(asks("a", "10:00:00"));
            job.timeComesTo(at("10:01:30"));
            saved = job.stop(new PlatformHarness.Said());
        }
        try (PlatformHarness job = new PlatformHarness(book("jd"), 1, saved, 1)) {
            job.timeComesTo(at("2026-03-05T00:00:00"));
            job.say(said);
            assertThat(said.outcomes).isEmpty();
            assertThat(job.isEmpty()).isTrue();
        }
    }

    private record Arrival(ServiceEvent event, long time) {}

    private static List<Arrival> arrivals(String platform, Random random) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int chats = 0; chats < 12; chats++) {
            String prefix = "h" + chats;
            for (ServiceEvent event : PlatformPropertyTest.history(platform, random)) {
                ServiceEvent its = event.toBuilder()
                        .id(prefix + event.id())
                        .caseId(prefix + event.caseId())
                        .build();
                arrivals.add(new Arrival(its, its.time() + random.nextLong(LATENESS)));
                if (random.nextInt(5) == 0) {
                    arrivals.add(new Arrival(its, its.time() + random.nextLong(LATENESS)));
                }
            }
        }
        Collections.shuffle(arrivals, random);
        arrivals.sort(Comparator.comparingLong(Arrival::time));
        return arrivals;
    }

    private static PlatformHarness.Said run(PlatformBook book, List<Arrival> arrivals, int... parallelisms)
            throws Exception {
        PlatformHarness.Said said = new PlatformHarness.Said();
        OperatorSubtaskState saved = null;
        for (int part = 0; part < parallelisms.length; part++) {
            try (PlatformHarness job =
                    new PlatformHarness(book, parallelisms[part], saved, part == 0 ? 1 : parallelisms[part - 1])) {
                int from = arrivals.size() * part / parallelisms.length;
                int until = arrivals.size() * (part + 1) / parallelisms.length;
                for (Arrival arrival : arrivals.subList(from, until)) {
                    job.timeComesTo(arrival.time);
                    job.take(arrival.event);
                }
                if (part == parallelisms.length - 1) {
                    job.timeComesTo(at("2026-03-06T00:00:00"));
                    assertThat(job.isEmpty()).isTrue();
                }
                saved = job.stop(said);
            }
        }
        return said;
    }

    /** A job that is stopped and goes on with more subtasks, or fewer, says what one says that ran through. */
    @ParameterizedTest
    @ValueSource(strings = {"taobao", "jd", "douyin", "pinduoduo"})
    void chatsMoveToOtherSubtasks(String name) throws Exception {
        for (int seed = 0; seed < 8; seed++) {
            List<Arrival> arrivals = arrivals(name, new Random(seed));
            PlatformHarness.Said through = run(book(name), arrivals, 1);
            assertThat(through.outcomes).isNotEmpty();
            assertThat(run(book(name), arrivals, 2, 5, 1, 3).sorted())
                    .as(name + " " + seed)
                    .isEqualTo(through.sorted());
        }
    }
}
