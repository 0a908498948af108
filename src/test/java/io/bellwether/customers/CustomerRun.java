package io.bellwether.customers;

import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionCodec;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservationCodec;
import io.bellwether.quality.AfterService;
import io.bellwether.quality.Bots;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import io.bellwether.quality.Resolution;
import io.bellwether.quality.SelfService;
import io.bellwether.quality.Suspicion;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The function, as a job drives it, and all that it said. */
final class CustomerRun implements AutoCloseable {

    static final long WITHIN = 1_000;
    static final long LATENESS = 100;

    private static final OutputTag<Rejection> TOO_LATE =
            new OutputTag<>("late", CodecTypeInfo.of(RejectionCodec.INSTANCE));

    private KeyedTwoInputStreamOperatorTestHarness<Long, CustomerFact, ServiceEvent, Observation> harness;
    private final List<Observation> said = new ArrayList<>();
    private int rejected;

    /** A case that was solved is resolved, a visit deflected, a bot session contained strictly, after so long. */
    long within = WITHIN;

    /** For so many days it is watched whether customers buy again. */
    private final int days;

    CustomerRun() throws Exception {
        this(0);
    }

    CustomerRun(int days) throws Exception {
        this.days = days;
        begin(null);
    }

    /** After so long a solved case is resolved, a visit deflected, a bot session contained strictly. */
    static CustomerRules rules(long within, int days) {
        return new CustomerRules(
                new Resolution(within, "category"),
                new Suspicion(2),
                new Bots(Set.of(), within),
                new SelfService(within),
                new AfterService(days));
    }

    private void begin(OperatorSubtaskState saved) throws Exception {
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(
                        new CustomerFunction(rules(within, days), List.of("queue"), LATENESS, TOO_LATE)),
                CustomerFact::customer,
                ServiceEvent::customerKey,
                Types.LONG);
        harness.setup(CodecTypeInfo.of(ObservationCodec.INSTANCE)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        if (saved != null) {
            harness.initializeState(saved);
        }
        harness.open();
    }

    CustomerRun take(CustomerFact... facts) throws Exception {
        for (CustomerFact fact : facts) {
            harness.processElement1(new StreamRecord<>(fact, fact.time()));
        }
        return this;
    }

    CustomerRun take(ServiceEvent event) throws Exception {
        harness.processElement2(new StreamRecord<>(event, event.time()));
        return this;
    }

    CustomerRun until(long time) throws Exception {
        harness.processBothWatermarks(new Watermark(time));
        return this;
    }

    void restart() throws Exception {
        listen();
        OperatorSubtaskState saved = harness.snapshot(1, 1);
        harness.close();
        begin(saved);
    }

    private void listen() {
        said.addAll(harness.extractOutputValues());
        harness.getOutput().clear();
        rejected += harness.getSideOutput(TOO_LATE) == null
                ? 0
                : harness.getSideOutput(TOO_LATE).size();
        if (harness.getSideOutput(TOO_LATE) != null) {
            harness.getSideOutput(TOO_LATE).clear();
        }
    }

    List<Observation> said() {
        listen();
        return said;
    }

    int customersKept() {
        return harness.numKeyedStateEntries();
    }

    int rejected() {
        listen();
        return rejected;
    }

    /** What a measure has come to for each first dimension and tag, by the time; zeros left out. */
    Map<String, Long> sums(Measure measure) {
        listen();
        Map<String, Long> sums = new TreeMap<>();
        for (Observation one : said) {
            if (one.measure() == measure) {
                sums.merge(name(one) + " " + one.time(), one.weight() * one.value(), Long::sum);
            }
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    private static String name(Observation one) {
        String first = one.series().dimensions().isEmpty()
                ? ""
                : one.series().dimensions().get(0);
        boolean tagged = one.measure().measurement() == Measure.AFTER_PENDING.measurement();
        return tagged ? first + " " + one.series().tags().get(0) : first;
    }

    /** What the level of a case is after all that happened up to a time. */
    long level(Measure measure, String of, long time) {
        listen();
        return said.stream()
                .filter(one -> one.measure() == measure
                        && one.time() <= time
                        && name(one).equals(of))
                .mapToLong(one -> one.weight() * one.value())
                .sum();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
