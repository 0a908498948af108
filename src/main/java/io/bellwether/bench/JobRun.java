package io.bellwether.bench;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** Runs a scenario on topics that are filled, to their end, and measures it. */
final class JobRun {

    /** Of a run's events, this part is left out of every figure, whatever runs. */
    static final int LEFT_OUT = 4;

    private static final long LOOK_MILLIS = 200;

    private final String servers;
    private final Progress progress;

    /** @param servers of the broker that has the topics */
    JobRun(String servers, Progress progress) {
        this.servers = servers;
        this.progress = progress;
    }

    /**
     * One run.
     *
     * @param events in the topics; a run that reads or gives less is void
     * @param which run it is, for the progress
     */
    Measured run(BenchJobs jobs, BenchScenario scenario, BenchLoad.Topics topics, long events, String which)
            throws Exception {
        String what = scenario.title() + ", " + which;
        System.gc();
        try (Meter meter = Meter.start()) {
            Fetches.reset(events / LEFT_OUT, meter::mark);
            JobClient job = jobs.job(scenario, servers, topics).executeAsync("bench " + scenario);
            JobExecutionResult result = await(job, what, events);
            Usage usage = meter.read();
            long out = result.<Long>getAccumulatorResult(BenchJobs.OUT);
            requireAll(scenario, events, Fetches.records(), out);
            Long series = result.getAccumulatorResult(BenchJobs.SERIES);
            Measured measured = new Measured(scenario, Fetches.counted(), usage, out, series == null ? 0 : series);
            progress.at(what, 1, String.format(Locale.ROOT, "%,.0f events/s", measured.eventsPerSecond()));
            progress.end();
            return measured;
        }
    }

    private JobExecutionResult await(JobClient job, String what, long events) throws Exception {
        while (true) {
            try {
                return job.getJobExecutionResult().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.at(what, Math.min(0.99, (double) Fetches.records() / events), "");
            }
        }
    }

    /** A figure of a job that lost events would be worthless. */
    private static void requireAll(BenchScenario scenario, long expected, long read, long out) {
        boolean lost = scenario == BenchScenario.TOPOLOGY ? out == 0 : out != expected;
        if (read != expected || lost) {
            throw new IllegalStateException(String.format(
                    "%s read %,d of %,d events and gave %,d: the measurement is void",
                    scenario.title(), read, expected, out));
        }
    }
}
