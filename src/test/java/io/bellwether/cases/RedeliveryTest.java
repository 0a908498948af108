package io.bellwether.cases;

import static io.bellwether.cases.CaseRun.LATENESS;
import static io.bellwether.cases.CaseRun.REDELIVERY;
import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.metric.EachObservation;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservedRun;
import io.bellwether.metric.Signal;
import io.bellwether.queue.OnContact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What is sent again within the horizon counts for nothing, however late, often and disordered, also through restarts. */
class RedeliveryTest {

    private static final long HOUR = 60 * MINUTE;
    private static final long CLOSED_AFTER = HOUR;

    /** An event with the watermark at which it comes. */
    private record Delivery(ServiceEvent event, long watermark) {}

    /** The operator with everything that came out of it, over restarts. */
    private static final class Run
            extends ObservedRun<
                    KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation>> {

        final List<Signal> signals = new ArrayList<>();
        final List<Rejection> letters = new ArrayList<>();
        final List<OnContact> onContact = new ArrayList<>();

        Run() throws Exception {
            begin(null);
        }

        @Override
        protected KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> create()
                throws Exception {
            CaseSettings settings = CaseRun.settings(
                    CaseRun.DIMENSIONS, LATENESS, new ForgetAfter(CLOSED_AFTER, 2 * HOUR, 10 * HOUR), REDELIVERY);
            return CaseHarness.of(
                    settings,
                    CaseRun.book("policies: [{name: all, targets: {first_reply: 12m, resolution: 40m}}]"),
                    EachObservation.maker(),
                    1,
                    0);
        }

        Run event(ServiceEvent event) throws Exception {
            harness.processElement1(new StreamRecord<>(event, event.time()));
            return this;
        }

        Run watermark(long time) throws Exception {
            harness.processWatermark1(new Watermark(time));
            return this;
        }

        long count(Measure measure) {
            return said().stream()
                    .filter(one -> one.measure() == measure)
                    .mapToLong(one -> one.weight() * one.value())
                    .sum();
        }

        int kept() {
            return harness.numKeyedStateEntries();
        }

        Run collect() {
            listen();
            return this;
        }

        @Override
        protected void listen() {
            super.listen();
            signals.addAll(listen(CaseOperator.SIGNALS));
            letters.addAll(listen(DoorOperator.REJECTED));
            onContact.addAll(listen(CaseOperator.ON_CONTACT));
        }
    }

