package io.bellwether.bench;

import java.util.ArrayList;
import java.util.List;

/** Measures part by part, and keeps what it found for a report. */
public final class Bench {

    private final BenchSetup setup;
    private final Progress progress;
    private final List<Section> sections = new ArrayList<>();

    /** @param setup its settings with the parallelism that is wanted */
    public Bench(BenchSetup setup, Progress progress) {
        this.setup = setup;
        this.progress = progress;
    }

    /**
     * The scenarios beside each other.
     *
     * @param where whether the topology's CPU is wanted by threads
     */
    public void throughput(List<BenchScenario> scenarios, long events, int runs, boolean where) throws Exception {
        sections.add(Throughput.measure(setup, scenarios, events, runs, where, progress));
    }

    /**
     * What open cases cost.
     *
     * @param rocks whether they are kept in RocksDB instead of on the heap
     */
    public void cases(int cases, boolean rocks) throws Exception {
        CasePart part = new CasePart(setup, cases, progress);
        sections.add(rocks ? part.inRocksDb() : part.onHeap());
    }

    /** What that many rules cost. */
    public void rules(int rules, long events, int runs) throws Exception {
        sections.add(RuleCost.measure(setup, rules, events, runs, progress));
    }

    /** How the rate follows parallelism and the number of series. */
    public void scaling(long events, int runs) throws Exception {
        sections.add(Scaling.measure(setup, events, runs, progress));
    }

    /**
     * How long it takes from Kafka to the store and to a receiver.
     *
     * @param rate of the load, events a second; 0 for half of what the topology was measured to do, or is measured now
     */
    public void latency(double rate, long events, int seconds) throws Exception {
        double load = rate > 0 ? rate : peak(events) / 2;
        sections.add(new LatencyPart(setup, load, seconds, progress).measure());
    }

    /** How fast a gateway answers at so many webhooks a second. */
    public void gateway(double rate, int seconds) throws Exception {
        sections.add(new GatewayPart(setup, rate, seconds, progress).measure());
    }

    private double peak(long events) throws Exception {
        for (Section section : sections) {
            if (section instanceof Throughput throughput && !Double.isNaN(throughput.rate())) {
                return throughput.rate();
            }
        }
        Throughput now = Throughput.measure(setup, List.of(BenchScenario.TOPOLOGY), events, 1, false, progress);
        sections.add(now);
        return now.rate();
    }

    /** What was found so far. */
    public BenchReport report() {
        return new BenchReport(BenchMachine.here(), sections);
    }
}
