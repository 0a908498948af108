package io.bellwether.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.JobID;

/** The jobs that ran in a {@link StateFolder}, by their ids in Flink: all that its tidying may touch. */
final class OwnRuns {

    /** Flink names a savepoint after so many characters of its job. */
    private static final int PREFIX = 6;

    private static final String FILE = "runs";

    private final Path file;
    private final Set<String> jobs;

    private OwnRuns(Path file, Set<String> jobs) {
        this.file = file;
        this.jobs = jobs;
    }

    /**
     * Those that are written down. A folder that is ours and says nothing of its runs was kept by a version that had no
     * others in it: all there is taken for its own.
     */
    static OwnRuns of(Path root, List<String> jobs, List<String> savepoints) throws IOException {
        Path file = root.resolve(FILE);
        if (Files.exists(file)) {
            return new OwnRuns(file, new LinkedHashSet<>(Files.readAllLines(file)));
        }
        OwnRuns runs = new OwnRuns(file, new LinkedHashSet<>(jobs));
        savepoints.forEach(savepoint -> runs.jobs.add(prefix(savepoint)));
        runs.write();
        return runs;
    }

    /** Those that are written down, without taking the folder; all that there are where nothing is written. */
    static OwnRuns writtenIn(Path root) throws IOException {
        Path file = root.resolve(FILE);
        return new OwnRuns(file, Files.exists(file) ? new LinkedHashSet<>(Files.readAllLines(file)) : null);
    }

    void add(String job) throws IOException {
        if (jobs.add(job)) {
            write();
        }
    }

    /** Whether one of them left the folder of this name: {@code JOB}, or {@code savepoint-JOB-…}. */
    boolean left(String name) {
        if (jobs == null) {
            return true;
        }
        return name.startsWith("savepoint-")
                ? jobs.stream().anyMatch(job -> job.startsWith(prefix(name)))
                : jobs.contains(name);
    }

    /** Names of the savepoints of a job, as a pattern. */
    static String savepointsOf(JobID job) {
        return "savepoint-" + job.toHexString().substring(0, PREFIX) + "-.*";
    }

    private static String prefix(String savepoint) {
        String rest = savepoint.substring("savepoint-".length());
        return rest.substring(0, Math.min(PREFIX, rest.length()));
    }

    /** All or nothing: a list that a power cut shortened would turn our own state into somebody else's. */
    private void write() throws IOException {
        Path next = file.resolveSibling(FILE + ".next");
        Files.writeString(
                next,
                String.join("\n", jobs) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
