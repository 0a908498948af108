package io.bellwether.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** A job that runs in this process until it is closed. */
final class RunningJob implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final JobClient client;
    private final CompletableFuture<JobExecutionResult> end;

    RunningJob(JobClient client) {
        this.client = client;
        this.end = client.getJobExecutionResult();
    }

    /** Throws what ended it, where it has ended. */
    void requireRunning() throws Exception {
        if (end.isDone()) {
            end.get();
            throw new IllegalStateException("the job ended by itself");
        }
    }

    @Override
    public void close() throws Exception {
        client.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            end.handle((result, cancelled) -> result).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the job did not end within " + PATIENCE_SECONDS + " s", e);
        }
    }
}
