package io.bellwether.platform;

import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.metric.Signal;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The operator of chats by itself, as one run of a job at some parallelism, and what it said. */
final class PlatformHarness implements AutoCloseable {

    static final long LATENESS = 600_000;
    static final long REDELIVERY = 3 * 3_600_000;
    private static final int MAX_PARALLELISM = 128;

    /** All that was said, by all runs that write here. */
    static final class Said {
        final List<Outcome> outcomes = new ArrayList<>();
        final List<Signal> signals = new ArrayList<>();

        /** {numerator, denominator, at risk} by indicator and day; what comes to nothing is left out. */
        Map<String, List<Long>> sums() {
            Map<String, List<Long>> sums = new TreeMap<>();
            for (Outcome outcome : outcomes) {
                sums.merge(
                        outcome.consumerKey() + " " + outcome.day(),
                        List.of(outcome.numerator(), outcome.denominator(), outcome.atRisk()),
                        (one, other) -> List.of(
                                one.get(0) + other.get(0), one.get(1) + other.get(1), one.get(2) + other.get(2)));
            }
            sums.values().removeIf(sum -> sum.equals(List.of(0L, 0L, 0L)));
            return sums;
        }

        List<String> sorted() {
            List<String> all = new ArrayList<>();
            outcomes.forEach(outcome -> all.add(outcome.toString()));
            signals.forEach(signal -> all.add(signal.toString()));
            all.sort(String::compareTo);
            return all;
        }
    }

    private final List<KeyedOneInputStreamOperatorTestHarness<SourceId, ServiceEvent, Outcome>> subtasks =
            new ArrayList<>();

    /**
     * Begins, or goes on.
     *
     * @param saved where a run stopped, of which {@code before} was the parallelism; null for none
     */
    PlatformHarness(PlatformBook book, int parallelism, OperatorSubtaskState saved, int before) throws Exception {
        this(book, parallelism, saved, before, REDELIVERY);
    }

    PlatformHarness(PlatformBook book, int parallelism, OperatorSubtaskState saved, int before, long redelivery)
            throws Exception {
        for (int subtask = 0; subtask < parallelism; subtask++) {
            var harness = new KeyedOneInputStreamOperatorTestHarness<SourceId, ServiceEvent, Outcome>(
                    new KeyedProcessOperator<>(new PlatformFunction(book, List.of(), LATENESS, redelivery)),
                    EventKeys::caseOf,
                    CodecTypeInfo.of(SourceIdCodec.INSTANCE),
                    MAX_PARALLELISM,
                    parallelism,
                    subtask);
            harness.setup(CodecTypeInfo.of(OutcomeCodec.INSTANCE)
                    .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
            if (saved != null) {
                harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        saved, MAX_PARALLELISM, before, parallelism, subtask));
            }
            harness.open();
            subtasks.add(harness);
        }
    }

    void take(ServiceEvent event) throws Exception {
        int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                EventKeys.caseOf(event), MAX_PARALLELISM, subtasks.size());
        subtasks.get(subtask).processElement(new StreamRecord<>(event));
    }

    void timeComesTo(long time) throws Exception {
        for (var subtask : subtasks) {
            subtask.processWatermark(new Watermark(time));
        }
    }

    /** Stops it there, after it has said all that it had to. */
    OperatorSubtaskState stop(Said said) throws Exception {
        List<OperatorSubtaskState> parts = new ArrayList<>();
        for (var subtask : subtasks) {
            parts.add(subtask.snapshot(1, 1));
        }
        say(said);
        return AbstractStreamOperatorTestHarness.repackageState(parts.toArray(OperatorSubtaskState[]::new));
    }

    /** Adds what it has said so far. */
    void say(Said said) {
        for (var subtask : subtasks) {
            said.outcomes.addAll(subtask.extractOutputValues());
            said.outcomes.addAll(values(subtask.getSideOutput(PlatformFunction.OF_CONSUMERS)));
            said.signals.addAll(values(subtask.getSideOutput(PlatformFunction.SIGNALS)));
        }
    }

    private static <T> Collection<T> values(Queue<StreamRecord<T>> records) {
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    boolean isEmpty() {
        return subtasks.stream().allMatch(one -> one.numKeyedStateEntries() == 0 && one.numEventTimeTimers() == 0);
    }

    int chats() {
        return subtasks.stream()
                .mapToInt(KeyedOneInputStreamOperatorTestHarness::numKeyedStateEntries)
                .sum();
    }

    @Override
    public void close() throws Exception {
        for (var subtask : subtasks) {
            subtask.close();
        }
    }
}
