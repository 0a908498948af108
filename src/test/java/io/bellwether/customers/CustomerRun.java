package io.bellwether.customers;

import io.bellwether.event.EventKeys;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionCodec;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.EachObservation;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservedRun;
import io.bellwether.quality.AfterService;
import io.bellwether.quality.Bots;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import io.bellwether.quality.Resolution;
import io.bellwether.quality.SelfService;
import io.bellwether.quality.Suspicion;
import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** What customers do, as a job has it told, and facts of them in any order. */
final class CustomerRun
        extends ObservedRun<KeyedTwoInputStreamOperatorTestHarness<Long, CustomerFact, ServiceEvent, Observation>> {

    static final long WITHIN = 1_000;
    static final long LATENESS = 100;

    private static final OutputTag<Rejection> TOO_LATE =
            new OutputTag<>("late", CodecTypeInfo.of(RejectionCodec.INSTANCE));

    private int rejected;

    /** A case that was solved is resolved, a visit deflected, a bot session contained strictly, after so long. */
    long within = WITHIN;

    /** For so many days it is watched whether customers buy again. */
    int days;

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

    @Override
    protected KeyedTwoInputStreamOperatorTestHarness<Long, CustomerFact, ServiceEvent, Observation> create()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new CustomerOperator<>(
                        rules(within, days), List.of("queue"), LATENESS, TOO_LATE, EachObservation.maker()),
                CustomerFact::customer,
                EventKeys::customerOf,
                Types.LONG);
    }

    /** Facts that came in time, one after the other. */
    static CustomerRun after(CustomerFact... facts) throws Exception {
        CustomerRun run = new CustomerRun();
        for (CustomerFact fact : facts) {
            run.take(fact).until(fact.time());
        }
        return run;
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

    @Override
    protected void listen() {
        super.listen();
        rejected += listen(TOO_LATE).size();
    }

    /** A fact, or one that is taken back again, with the time to which time has come when it arrives. */
    record Delivery(CustomerFact fact, long watermark) {}

    /** What else comes beside a fact. */
    interface Beside {
        /** @param comes the time to which time has come when the fact arrives */
        void add(CustomerFact fact, long comes, List<Delivery> to);
    }

    /** Facts in the order in which they may come: some late, but none too late. */
    static List<Delivery> deliveries(List<CustomerFact> facts, Random random, Beside beside) {
        List<Delivery> deliveries = new ArrayList<>();
        for (CustomerFact fact : facts) {
            boolean late = random.nextInt(3) == 0;
            long comes =
                    late ? fact.time() + random.nextInt((int) LATENESS - 20) : fact.time() - 1 - random.nextInt(50);
            deliveries.add(new Delivery(fact, comes));
            beside.add(fact, comes, deliveries);
        }
        deliveries.sort(Comparator.comparingLong(Delivery::watermark));
        return deliveries;
    }

    /** Something is said, and proved wrong soon after. */
    static void wrong(CustomerFact wrong, long comes, int soon, Random random, List<Delivery> to) {
        to.add(new Delivery(wrong, comes));
        to.add(new Delivery(wrong.by(-1), comes + 1 + random.nextInt(soon)));
    }

    /** Takes all as they come, with a restart now and then. */
    CustomerRun play(List<Delivery> deliveries, Random random) throws Exception {
        for (Delivery delivery : deliveries) {
            until(delivery.watermark).take(delivery.fact);
            if (random.nextInt(8) == 0) {
                restart();
                until(delivery.watermark);
            }
        }
        return this;
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
        Map<String, Long> sums = new TreeMap<>();
        for (Observation one : said()) {
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
        return said().stream()
                .filter(one -> one.measure() == measure
                        && one.time() <= time
                        && name(one).equals(of))
                .mapToLong(one -> one.weight() * one.value())
                .sum();
    }
}