    /** Three cases, some of whose events come late. */
    private static List<Delivery> history(Random random) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String id = "c-" + i;
            for (ServiceEvent event : Histories.next(random)) {
                ServiceEvent own =
                        event.toBuilder().id(id + event.id()).caseId(id).build();
                boolean late = random.nextInt(6) == 0;
                deliveries.add(new Delivery(own, own.time() + (late ? random.nextInt((int) LATENESS) : -1)));
            }
        }
        deliveries.sort(Comparator.comparingLong(Delivery::watermark));
        return deliveries;
    }

    private static Run play(List<Delivery> deliveries, int oneRestartIn, Random random) throws Exception {
        Run run = new Run();
        for (Delivery delivery : deliveries) {
            run.watermark(delivery.watermark).event(delivery.event);
            if (oneRestartIn > 0 && random.nextInt(oneRestartIn) == 0) {
                run.restart();
            }
        }
        return run;
    }

    @Test
    void whateverIsSentAgainWithinTheHorizonChangesNothing() throws Exception {
        int again = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Delivery> once = history(random);
            List<Delivery> often = new ArrayList<>(once);
            for (Delivery first : once) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    long time = first.event.time();
                    long last = time + REDELIVERY;
                    long at = first.watermark
                            + (long) (random.nextDouble() * random.nextDouble() * (last - first.watermark));
                    often.add(new Delivery(first.event, random.nextInt(20) == 0 ? last : at));
                }
            }
            // a second one of the same watermark comes after the first: the sort is stable
            often.sort(Comparator.comparingLong(Delivery::watermark));
            long end = often.get(often.size() - 1).watermark + 20 * HOUR;
            Run right = play(once, 0, random);
            Run run = play(often, seed % 2 == 0 ? 0 : 9, random);
            try (right;
                    run) {
                right.watermark(end).collect();
                run.watermark(end).collect();
                assertThat(run.kept()).as("state of seed %s", seed).isZero();
            }
            assertThat(run.count(Measure.PIPELINE_DUPLICATES)).isEqualTo(often.size() - once.size());
            run.said().removeIf(one -> one.measure() == Measure.PIPELINE_DUPLICATES);
            assertThat(sorted(run.said())).as("seed %s", seed).isEqualTo(sorted(right.said()));
            assertThat(byCase(run.signals)).isEqualTo(byCase(right.signals));
            assertThat(sorted(run.onContact)).isEqualTo(sorted(right.onContact));
            assertThat(run.letters).isEqualTo(right.letters);
            again += often.size() - once.size();
        }
        assertThat(again).isGreaterThan(2_000);
    }

    /** In what order cases are folded that come due with one watermark is open. */
    private static List<String> sorted(List<?> said) {
        return said.stream().map(Object::toString).sorted().toList();
    }

    private static Map<String, List<Signal>> byCase(List<Signal> signals) {
        return signals.stream().collect(Collectors.groupingBy(Signal::subject));
    }

    private static ServiceEvent chat(EventType type, String id, long minute) {
        return Histories.event(type, id, minute).queue("billing").build();
    }

    private static Run endedChat() throws Exception {
        return new Run()
                .event(chat(EventType.CHAT_QUEUED, "1", 0))
                .event(chat(EventType.CHAT_ASSIGNED, "2", 1))
                .event(chat(EventType.CHAT_ENDED, "3", 2));
    }

    @Test
    void ofAForgottenCaseNothingIsLeftWhenItsIdsAreTooOld() throws Exception {
        long last = START + 2 * MINUTE;
        try (Run run = endedChat()) {
            run.watermark(last + REDELIVERY).restart();
            assertThat(run.kept()).isEqualTo(1);
            run.event(chat(EventType.CHAT_ENDED, "3", 2)).collect();
            // in a pane that is open, or nobody would see it
            assertThat(run.said())
                    .filteredOn(one -> one.measure() == Measure.PIPELINE_DUPLICATES)
                    .extracting(Observation::time)
                    .containsExactly(last + REDELIVERY);
            run.watermark(last + REDELIVERY + 1);
            assertThat(run.kept()).isZero();
            run.event(chat(EventType.CHAT_ENDED, "3", 2)).collect();
            assertThat(run.kept()).isZero();
            assertThat(run.letters).extracting(Rejection::reason).containsExactly(RejectionReason.LATE);
            assertThat(run.letters.get(0).detail())
                    .isEqualTo(
                            "event 3 of test came 21600 s behind the watermark; it is too old to be told from one that "
                                    + "was sent again; it was not counted");
            assertThat(run.count(Measure.PIPELINE_LATE)).isEqualTo(1);
            assertThat(run.count(Measure.CASES_CREATED)).isEqualTo(1);
        }
    }

    /** Its queue, its clocks and its agent would begin to count, and nothing would ever end them. */
    @Test
    void whatComesForTheFirstTimeWhenItsCaseIsForgottenMakesNoGhost() throws Exception {
        try (Run run = endedChat()) {
            run.watermark(START + 2 * MINUTE + CLOSED_AFTER);
            run.event(chat(EventType.CHAT_QUEUED, "0", -1)).collect();
            assertThat(run.letters).singleElement().satisfies(letter -> assertThat(letter.detail())
                    .endsWith("its case was over; it was not counted"));
            // who comes back is a new contact
            run.event(chat(EventType.CHAT_QUEUED, "4", 70)).watermark(START + 71 * MINUTE);
            run.event(chat(EventType.CHAT_MESSAGE, "2a", 1)).collect();
            assertThat(run.letters).hasSize(2);
            assertThat(run.count(Measure.QUEUE_OFFERED)).isEqualTo(2);
            assertThat(run.count(Measure.QUEUE_WAITING)).isEqualTo(1);
        }
    }

    /** Comes when the case is forgotten: it would begin to count, and nothing would ever end it. */
    private static List<Observation> comesLater(ServiceEvent end, ServiceEvent... later) throws Exception {
        try (Run run = new Run().event(chat(EventType.CHAT_QUEUED, "1", 0)).event(end)) {
            run.watermark(end.time() + CLOSED_AFTER).restart();
            assertThat(run.kept()).isEqualTo(1);
            run.said().clear();
            for (ServiceEvent event : later) {
                // forgotten again after each of them
                run.event(event).watermark(event.time() + CLOSED_AFTER);
                assertThat(run.kept()).isEqualTo(1);
            }
            run.collect();
            assertThat(run.letters).isEmpty();
            assertThat(run.onContact).isEmpty();
            assertThat(run.signals).isEmpty();
            return run.said();
        }
    }

    @Test
    void aChatThatIsOverStaysSoWhenItIsForgotten() throws Exception {
        ServiceEvent ended = chat(EventType.CHAT_ENDED, "2", 1);
        assertThat(comesLater(
                        ended,
                        chat(EventType.CHAT_TRANSFERRED, "3", 90).toBuilder()
                                .queue("returns")
                                .build(),
                        chat(EventType.CHAT_ASSIGNED, "4", 160).toBuilder()
                                .agentId("ann")
                                .build(),
                        chat(EventType.CHAT_HANDOFF, "5", 230),
                        chat(EventType.CHAT_HELD, "6", 300),
                        chat(EventType.CHAT_ENDED, "7", 370)))
                .isEmpty();
        for (ServiceEvent begins : List.of(
                chat(EventType.CHAT_QUEUED, "5", 240),
                chat(EventType.CHAT_STARTED, "5", 240),
                chat(EventType.CHAT_MESSAGE, "5", 240).toBuilder()
                        .actor(Actor.CUSTOMER)
                        .build())) {
            try (Run run = new Run().event(chat(EventType.CHAT_QUEUED, "1", 0)).event(ended)) {
                run.watermark(ended.time() + CLOSED_AFTER)
                        .event(chat(EventType.CHAT_HANDOFF, "3", 90))
                        .event(begins)
                        .watermark(begins.time() + MINUTE)
                        .collect();
                assertThat(run.count(Measure.CASES_CREATED)).as("%s", begins).isEqualTo(2);
                assertThat(run.count(Measure.CASES_OPEN)).isEqualTo(1);
                assertThat(run.count(Measure.SLA_RUNNING)).isEqualTo(2);
            }
        }
    }

    @Test
    void aCaseThatIsRemovedStaysSoWhenItIsForgotten() throws Exception {
        for (EventType how : List.of(EventType.TICKET_MERGED, EventType.TICKET_DELETED)) {
            assertThat(comesLater(
                            chat(how, "2", 1),
                            chat(EventType.CHAT_QUEUED, "3", 90),
                            Histories.event(EventType.TICKET_STATUS_CHANGED, "4", 160)
                                    .status(Status.OPEN)
                                    .build(),
                            chat(EventType.TICKET_CREATED, "5", 230),
                            chat(how, "6", 300)))
                    .as("%s", how)
                    .isEmpty();
        }
    }

    @Test
    void whatWasOverMayBeginAnewWhenItsIdsAreTooOld() throws Exception {
        ServiceEvent merged = chat(EventType.TICKET_MERGED, "2", 1);
        try (Run run = new Run().event(chat(EventType.CHAT_QUEUED, "1", 0)).event(merged)) {
            run.watermark(merged.time() + REDELIVERY + 1);
            assertThat(run.kept()).isZero();
            run.event(chat(EventType.CHAT_QUEUED, "3", 500))
                    .watermark(START + 501 * MINUTE)
                    .collect();
            assertThat(run.count(Measure.QUEUE_WAITING)).isEqualTo(1);
        }
    }

    /** Its ids may have been forgotten: that it was not counted before cannot be shown. */
    @Test
    void whatIsOlderThanTheHorizonMovesNoKnownCaseEither() throws Exception {
        ServiceEvent created = Histories.event(EventType.TICKET_CREATED, "1", 0).build();
        ServiceEvent old = Histories.event(EventType.TICKET_ASSIGNED, "0", -1)
                .agentId("ann")
                .build();
        try (Run run = new Run().event(created)) {
            run.watermark(old.time() + REDELIVERY + 1).event(old).collect();
            assertThat(run.letters).extracting(Rejection::reason).containsExactly(RejectionReason.LATE);
            assertThat(run.count(Measure.CASES_UNASSIGNED)).isEqualTo(1);
        }
        try (Run run = new Run().event(created)) {
            run.watermark(old.time() + REDELIVERY).event(old).collect();
            assertThat(run.count(Measure.CASES_UNASSIGNED)).isZero();
        }
    }

    @Test
    void historyThatIsLoadedLaterMayBeOfAnyAgeButIsTakenOnce() throws Exception {
        ServiceEvent created = Histories.event(EventType.TICKET_CREATED, "1", -100_000)
                .backfill(true)
                .build();
        try (Run run = new Run()) {
            run.watermark(START)
                    .event(created)
                    .watermark(START + HOUR)
                    .event(created)
                    .collect();
            assertThat(run.count(Measure.CASES_CREATED)).isEqualTo(1);
            assertThat(run.count(Measure.PIPELINE_DUPLICATES)).isEqualTo(1);
            assertThat(run.letters).isEmpty();
        }
    }

    @Test
    void aCaseOfManyEventsKnowsAllOfTheHorizon() throws Exception {
        try (Run run = new Run()) {
            int events = 3_000;
            for (int i = 0; i < events; i++) {
                long time = START + i * 1_000L;
                run.event(message(i, time)).watermark(time);
            }
            for (int i = 0; i < events; i += 7) {
                run.event(message(i, START + i * 1_000L));
            }
            run.collect();
            assertThat(run.count(Measure.PIPELINE_DUPLICATES)).isEqualTo((events + 6) / 7);
            assertThat(run.count(Measure.PIPELINE_LATE)).isZero();
        }
    }

    private static ServiceEvent message(int number, long time) {
        return Histories.event(EventType.TICKET_UPDATED, "m" + number, 0)
                .time(time)
                .build();
    }
}
