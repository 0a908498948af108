package io.bellwether.job;

import io.bellwether.file.FileProblem;
import io.bellwether.file.Unusable;
import io.bellwether.influx.WriterAccounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.SerializedThrowable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job in this process over its stops: finds its state, runs until somebody ends it, and keeps what it came to. */
public final class LocalRun {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

    private static final long LOOK_MILLIS = 200;
    private static final int RETAINED = 3;

    /**
     * How a command tells of failures.
     *
     * @param words of an error for the person at the keyboard
     * @param more a sentence that says where all of it stands
     */
    public record Telling(Function<Throwable, String> words, String more) {}

    private final StateFolder folder;
    private final SavedState state;
    private final boolean fresh;
    private final Telling telling;
    private boolean up;
    private String lastProblem = "";

    private LocalRun(StateFolder folder, SavedState state, boolean fresh, Telling telling) {
        this.telling = telling;
        this.folder = folder;
        this.state = state;
        this.fresh = fresh;
    }

    /**
     * Takes the folder and looks for the state to go on from.
     *
     * @param fresh whether to begin without; what is there is put aside by {@link #begin}, so that a start which is refused
     *     before has changed nothing
     * @throws Unusable where there is state and none of it can be gone on from
     */
    public static LocalRun in(StateFolder folder, boolean fresh, Telling telling) throws IOException, Unusable {
        if (fresh) {
            return new LocalRun(folder, null, true, telling);
        }
        try {
            return new LocalRun(folder, folder.newest().orElse(null), false, telling);
        } finally {
            folder.remarks().forEach(LocalRun::say);
        }
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

    /** Starts the job; the state that it leaves is this folder's. */
    public LocalCluster start(StreamExecutionEnvironment environment) throws Exception {
        LocalCluster cluster;
        try {
            cluster = LocalCluster.start(environment, "Bellwether");
        } catch (ExecutionException e) {
            throw explained(e, null);
        }
        folder.own(cluster.client().getJobID());
        return cluster;
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
        if (folder.fallsBack(state)) {
            say(
                    "That is not the newest: what was read since then is read again. Points replace themselves, and who was told of"
                            + " alerts may be told again, with the ids that these had.");
        }
    }

    /**
     * Waits until the job ends, or somebody ends it.
     *
     * @return the exit code
     */
    public int await(LocalCluster cluster, Interrupts interrupts) throws Exception {
        JobClient client = cluster.client();
        CompletableFuture<?> end = client.getJobExecutionResult();
        JobWatch watch = new JobWatch();
        WriterNews news = new WriterNews();
        while (!end.isDone()) {
            if (interrupts.await(LOOK_MILLIS)) {
                new LocalStop(folder).stop(client, end);
                vouch(client.getJobID());
                return Interrupts.EXIT_CODE;
            }
            vouch(client.getJobID());
            look(cluster, watch);
            news.look(WriterAccounts.of(client.getJobID().toString())).forEach(LocalRun::say);
        }
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JobCancellationException) {
                say("The job was cancelled. " + new LocalStop(folder).next());
                return 0;
            }
            throw explained(e, client.getJobID());
        }
        return 0;
    }

    /** A disk that is full or away must not end the job: a state that nobody vouches for can still be gone on from. */
    private void vouch(JobID job) {
        try {
            folder.vouch(job);
        } catch (IOException e) {
            String problem = "Checksums of the state cannot be written: " + FileProblem.reason(folder.root(), e);
            if (!problem.equals(lastProblem)) {
                say(problem);
            }
            lastProblem = problem;
        }
    }

    private void look(LocalCluster cluster, JobWatch watch) throws Exception {
        if (up && cluster.isRunning()) {
            return;
        }
        Optional<AccessExecutionGraph> graph = cluster.look();
        if (graph.isEmpty()) {
            return;
        }
        if (!up && JobWatch.isUp(graph.get())) {
            up = true;
            settle();
        }
        Optional<Throwable> failure = watch.newFailure(graph.get());
        if (failure.isPresent()) {
            Optional<RestoreException> restore =
                    restoreFailure(failure.get(), cluster.client().getJobID());
            if (restore.isPresent()) {
                cluster.close();
                throw restore.get();
            }
            String words = telling.words().apply(failure.get());
            if (watch.isNews(words)) {
                say("The job failed " + (watch.times() > 1 ? "(" + watch.times() + " times now) " : "")
                        + "and starts again by itself from its last state: " + words + ". " + telling.more());
            }
        }
    }

    private void settle() {
        try {
            folder.settle();
        } catch (IOException e) {
            say("What cannot be gone on from could not be moved away: " + FileProblem.reason(folder.root(), e));
        }
        folder.remarks().forEach(LocalRun::say);
    }

    /** The failure of a job whose state is to blame; empty for any other, and where there was no state. */
    private Optional<RestoreException> restoreFailure(Throwable error, JobID job) throws IOException {
        Optional<Path> from = job == null ? Optional.empty() : folder.lastOf(job);
        if (from.isEmpty() && state != null) {
            from = Optional.of(Path.of(java.net.URI.create(state.path())));
        }
        Optional<String> reason = RestoreFailure.of(error);
        return from.isPresent() && reason.isPresent()
                ? Optional.of(new RestoreException(from.get(), reason.get(), error))
                : Optional.empty();
    }

    /** The state is not taken again by this process. */
    public void refuse(RestoreException failure) {
        LOG.warn("{} cannot be gone on from", failure.state(), failure);
        say(folder.root().relativize(failure.state()) + " cannot be gone on from: " + failure.getMessage() + ". "
                + telling.more());
        folder.refuse(failure.state(), "it could not be read: " + failure.getMessage());
    }

    /**
     * A state that does not fit is the user's to settle, and no failure with a whole story; one that cannot be read is passed over.
     *
     * @param job null where it never came to be
     */
    private Exception explained(Exception error, JobID job) throws IOException {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Throwable original = cause instanceof SerializedThrowable serialized
                    ? serialized.deserializeError(LocalRun.class.getClassLoader())
                    : cause;
            if (original instanceof StateFitOperator.MisfitException) {
                return new Unusable(original.getMessage());
            }
        }
        Optional<RestoreException> restore = restoreFailure(error, job);
        return restore.isPresent() ? restore.get() : error;
    }

    /** To the screen and to the log. */
    public static void say(String line) {
        System.out.println(line);
        LOG.info("{}", line);
    }
}
