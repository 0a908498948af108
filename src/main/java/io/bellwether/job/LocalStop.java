package io.bellwether.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a job in this process is ended. */
final class LocalStop {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStop.class);

    /** A stop within these is shorter than what holds the process back. A store that blocks may need the second. */
    private static final long SAVEPOINT_SECONDS = 20;

    private static final long CANCEL_SECONDS = 10;

    private final StateFolder folder;

    LocalStop(StateFolder folder) {
        this.folder = folder;
    }

    /** Ends it with a savepoint, or without where that takes too long. */
    void stop(JobClient client, CompletableFuture<?> end) throws InterruptedException, IOException {
        LocalRun.say("Stopping (at most " + (SAVEPOINT_SECONDS + CANCEL_SECONDS) + " s) …");
        try {
            String savepoint = client.stopWithSavepoint(
                            false, folder.savepoints().toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(SAVEPOINT_SECONDS, TimeUnit.SECONDS);
            finished(end);
            LocalRun.say("Stopped. The next start goes on from "
                    + folder.root().relativize(Path.of(java.net.URI.create(savepoint))) + ".");
            return;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The job could not be stopped with a savepoint; it is cancelled", e);
        }
        try {
            client.cancel().get(CANCEL_SECONDS / 2, TimeUnit.SECONDS);
            finished(end);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The job did not confirm that it is cancelled", e);
        }
        LocalRun.say("Stopped without a savepoint. " + next());
    }

    /** Where the next start begins when there is no savepoint. */
    String next() throws IOException {
        return StateFolder.holdsState(folder.root())
                ? "The next start goes on from the last checkpoint."
                : "There is no checkpoint yet: the next start begins at kafka.start.";
    }

    private static void finished(CompletableFuture<?> end) throws InterruptedException {
        try {
            end.get(CANCEL_SECONDS / 2, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // A job that is cancelled has no result; that is how its end is told.
            LOG.debug("The job has ended", e);
        } catch (TimeoutException e) {
            LOG.warn("The job did not end within {} s of being stopped", CANCEL_SECONDS / 2);
        }
    }
}
