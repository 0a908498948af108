package io.bellwether.bench;

import java.io.IOException;

/** A broker of its own with a load in its topics, and the beginning of it once more, for warming up. */
final class LoadedBroker implements AutoCloseable {

    /** Warm-up reads a load of its own, until the compiler has seen all of the code often: a job runs for months. */
    private static final long WARM_UP_EVENTS = 1_000_000;

    private final BenchBroker broker;
    private final JobRun runs;
    private final long events;
    private final BenchLoad.Topics topics = BenchLoad.Topics.named("bench");
    private final BenchLoad.Topics warmUp = BenchLoad.Topics.named("warmup");

    private LoadedBroker(BenchBroker broker, long events, Progress progress) {
        this.broker = broker;
        this.runs = new JobRun(broker.servers(), progress);
        this.events = events;
    }

    /** @param partitions of each topic */
    static LoadedBroker fill(long events, int partitions, Breadth breadth, Progress progress)
            throws IOException, InterruptedException {
        LoadedBroker loaded = new LoadedBroker(BenchBroker.start(), events, progress);
        try {
            progress.at("simulating", 0, "");
            new BenchLoad(breadth)
                    .produce(
                            loaded.broker.servers(),
                            partitions,
                            loaded.topics,
                            events,
                            loaded.warmUp,
                            loaded.warmUpEvents(),
                            sent -> progress.at("producing", (double) sent / events, ""));
            progress.end();
            return loaded;
        } catch (IOException | InterruptedException | RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    private long warmUpEvents() {
        return Math.min(events, WARM_UP_EVENTS);
    }

    /** A run whose figures nobody wants. */
    Measured warmUp(BenchJobs jobs, BenchScenario scenario) throws Exception {
        return runs.run(jobs, scenario, warmUp, warmUpEvents(), "warm-up");
    }

    Measured run(BenchJobs jobs, BenchScenario scenario, String which) throws Exception {
        return runs.run(jobs, scenario, topics, events, which);
    }

    @Override
    public void close() {
        broker.close();
    }
}
