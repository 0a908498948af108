package io.bellwether.cases;

import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.DoorFunction;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationSerializer;
import io.bellwether.metric.Signal;
import io.bellwether.queue.ServiceLevel;
import io.bellwether.sla.PolicyBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CaseFunctionTest {

    private static final long HOUR = 60 * MINUTE;
    private static final PolicyBook POLICIES =
            CaseRun.book("policies:\n  - name: all\n    targets: {first_reply: 12m, resolution: 40m}\n");

    private static KeyedTwoInputStreamOperatorTestHarness<String, ServiceEvent, PolicyUpdate, Observation> harness()
            throws Exception {
        CaseSettings settings = new CaseSettings(
                CaseRun.DIMENSIONS, ServiceLevel.DEFAULT, CaseRun.LATENESS, new ForgetAfter(HOUR, 5 * HOUR, 10 * HOUR));
        var operator = new CoBroadcastWithKeyedOperator<>(
                new CaseFunction(settings, POLICIES, DoorFunction.REJECTED), List.of(PolicyUpdateSerializer.STATE));
        var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                operator, ServiceEvent::caseId, (PolicyUpdate update) -> "policies", Types.STRING);
        harness.setup(ObservationSerializer.typeInfo()
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private static void watermark(
            KeyedTwoInputStreamOperatorTestHarness<String, ServiceEvent, PolicyUpdate, Observation> harness, long time)
            throws Exception {
        harness.processWatermark2(new Watermark(time));
        harness.processWatermark1(new Watermark(time));
    }

    private static List<Signal.Kind> signals(
            KeyedTwoInputStreamOperatorTestHarness<String, ServiceEvent, PolicyUpdate, Observation> harness) {
        var output = harness.getSideOutput(CaseFunction.SIGNALS);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).map(Signal::kind).toList();
    }

    private static ServiceEvent created() {
        return Histories.event(io.bellwether.event.EventType.TICKET_CREATED, "created", 0)
                .queue("billing")
                .build();
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

    @Test
    void whatComesTooLateIsToldAndCountedNow() throws Exception {
        try (var harness = harness()) {
            harness.open();
            long now = START + 3 * HOUR;
            watermark(harness, now);
            harness.processElement1(new StreamRecord<>(created()));
            List<Rejection> letters = harness.getSideOutput(DoorFunction.REJECTED).stream()
                    .map(StreamRecord::getValue)
                    .toList();
            assertThat(letters).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo(RejectionReason.LATE);
                assertThat(letter.detail()).contains("created", "10800 s behind");
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
            PolicyBook hours = CaseRun.book("policies:\n  - name: new\n    targets: {first_reply: 3h}\n");
            harness.processElement2(new StreamRecord<>(new PolicyUpdate(hours.version(), hours)));
            harness.processElement1(new StreamRecord<>(created()));
            watermark(harness, START + 2 * HOUR);
            assertThat(signals(harness)).doesNotContain(Signal.Kind.SLA_BREACHED);
            watermark(harness, START + 3 * HOUR);
            assertThat(signals(harness)).endsWith(Signal.Kind.SLA_BREACHED);
        }
    }
}
