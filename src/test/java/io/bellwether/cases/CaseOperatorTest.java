package io.bellwether.cases;

import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.Origin;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.metric.Combiner;
import io.bellwether.metric.EachObservation;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.metric.Outlet;
import io.bellwether.metric.RollupWindow;
import io.bellwether.metric.RollupWindowCodec;
import io.bellwether.metric.Signal;
import io.bellwether.metric.Windowing;
import io.bellwether.metric.Windowings;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.Codec;
import io.bellwether.state.CodecSerializer;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CaseOperatorTest {

    private static final long HOUR = 60 * MINUTE;
    private static final PolicyBook POLICIES =
            CaseRun.book("policies:\n  - name: all\n    targets: {first_reply: 12m, resolution: 40m}\n");

    private static KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> harness()
            throws Exception {
        return harness(1, 0);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> harness(
            int parallelism, int subtask) throws Exception {
        return harness(EachObservation.maker(), ObservationCodec.INSTANCE, parallelism, subtask);
    }

    private static <T> KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, T> harness(
            Outlet.Maker<T> outlets, Codec<T> codec, int parallelism, int subtask) throws Exception {
        var harness = CaseHarness.of(CaseHarness.SETTINGS, POLICIES, outlets, parallelism, subtask);
        harness.setup(new CodecSerializer<>(codec));
        return harness;
    }

    private static void watermark(
            KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> harness,
            long time)
            throws Exception {
        harness.processWatermark1(new Watermark(time));
    }

    private static List<Signal.Kind> signals(
            KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> harness) {
        var output = harness.getSideOutput(CaseOperator.SIGNALS);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).map(Signal::kind).toList();
    }

    private static void update(
            KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> harness,
            String policies)
            throws Exception {
        PolicyBook book = CaseRun.book(policies);
        harness.processElement2(new StreamRecord<>(new PolicyUpdate(book.version(), book)));
    }

    private static List<String> breaches(
            KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> harness) {
        return harness.getSideOutput(CaseOperator.SIGNALS).stream()
                .map(StreamRecord::getValue)
                .filter(signal -> signal.kind() == Signal.Kind.SLA_BREACHED)
                .map(signal -> signal.clock() + " after " + signal.consumedMillis() / MINUTE + " at "
                        + (signal.time() - START) / (double) MINUTE)
                .toList();
    }

    private static ServiceEvent created() {
        return Histories.event(EventType.TICKET_CREATED, "created", 0)
                .queue("billing")
                .build();
    }

    @Test
    void equalIdsOfTwoSystemsAreTwoCases() throws Exception {
        ServiceEvent ticket = Histories.event(EventType.TICKET_CREATED, "1", 0).build();
        ServiceEvent chat = Histories.event(EventType.CHAT_STARTED, "1", 1)
                .source("chatdesk")
                .build();
        ServiceEvent ended =
                Histories.event(EventType.CHAT_ENDED, "2", 2).source("chatdesk").build();
        EventBuilder answer = Histories.event(EventType.SURVEY_ANSWERED, "1", 3)
                .surveyKind(SurveyKind.CSAT)
                .score(5.0)
                .scale(5.0)
                .source("survey");
        try (var harness = harness()) {
            harness.open();
            for (ServiceEvent event : List.of(
                    ticket,
                    chat,
                    ended,
                    answer.caseSource("chatdesk").build(),
                    answer.id("2").caseSource(ticket.source()).build())) {
                harness.processElement1(new StreamRecord<>(event, event.time()));
            }
            watermark(harness, START + 5 * MINUTE);

            assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
            CaseRun sums = new CaseRun();
            sums.observations.addAll(harness.extractOutputValues());
            assertThat(sums.count(Measure.CASES_CREATED)).isEqualTo(2);
            assertThat(sums.count(Measure.CASES_CLOSED)).isEqualTo(1);
            assertThat(sums.count(Measure.CASES_OPEN)).isEqualTo(1);
            assertThat(sums.count(Measure.SATISFACTION_SATISFIED)).isEqualTo(2);

            watermark(harness, START + 45 * MINUTE);
            assertThat(harness.getSideOutput(CaseOperator.SIGNALS))
                    .extracting(record ->
                            record.getValue().kind() + " " + record.getValue().key())
                    .contains("SLA_BREACHED 4:testc-1")
                    .noneMatch(told -> told.contains("chatdesk"));
        }
    }

    /** An agent of the phones who takes a chat is not the desk's agent of that id. */
    @Test
    void whoIsOnAChatIsTheAgentOfTheRightSystem() throws Exception {
        EventBuilder taken =
                Histories.event(EventType.CHAT_ASSIGNED, "1", 1).agentId("7").agentSource("phones");
        ServiceEvent passedOn =
                Histories.event(EventType.CHAT_ASSIGNED, "2", 2).agentId("7").build();
        ServiceEvent ended = Histories.event(EventType.CHAT_ENDED, "3", 3).build();
        try (var harness = harness()) {
            harness.open();
            for (ServiceEvent event : List.of(taken.build(), passedOn, ended)) {
                harness.processElement1(new StreamRecord<>(event, event.time()));
            }
            watermark(harness, START + 5 * MINUTE);
            SourceId ofPhones = new SourceId("phones", "7");
            SourceId ofDesk = new SourceId("test", "7");
            assertThat(harness.getSideOutput(CaseOperator.ON_CONTACT))
                    .extracting(record -> record.getValue().agent())
                    .containsExactly(ofPhones, ofPhones, ofDesk, ofDesk);
        }
    }

    @Test
    void stateAndTimersAreGoneWhenACaseIsOver() throws Exception {
        for (int seed = 0; seed < 30; seed++) {
            try (var harness = harness()) {
                harness.open();
                long end = 0;
                for (ServiceEvent event : Histories.next(new Random(seed))) {
                    harness.processElement1(new StreamRecord<>(event, event.time()));
                    end = event.time();
                }
                watermark(harness, end);
                assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
                watermark(harness, end + 20 * HOUR);
                assertThat(harness.numKeyedStateEntries()).as("seed %s", seed).isZero();
                assertThat(harness.numEventTimeTimers()).isZero();
                CaseRun sums = new CaseRun();
                sums.observations.addAll(harness.extractOutputValues());
                assertThat(sums.levels()).isEmpty();
            }
        }
    }

    @Test
    void theStepsOfTheWatermarkDoNotMatter() throws Exception {
        for (int seed = 0; seed < 15; seed++) {
            List<List<Observation>> outputs = new ArrayList<>();
            for (long step : new long[] {MINUTE / 3, 7 * MINUTE, 100 * HOUR}) {
                try (var harness = harness()) {
                    harness.open();
                    List<ServiceEvent> events = Histories.next(new Random(seed));
                    long end = events.get(events.size() - 1).time() + 20 * HOUR;
                    int next = 0;
                    for (long time = START; time < end + step; time += step) {
                        while (next < events.size() && events.get(next).time() <= time) {
                            harness.processElement1(new StreamRecord<>(events.get(next++)));
                        }
                        watermark(harness, Math.min(time, end));
                    }
                    outputs.add(harness.extractOutputValues());
                }
            }
            assertThat(outputs).as("seed %s", seed).containsOnly(outputs.get(0));
        }
    }

    /** Whoever is behind takes a pane for complete when the watermark comes, and a barrier for the end of what was before. */
    @Test
    void whatItObservedIsSentBeforeTheWatermarkAndBeforeABarrier() throws Exception {
        Windowing panes = Windowings.of(10_000, 30 * MINUTE, MINUTE, 10_000, CaseRun.DIMENSIONS, List.of(List.of()));
        try (var harness = harness(Combiner.of(panes), RollupWindowCodec.INSTANCE, 1, 0)) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            harness.processWatermark1(new Watermark(START));
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.prepareSnapshotPreBarrier(1);
            assertThat(panesOfCases(harness.extractOutputValues())).containsExactly(START);
            harness.processElement1(new StreamRecord<>(Histories.event(EventType.TICKET_STATUS_CHANGED, "solved", 1)
                    .status(Status.SOLVED)
                    .build()));
            harness.processWatermark1(new Watermark(START + HOUR));
            Object[] order = harness.getOutput().toArray();
            assertThat(order[order.length - 1]).isEqualTo(new Watermark(START + HOUR));
            assertThat(order[order.length - 2]).isInstanceOf(StreamRecord.class);
            assertThat(panesOfCases(harness.extractOutputValues())).containsExactly(START, START + MINUTE);
        }
    }

    private static List<Long> panesOfCases(List<RollupWindow> sent) {
        return sent.stream()
                .filter(one -> one.key().measurement() == Measurement.CASES)
                .map(RollupWindow::start)
                .toList();
    }

    @Test
    void theEndOfABoundedInputIsNoDeadline() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, Long.MAX_VALUE);
            assertThat(harness.extractOutputValues())
                    .extracting(Observation::measure)
                    .contains(Measure.CASES_CREATED);
            assertThat(signals(harness)).isEmpty();
        }
    }

    @Test
    void aDeadlineFiresWithoutAnEvent() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, START + 12 * MINUTE - 1);
            assertThat(signals(harness)).doesNotContain(Signal.Kind.SLA_BREACHED);
            watermark(harness, START + 12 * MINUTE);
            assertThat(signals(harness)).endsWith(Signal.Kind.SLA_BREACHED);
        }
    }

    /** An alert that was never opened needs no end: nine of ten clocks are met, and none of them is spoken of. */
    @Test
    void onlyWhatWasSpokenOfHasAnEnd() throws Exception {
        ServiceEvent inTime = reply("reply", 2);
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            harness.processElement1(new StreamRecord<>(inTime));
            watermark(harness, START + 3 * MINUTE);
            assertThat(signals(harness)).isEmpty();
        }
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            harness.processElement1(new StreamRecord<>(reply("late", 13)));
            watermark(harness, START + 14 * MINUTE);
            assertThat(signals(harness))
                    .startsWith(Signal.Kind.SLA_AT_RISK)
                    .endsWith(Signal.Kind.SLA_BREACHED, Signal.Kind.SLA_FULFILLED);
        }
    }

    private static ServiceEvent reply(String id, int minute) {
        return Histories.event(io.bellwether.event.EventType.TICKET_MESSAGE, id, minute)
                .actor(io.bellwether.event.Actor.AGENT)
                .visibility(io.bellwether.event.Visibility.PUBLIC)
                .build();
    }

    @Test
    void aRestoredCaseGoesOnAsIfNothingHadHappened() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            List<ServiceEvent> events = Histories.next(new Random(seed));
            long middle = events.get(events.size() / 2).time();
            List<Observation> whole = new ArrayList<>();
            List<Observation> halves = new ArrayList<>();
            OperatorSubtaskState saved;
            try (var harness = harness()) {
                harness.open();
                for (ServiceEvent event : events) {
                    harness.processElement1(new StreamRecord<>(event));
                }
                watermark(harness, middle);
                halves.addAll(harness.extractOutputValues());
                saved = harness.snapshot(1, 1);
                watermark(harness, middle + 20 * HOUR);
                whole.addAll(harness.extractOutputValues());
            }
            try (var harness = harness()) {
                harness.initializeState(saved);
                harness.open();
                watermark(harness, middle + 20 * HOUR);
                halves.addAll(harness.extractOutputValues());
            }
            assertThat(halves).as("seed %s", seed).isEqualTo(whole);
        }
    }

    /** As many subtasks as before, more, and fewer: who waits is with its case, and nowhere else. */
    @Test
    void whatWaitsGoesAlongWhereItsCaseGoes() throws Exception {
        List<ServiceEvent> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(created().toBuilder().id("e" + i).caseId("c-" + i).build());
        }
        OperatorSubtaskState saved;
        try (var harness = harness(1, 0)) {
            harness.open();
            for (ServiceEvent event : events) {
                harness.processElement1(new StreamRecord<>(event));
            }
            saved = harness.snapshot(1, 1);
        }
        List<OperatorSubtaskState> parts = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            try (var harness = harness(3, subtask)) {
                harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        saved, CaseHarness.MAX_PARALLELISM, 1, 3, subtask));
                harness.open();
                parts.add(harness.snapshot(2, 2));
            }
        }
        try (var harness = harness(1, 0)) {
            harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    AbstractStreamOperatorTestHarness.repackageState(parts.toArray(OperatorSubtaskState[]::new)),
                    CaseHarness.MAX_PARALLELISM,
                    3,
                    1,
                    0));
            harness.open();
            watermark(harness, START);
            assertThat(harness.extractOutputValues())
                    .filteredOn(one -> one.measure() == Measure.CASES_CREATED)
                    .hasSize(events.size());
            assertThat(harness.numKeyedStateEntries()).isEqualTo(events.size());
        }
    }

    @Test
    void whatComesTooLateIsToldAndCountedNow() throws Exception {
        try (var harness = harness()) {
            harness.open();
            long now = START + 3 * HOUR;
            watermark(harness, now);
            Origin origin = new Origin("service.tickets", 2, 77, null);
            harness.processElement1(
                    new StreamRecord<>(created().toBuilder().origin(origin).build()));
            List<Rejection> letters = harness.getSideOutput(DoorOperator.REJECTED).stream()
                    .map(StreamRecord::getValue)
                    .toList();
            assertThat(letters).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo(RejectionReason.LATE);
                assertThat(letter.detail()).contains("created", "10800 s behind");
                assertThat(letter.origin()).isEqualTo(origin);
            });
            assertThat(harness.extractOutputValues())
                    .filteredOn(one -> one.measure() == Measure.PIPELINE_LATE)
                    .singleElement()
                    .satisfies(one -> assertThat(one.time()).isEqualTo(now));
        }
    }

    @Test
    void otherPoliciesHoldFromTheNextEventOn() throws Exception {
        try (var harness = harness()) {
            harness.open();
            update(harness, "policies:\n  - name: new\n    targets: {first_reply: 3h}\n");
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, START + 2 * HOUR);
            assertThat(signals(harness)).doesNotContain(Signal.Kind.SLA_BREACHED);
            watermark(harness, START + 3 * HOUR);
            assertThat(signals(harness)).endsWith(Signal.Kind.SLA_BREACHED);
        }
    }

    private static List<String> onContact(
            KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> harness) {
        return harness.getSideOutput(CaseOperator.ON_CONTACT).stream()
                .map(StreamRecord::getValue)
                .map(change ->
                        (change.delta() > 0 ? "+" : "-") + change.agent().id() + " " + (change.time() - START) / MINUTE)
                .toList();
    }

    @Test
    void whoHandsAChatOverIsFreeAlsoWhereThatIsHeardOfLate() throws Exception {
        for (long heardOf : new long[] {1, 9}) {
            try (var harness = harness()) {
                harness.open();
                harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_QUEUED, 0, null)));
                harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_ASSIGNED, 1, "ann")));
                watermark(harness, START + heardOf * MINUTE);
                harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_TRANSFERRED, 5, null)));
                harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_ASSIGNED, 10, "bob")));
                harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_ENDED, 12, null)));
                watermark(harness, START + 20 * MINUTE);
                assertThat(onContact(harness)).containsExactly("+ann 1", "-ann 5", "+bob 10", "-bob 12");
            }
        }
    }

    @Test
    void whatALateEventProvesWrongOfAnAgentIsTakenBack() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_QUEUED, 0, null)));
            harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_ASSIGNED, 4, "ann")));
            harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_ENDED, 8, null)));
            watermark(harness, START + 9 * MINUTE);
            harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_ABANDONED, 2, null)));
            assertThat(onContact(harness)).containsExactly("+ann 4", "-ann 8", "-ann 4", "+ann 8");
        }
    }

    /** Nothing is heard of its end; when the case is let go, so is the agent. */
    @Test
    void whoeverHasAChatThatIsLetGoIsFree() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_QUEUED, 0, null)));
            harness.processElement1(new StreamRecord<>(chat(EventType.CHAT_ASSIGNED, 1, "ann")));
            watermark(harness, START + 15 * HOUR);
            assertThat(onContact(harness)).containsExactly("+ann 1", "-ann 601");
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    private static ServiceEvent chat(EventType type, long minute, String agentId) {
        return Histories.event(type, type + "-" + minute, minute)
                .queue("desk-" + minute)
                .agentId(agentId)
                .build();
    }

    /** The case that goes loses its clocks; the one that stays keeps its own, and no question of the other's moves them. */
    @Test
    void aMergeEndsTheClocksOfTheCaseThatGoesAlone() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            harness.processElement1(new StreamRecord<>(Histories.event(EventType.TICKET_CREATED, "winner", 5)
                    .caseId("c-2")
                    .build()));
            harness.processElement1(new StreamRecord<>(Histories.event(EventType.TICKET_MERGED, "merged", 8)
                    .intoCaseId("c-2")
                    .build()));
            watermark(harness, START + 20 * MINUTE);
            assertThat(breaches(harness)).containsExactly("first_reply after 12 at 17.0");
        }
    }

    @Test
    void policiesThatReachOpenCasesDoSoWithoutAnEvent() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, START + 10 * MINUTE);
            update(harness, "apply_to_open: true\npolicies: [{name: a, targets: {first_reply: 60m, resolution: 5m}}]");
            assertThat(breaches(harness)).containsExactly("resolution after 10 at " + (10 + 1.0 / MINUTE));
            watermark(harness, START + 60 * MINUTE - 1);
            assertThat(breaches(harness)).hasSize(1);
            watermark(harness, START + 60 * MINUTE);
            assertThat(breaches(harness)).hasSize(2).endsWith("first_reply after 60 at 60.0");
            watermark(harness, START + 40 * HOUR);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    private static ServiceEvent reply(long minute) {
        return Histories.event(EventType.TICKET_MESSAGE, "reply" + minute, minute)
                .actor(Actor.AGENT)
                .build();
    }

    /** The watermark is behind what has come: what waits for it happened before the change, and was judged as things were then. */
    @Test
    void aChangeHoldsFromAfterTheLastEventThatHadComeBeforeIt() throws Exception {
        String shorter = "policies: [{name: a, targets: {first_reply: 5m, resolution: 30m}}]";
        for (String reach : List.of("", "apply_to_open: true\n")) {
            try (var harness = harness()) {
                harness.open();
                harness.processElement1(new StreamRecord<>(created()));
                watermark(harness, START + 2 * MINUTE);
                harness.processElement1(new StreamRecord<>(reply(8)));
                update(harness, reach + shorter);
                watermark(harness, START + 7 * MINUTE);
                assertThat(signals(harness)).doesNotContain(Signal.Kind.SLA_BREACHED);
                watermark(harness, START + 60 * MINUTE);
                // the first reply was in time by the policy of then
                assertThat(breaches(harness))
                        .containsExactly(
                                reach.isEmpty() ? "resolution after 40 at 40.0" : "resolution after 30 at 30.0");
            }
        }
    }

    @Test
    void whatAChangeBreachesIsDatedAfterTheLastEventThatHadComeBeforeIt() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, START + 2 * MINUTE);
            harness.processElement1(new StreamRecord<>(Histories.event(EventType.TICKET_CREATED, "other", 8)
                    .caseId("c-2")
                    .build()));
            update(harness, "apply_to_open: true\npolicies: [{name: a, targets: {first_reply: 5m}}]");
            update(harness, "apply_to_open: true\npolicies: [{name: a, targets: {first_reply: 6m}}]");
            harness.processElement1(new StreamRecord<>(Histories.event(EventType.TICKET_CREATED, "third", 9)
                    .caseId("c-3")
                    .build()));
            watermark(harness, START + 10 * MINUTE);
            assertThat(breaches(harness)).containsExactly("first_reply after 8 at " + (8 + 1.0 / MINUTE));
            watermark(harness, START + 20 * MINUTE);
            assertThat(breaches(harness)).hasSize(3).endsWith("first_reply after 6 at 15.0");
        }
    }

    /** The input may end while a change has still to come: what came before it is judged as things were. */
    @Test
    void aChangeHoldsAtTheEndOfTheInputToo() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            harness.processElement1(new StreamRecord<>(reply(8)));
            update(harness, "policies: [{name: a, targets: {first_reply: 5m, next_reply: 5m}}]");
            harness.processElement1(new StreamRecord<>(Histories.event(EventType.TICKET_CREATED, "other", 20)
                    .caseId("c-2")
                    .build()));
            harness.processElement1(
                    new StreamRecord<>(reply(26).toBuilder().caseId("c-2").build()));
            harness.processWatermark1(Watermark.MAX_WATERMARK);
            assertThat(breaches(harness)).containsExactly("first_reply after 5 at 25.0");
        }
    }

    @Test
    void policiesThatDoNotSaySoWaitForTheNextEvent() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, START + 10 * MINUTE);
            update(harness, "policies: [{name: a, targets: {first_reply: 5m}}]");
            watermark(harness, START + 11 * MINUTE);
            assertThat(breaches(harness)).isEmpty();
            harness.processElement1(new StreamRecord<>(
                    Histories.event(EventType.TICKET_UPDATED, "updated", 12).build()));
            watermark(harness, START + 12 * MINUTE);
            assertThat(breaches(harness)).containsExactly("first_reply after 12 at 12.0");
        }
    }

    /** Two changes, a restart between them: time is counted by the calendar that was valid when it passed. */
    @Test
    void timeBeforeAChangeIsCountedByTheOldCalendarAlsoAfterARestart() throws Exception {
        String text = """
                apply_to_open: %s
                calendars: {office: {zone: UTC, hours: {mon-sun: "%s"}}}
                policies: [{name: a, calendar: office, targets: {first_reply: 4h}}]
                """;
        OperatorSubtaskState saved;
        try (var harness = harness()) {
            harness.open();
            update(harness, text.formatted(true, hours(0, 60)));
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, START + 90 * MINUTE);
            update(harness, text.formatted(false, hours(120, 180)));
            watermark(harness, START + 150 * MINUTE);
            saved = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(saved);
            harness.open();
            watermark(harness, START + 200 * MINUTE);
            // 60 minutes under the first calendar until now, from now on all of the time
            update(harness, text.formatted(true, hours(0, 600)));
            watermark(harness, START + 380 * MINUTE);
            assertThat(breaches(harness)).isEmpty();
            watermark(harness, START + 10 * HOUR);
            assertThat(breaches(harness)).containsExactly("first_reply after 240 at " + (380 + 1.0 / MINUTE));
        }
    }

    /** Hours of the day, in minutes after the first event. */
    private static String hours(long from, long to) {
        return time(from) + "-" + time(to);
    }

    private static String time(long minute) {
        return LocalTime.ofInstant(Instant.ofEpochMilli(START + minute * MINUTE), ZoneOffset.UTC)
                .toString();
    }

    @Test
    void aRestartedJobJudgesByTheBookOfItsCheckpoint() throws Exception {
        OperatorSubtaskState saved;
        try (var harness = harness()) {
            harness.open();
            update(harness, "policies: [{name: a, targets: {first_reply: 3h}}]");
            saved = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(saved);
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, START + 4 * HOUR);
            assertThat(breaches(harness)).containsExactly("first_reply after 180 at 180.0");
        }
    }

    private static OperatorSubtaskState tenMinutesAfterACaseWasCreated() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, START + 10 * MINUTE);
            return harness.snapshot(1, 1);
        }
    }

    @Test
    void aChangeThatWasNotCarriedOutBeforeACheckpointIsSoAfterIt() throws Exception {
        OperatorSubtaskState saved = tenMinutesAfterACaseWasCreated();
        try (var harness = harness()) {
            harness.initializeState(saved);
            harness.open();
            // nobody knows what time it is yet
            update(harness, "apply_to_open: true\npolicies: [{name: a, targets: {first_reply: 5m}}]");
            assertThat(signals(harness)).isEmpty();
            saved = harness.snapshot(2, 2);
        }
        try (var harness = harness()) {
            harness.initializeState(saved);
            harness.open();
            watermark(harness, START + 11 * MINUTE);
            assertThat(breaches(harness)).containsExactly("first_reply after 11 at " + (11 + 1.0 / MINUTE));
        }
    }

    /** A source that starts again says at first that time is less than it was: what was folded is not judged before that. */
    @Test
    void afterARestartNoCaseIsJudgedAsOfATimeThatHadPassedBefore() throws Exception {
        OperatorSubtaskState saved = tenMinutesAfterACaseWasCreated();
        try (var harness = harness()) {
            harness.initializeState(saved);
            harness.open();
            update(harness, "apply_to_open: true\npolicies: [{name: a, targets: {first_reply: 5m}}]");
            watermark(harness, START + 7 * MINUTE);
            watermark(harness, START + 11 * MINUTE);
            assertThat(breaches(harness)).containsExactly("first_reply after 10 at " + (10 + 1.0 / MINUTE));
        }
    }

    /** Whether time had come some way before or not. */
    @Test
    void atTheEndOfTheInputOpenCasesAreJudgedAfterTheLastEventThatHadComeBeforeTheChange() throws Exception {
        for (long watermark : new long[] {Long.MIN_VALUE, START + 2 * MINUTE}) {
            try (var harness = harness()) {
                harness.open();
                harness.processElement1(new StreamRecord<>(created()));
                watermark(harness, watermark);
                harness.processElement1(new StreamRecord<>(
                        Histories.event(EventType.TICKET_UPDATED, "updated", 9).build()));
                update(harness, "apply_to_open: true\npolicies: [{name: a, targets: {first_reply: 1m}}]");
                harness.processElement1(new StreamRecord<>(reply(26)));
                harness.processWatermark1(Watermark.MAX_WATERMARK);
                assertThat(breaches(harness)).containsExactly("first_reply after 9 at " + (9 + 1.0 / MINUTE));
            }
        }
    }
}
