package io.bellwether.cases;

import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.EachObservation;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.metric.Signal;
import io.bellwether.state.CodecSerializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Whatever backend keeps the cases, and wherever a savepoint of one goes on, no wake is lost or doubled. */
class CaseWakesTest {

    private static final int CASES = 40;
    private static final long HOUR = 60 * MINUTE;
    private static final StateBackend HEAP = new HashMapStateBackend();
    private static final StateBackend ROCKSDB = new EmbeddedRocksDBStateBackend();

    private final List<String> breaches = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();

    private static KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> harness(
            StateBackend backend, int parallelism, int subtask) throws Exception {
        var harness = CaseHarness.of(
                CaseHarness.SETTINGS,
                CaseRun.book("policies:\n  - name: all\n    targets: {first_reply: 12m, resolution: 40m}\n"),
                EachObservation.maker(),
                parallelism,
                subtask);
        harness.setStateBackend(backend);
        harness.setup(new CodecSerializer<>(ObservationCodec.INSTANCE));
        return harness;
    }

    private static List<ServiceEvent> events() {
        List<ServiceEvent> events = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            events.add(Histories.event(EventType.TICKET_CREATED, "e-" + i, i % 7)
                    .caseId("c-" + i)
                    .queue("billing")
                    .build());
        }
        return events;
    }

    /** Runs subtasks over a part of time; the savepoint at its end, of all of them. */
    private OperatorSubtaskState run(
            StateBackend backend, int parallelism, OperatorSubtaskState before, List<ServiceEvent> events, long until)
            throws Exception {
        OperatorSubtaskState[] saved = new OperatorSubtaskState[parallelism];
        for (int subtask = 0; subtask < parallelism; subtask++) {
            try (var harness = harness(backend, parallelism, subtask)) {
                if (before != null) {
                    harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            before, CaseHarness.MAX_PARALLELISM, 3 - parallelism, parallelism, subtask));
                }
                harness.open();
                for (ServiceEvent event : events) {
                    if (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                    EventKeys.caseOf(event), CaseHarness.MAX_PARALLELISM, parallelism)
                            == subtask) {
                        harness.processElement1(new StreamRecord<>(event, event.time()));
                    }
                }
                for (long time = until - 10 * MINUTE; time <= until; time += MINUTE) {
                    harness.processWatermark1(new Watermark(time));
                }
                saved[subtask] = harness.snapshotWithLocalState(
                                1, 1, SavepointType.savepoint(SavepointFormatType.CANONICAL))
                        .getJobManagerOwnedState();
                observations.addAll(harness.extractOutputValues());
                var signals = harness.getSideOutput(CaseOperator.SIGNALS);
                Stream.ofNullable(signals)
                        .flatMap(Collection::stream)
                        .map(StreamRecord::getValue)
                        .filter(signal -> signal.kind() == Signal.Kind.SLA_BREACHED)
                        .forEach(signal -> breaches.add(signal.key() + " " + signal.clock() + " at " + signal.time()));
            }
        }
        return AbstractStreamOperatorTestHarness.repackageState(saved);
    }

    private void wholeLife(StateBackend... backends) throws Exception {
        breaches.clear();
        observations.clear();
        OperatorSubtaskState state = null;
        int parallelism = 1;
        List<ServiceEvent> events = events();
        long until = START + 8 * MINUTE;
        for (StateBackend backend : backends) {
            state = run(backend, parallelism, state, events, until);
            until += 10 * MINUTE;
            events = List.of();
            parallelism = 3 - parallelism;
        }
        run(backends[backends.length - 1], parallelism, state, List.of(), START + 20 * HOUR);
        breaches.sort(null);
    }

    @Test
    void everyDeadlineRingsOnceWhereverItsCaseGoes() throws Exception {
        wholeLife(HEAP);
        List<String> expected = List.copyOf(breaches);
        assertThat(expected).hasSize(2 * CASES).doesNotHaveDuplicates();
        int observed = observations.size();
        for (StateBackend[] way : new StateBackend[][] {
            {HEAP, HEAP},
            {ROCKSDB, ROCKSDB},
            {HEAP, ROCKSDB},
            {ROCKSDB, HEAP},
            {HEAP, ROCKSDB, HEAP, ROCKSDB},
            {ROCKSDB, HEAP, ROCKSDB, HEAP}
        }) {
            wholeLife(way);
            assertThat(breaches).as("%s", List.of(way)).isEqualTo(expected);
            assertThat(observations).as("%s", List.of(way)).hasSize(observed);
        }
    }
}
