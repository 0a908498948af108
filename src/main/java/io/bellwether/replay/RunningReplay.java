package io.bellwether.replay;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** A replay under way in this process, one at a time. Its files are made by {@link Replay#finish} when it is over. */
public final class RunningReplay implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final HistoryPlan plan;
    private final long size;
    private final JobClient job;
    private JobExecutionResult done;

    private RunningReplay(HistoryPlan plan, long size, JobClient job) {
        this.plan = plan;
        this.size = size;
        this.job = job;
    }

    /** Starts it. */
    public static RunningReplay start(Replay replay, HistoryPlan plan) throws Exception {
        ReplayProgress.OF_PROCESS.reset();
        long size = plan.bytes();
        try {
            return new RunningReplay(plan, size, replay.start(plan));
        } catch (Exception e) {
            TimeGate.close(plan.folder());
            throw e;
        }
    }

    /** Waits for so long; whether it is over. */
    public boolean await(long millis) throws InterruptedException, ExecutionException {
        try {
            done = job.getJobExecutionResult().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** How much of the history has been read, 0 to 1. */
    public double share() {
        return ReplayProgress.OF_PROCESS.share(size);
    }

    /** How long it took, s. */
    public long seconds() {
        return done.getNetRuntime(TimeUnit.SECONDS);
    }

    /** What its job counted, of rules: {@link io.bellwether.alert.Evidence}. */
    public Map<String, Object> counted() {
        return done.getAllAccumulatorResults();
    }

    /** Ends it where it is not over, and lets nobody wait for it any more. */
    @Override
    public void close() throws Exception {
        try {
            if (done == null && !job.getJobExecutionResult().isDone()) {
                job.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            TimeGate.close(plan.folder());
        }
    }
}
