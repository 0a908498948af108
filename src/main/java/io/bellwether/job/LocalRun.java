package io.bellwether.job;

import io.bellwether.file.Unusable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.util.SerializedThrowable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job in this process over its stops: finds its state, runs until somebody ends it, and keeps what it came to. */
public final class LocalRun {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

    /** A stop within these is shorter than what holds the process back. A store that blocks may need the second. */
    private static final long SAVEPOINT_SECONDS = 20;

    private static final long CANCEL_SECONDS = 10;
    private static final long LOOK_MILLIS = 200;
    private static final int RETAINED = 3;

    private final StateFolder folder;
    private final SavedState state;
    private final boolean fresh;

    private LocalRun(StateFolder folder, SavedState state, boolean fresh) {
        this.folder = folder;
        this.state = state;
        this.fresh = fresh;
    }

    /**
     * Takes the folder and looks for the state to go on from.
     *
     * @param fresh whether to begin without; what is there is put aside by {@link #begin}, so that a start which is refused
     *     before has changed nothing
     */
    public static LocalRun in(StateFolder folder, boolean fresh) throws IOException {
        if (fresh) {
            return new LocalRun(folder, null, true);
        }
        Optional<SavedState> newest = folder.newest();
        folder.remarks().forEach(LocalRun::say);
        return new LocalRun(folder, newest.orElse(null), false);
    }

    /** The state to go on from. */
    public Optional<SavedState> state() {
        return Optional.ofNullable(state);
    }

    /** Tells Flink where state is kept and where to begin. */
    public void configure(Configuration job) {
        job.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.root().toUri().toString());
        job.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED);
        job.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (state != null) {
            job.set(StateRecoveryOptions.SAVEPOINT_PATH, state.path());
            // What earlier runs left is tidied up at a start, by one who knows which are whole.
            job.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
            // The state of a stage that the settings switched off: heartbeats, the store, webhooks.
            job.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        }
    }

    /** The job as Flink knows it: the state that it leaves is this folder's. */
    public void started(JobClient client) throws IOException {
        folder.own(client.getJobID());
    }

    /** Nothing is left that could refuse the start: puts aside what is to be, says where state is kept and where it begins. */
    public void begin(String kafkaStart) throws IOException {
        if (fresh) {
            folder.setAside();
            folder.remarks().forEach(LocalRun::say);
        }
        if (state == null) {
            say("State: " + folder.root() + ". There is none yet: it begins at kafka.start (" + kafkaStart + ").");
            return;
        }
        Path path = Path.of(java.net.URI.create(state.path()));
        String moment;
        try {
            moment = " of "
                    + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                            .withZone(ZoneId.systemDefault())
                            .format(Instant.ofEpochMilli(SavedState.completed(path)));
        } catch (IOException e) {
            moment = "";
        }
        say("State: " + folder.root() + ". It goes on from " + folder.root().relativize(path) + moment + ".");
    }

    /**
     * Waits until the job ends, or somebody ends it.
     *
     * @return the exit code
     */
    public int await(JobClient client, Interrupts interrupts) throws Exception {
        CompletableFuture<?> end = client.getJobExecutionResult();
        while (!end.isDone()) {
            if (interrupts.await(LOOK_MILLIS)) {
                stop(client, end);
                return Interrupts.EXIT_CODE;
            }
        }
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JobCancellationException) {
                say("The job was cancelled. " + next());
                return 0;
            }
            throw explained(e);
        }
        return 0;
    }

    /** A state that does not fit is the user's to settle, and no failure with a whole story. */
    private static Exception explained(ExecutionException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Throwable original = cause instanceof SerializedThrowable serialized
                    ? serialized.deserializeError(LocalRun.class.getClassLoader())
                    : cause;
            if (original instanceof StateFitOperator.MisfitException) {
                return new Unusable(original.getMessage());
            }
        }
        return error;
    }

    private void stop(JobClient client, CompletableFuture<?> end) throws InterruptedException, IOException {
        say("Stopping (at most " + (SAVEPOINT_SECONDS + CANCEL_SECONDS) + " s) …");
        try {
            String savepoint = client.stopWithSavepoint(
                            false, folder.savepoints().toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(SAVEPOINT_SECONDS, TimeUnit.SECONDS);
            finished(end);
            say("Stopped. The next start goes on from "
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
        say("Stopped without a savepoint. " + next());
    }

    /** Where the next start begins when there is no savepoint. */
    private String next() throws IOException {
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

    /** To the screen and to the log. */
    public static void say(String line) {
        System.out.println(line);
        LOG.info("{}", line);
    }
}
