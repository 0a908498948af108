package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.EachObservation;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.state.CodecSerializer;
import io.bellwether.topic.RowForm;
import io.bellwether.topic.RowTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** A run of the job's fold of cases, with a topic behind it of which Kafka has kept the newest record of each key. */
final class RowRun<T> implements AutoCloseable {

    private static final int CASES = 40;

    /** An event on its way. */
    record Arrival(ServiceEvent event, long at) {}

    final KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> harness;
    private final OutputTag<T> tag;
    private final Map<String, byte[]> topic;
    private final RowTable<T, ?> table;
    private boolean complete;
    int written;

    /** @param state null for none */
    RowRun(Map<String, byte[]> topic, OperatorSubtaskState state, OutputTag<T> tag, RowForm<T, ?> form)
            throws Exception {
        this.topic = topic;
        this.tag = tag;
        this.table = new RowTable<>(form);
        topic.forEach(table::found);
        harness = CaseHarness.tellingAll(CaseRun.book(CaseRun.POLICIES), EachObservation.maker());
        harness.setup(new CodecSerializer<>(ObservationCodec.INSTANCE));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    void arrive(ServiceEvent event) throws Exception {
        harness.processElement1(new StreamRecord<>(event, event.time()));
    }

    void advance(long time) throws Exception {
        harness.processWatermark1(new Watermark(time));
        var told = harness.getSideOutput(tag);
        while (told != null && !told.isEmpty()) {
            table.take(told.remove().getValue()).forEach(this::write);
        }
        if (!complete) {
            complete = true;
            table.allTold().forEach(this::write);
        }
    }

    private void write(String key) {
        written++;
        byte[] value = table.value(key);
        if (value == null) {
            topic.remove(key);
        } else {
            topic.put(key, value);
        }
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    /** Cases that may do anything, each in order. */
    static List<List<ServiceEvent>> cases(int seed, long end) {
        List<List<ServiceEvent>> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(seed * 1_000L + i);
            String caseId = "c-" + i;
            List<ServiceEvent> events = i % 2 == 0
                    ? Histories.anything(random, caseId)
                    : Histories.next(random).stream()
                            .map(event -> event.toBuilder().caseId(caseId).build())
                            .toList();
            cases.add(events.stream().filter(event -> event.time() <= end).toList());
        }
        return cases;
    }

    /** Each up to fifteen minutes later than it happened, and time a minute behind what came. */
    static List<Arrival> delivered(List<List<ServiceEvent>> cases, Random random) {
        List<Arrival> arrivals = new ArrayList<>();
        for (List<ServiceEvent> events : cases) {
            for (ServiceEvent event : events) {
                long delay = random.nextInt(3) == 0 ? random.nextInt((int) (15 * Histories.MINUTE)) : 0;
                arrivals.add(new Arrival(event, event.time() + delay));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        return arrivals;
    }
}
