package io.bellwether.bench;

import java.io.IOException;

/** A broker of its own with a load in its topics. */
final class LoadedBroker implements AutoCloseable {

    /**
     * So often is the load read before anything is measured: after one time the compiler still takes a fifth of the CPU,
     * and a job runs for months.
     */
    private static final int WARM_UPS = 2;

    private final BenchBroker broker;
    private final JobRun runs;
    private final long events;
    private final BenchLoad.Topics topics = BenchLoad.Topics.named("bench");

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
                            sent -> progress.at("producing", (double) sent / events, ""));
            progress.end();
            return loaded;
        } catch (IOException | InterruptedException | RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    /** Runs whose figures nobody wants; gives the last. */
    Measured warmUp(BenchJobs jobs, BenchScenario scenario) throws Exception {
        for (int time = 1; time < WARM_UPS; time++) {
            run(jobs, scenario, warmUp(time));
        }
        return run(jobs, scenario, warmUp(WARM_UPS));
    }

    private static String warmUp(int time) {
        return "warm-up " + time + "/" + WARM_UPS;
    }

    Measured run(BenchJobs jobs, BenchScenario scenario, String which) throws Exception {
        return runs.run(jobs, scenario, topics, events, which);
    }

    @Override
    public void close() {
        broker.close();
    }
}
