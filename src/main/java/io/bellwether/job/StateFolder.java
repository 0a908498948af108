package io.bellwether.job;

import io.bellwether.file.FileProblem;
import io.bellwether.file.Unusable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/**
 * The folder in which a job that runs in this process keeps its state: checkpoints in {@code JOB/chk-N}, savepoints in
 * {@code savepoints/}, what {@code --fresh} put aside in {@code aside/}. One process has it at a time. What jobs left that did
 * not run in it, of a cluster whose checkpoints go to the same place, is neither gone on from nor removed.
 */
public final class StateFolder implements AutoCloseable {

    /** How many complete checkpoints and savepoints of earlier runs are kept at a start. */
    static final int KEPT = 3;

    private static final String LOCK = "lock";
    private static final String GROUP = "group";
    private static final String ASIDE = "aside";
    private static final String JOB = "[0-9a-f]{32}";
    private static final String CHECKPOINT = "chk-\\d+";
    private static final String SAVEPOINT = "savepoint-.*";
    private static final String SAVEPOINTS = "savepoints";

    private final Path root;
    private final FileChannel channel;
    private final OwnRuns runs;
    private final List<String> remarks = new ArrayList<>();

    private StateFolder(Path root, FileChannel channel, OwnRuns runs) {
        this.root = root;
        this.channel = channel;
        this.runs = runs;
    }

    /**
     * Takes the folder; made if missing.
     *
     * @param group consumer group of the job, whose state it must be
     * @throws Unusable where another process has it, it is another job's, it has checkpoints that no such job wrote,
     *     or nothing can be written there
     */
    public static StateFolder open(Path folder, String group) throws Unusable {
        Path root = folder.toAbsolutePath().normalize();
        try {
            requireNoForeign(root);
            Files.createDirectories(root);
            FileChannel channel = FileChannel.open(
                    root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            OwnRuns runs;
            try {
                claim(root, channel);
                requireGroup(root, group);
                runs = OwnRuns.of(root, names(entries(root, JOB)), names(entries(root.resolve(SAVEPOINTS), SAVEPOINT)));
            } catch (IOException | Unusable e) {
                channel.close();
                throw e;
            }
            return new StateFolder(root, channel, runs);
        } catch (IOException e) {
            throw new Unusable(
                    root + ": state cannot be kept there: " + FileProblem.reason(root, e) + " (--state DIR names it)");
        }
    }

    /** A folder that we have not made ours yet must hold nothing that looks like state: it would be taken, then tidied up. */
    private static void requireNoForeign(Path root) throws IOException, Unusable {
        if (Files.exists(root.resolve(GROUP))) {
            return;
        }
        List<Path> foreign = new ArrayList<>(entries(root, JOB));
        foreign.addAll(entries(root, CHECKPOINT));
        foreign.addAll(entries(root, Pattern.quote(SavedState.METADATA)));
        foreign.addAll(entries(root.resolve(SAVEPOINTS), SAVEPOINT));
        if (!foreign.isEmpty()) {
            throw new Unusable(root + ": holds checkpoints or savepoints that no bellwether run in a process of its"
                    + " own wrote (" + root.relativize(foreign.get(0))
                    + "), probably those of a Flink cluster; nothing there"
                    + " was touched. Choose another folder with --state DIR. A job on a cluster goes on from them:"
                    + " flink run -s PATH (docs/operations.md)");
        }
    }

    private static List<String> names(List<Path> entries) {
        return entries.stream().map(entry -> entry.getFileName().toString()).toList();
    }

    private static void claim(Path root, FileChannel channel) throws IOException, Unusable {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new Unusable(root + ": another bellwether run ("
                    + Files.readString(root.resolve(LOCK)).strip()
                    + ") keeps its state there; stop it, or choose another folder with --state DIR");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(
                "process " + ProcessHandle.current().pid() + "\n"));
    }

    private static void requireGroup(Path root, String group) throws IOException, Unusable {
        Path file = root.resolve(GROUP);
        if (Files.notExists(file)) {
            Files.writeString(file, group + "\n");
        }
        String owner = Files.readString(file).strip();
        if (!owner.equals(group)) {
            throw new Unusable(root + ": has the state of group " + owner + ", not of " + group
                    + " (kafka.group); choose another folder with --state DIR");
        }
    }

    public Path root() {
        return root;
    }

    Path savepoints() {
        return root.resolve(SAVEPOINTS);
    }

    /** Takes a job that runs in this process for its own; what others leave here is not touched. */
    void own(JobID job) throws IOException {
        runs.add(job.toHexString());
    }

    /** What {@link #newest} found that a person should know. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * The newest state that is whole. Older ones than the last {@link #KEPT} are removed, and what was never completed.
     *
     * @throws IOException where the folder cannot be read
     */
    Optional<SavedState> newest() throws IOException {
        for (Path foreign : foreign(root, runs)) {
            remarks.add(root.relativize(foreign) + " is not of a run in this folder and is left as it is.");
        }
        List<Path> damaged = new ArrayList<>();
        List<Found> whole = new ArrayList<>();
        for (Path folder : candidates(root, runs)) {
            if (Files.notExists(folder.resolve(SavedState.METADATA))) {
                remove(folder);
                continue;
            }
            try {
                whole.add(new Found(
                        folder,
                        SavedState.completed(folder),
                        SavedState.read(folder.toUri().toString())));
            } catch (IOException e) {
                damaged.add(folder);
                remarks.add(root.relativize(folder) + " is damaged and passed over: " + e.getMessage());
            }
        }
        whole.sort(Comparator.comparingLong((Found found) -> found.state().checkpointId())
                .thenComparingLong(Found::completed)
                .reversed());
        tidy(whole, damaged);
        return whole.stream().map(Found::state).findFirst();
    }

    private record Found(Path folder, long completed, SavedState state) {}

    /** Whether a start would find a state in this folder now; changes nothing, and needs not have the folder. */
    static boolean holdsState(Path root) throws IOException {
        for (Path folder : candidates(root, OwnRuns.writtenIn(root))) {
            if (isWhole(folder)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhole(Path folder) {
        if (Files.notExists(folder.resolve(SavedState.METADATA))) {
            return false;
        }
        try {
            SavedState.read(folder.toUri().toString());
            return true;
        } catch (IOException e) {
            // Damaged, or a job that runs removes it just now: no state in any case, and a start tells what is wrong.
            return false;
        }
    }

    private static List<Path> candidates(Path root, OwnRuns runs) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path job : entries(root, JOB)) {
            all.addAll(entries(job, CHECKPOINT));
        }
        all.addAll(entries(root.resolve(SAVEPOINTS), SAVEPOINT));
        List<Path> foreign = foreign(root, runs);
        all.removeIf(folder -> foreign.contains(folder) || foreign.contains(folder.getParent()));
        return all;
    }

    private List<Path> ownJobs() throws IOException {
        List<Path> jobs = new ArrayList<>(entries(root, JOB));
        jobs.removeAll(foreign(root, runs));
        return jobs;
    }

    private static List<Path> foreign(Path root, OwnRuns runs) throws IOException {
        List<Path> foreign = new ArrayList<>(entries(root, JOB));
        foreign.addAll(entries(root.resolve(SAVEPOINTS), SAVEPOINT));
        foreign.removeIf(entry -> runs.left(entry.getFileName().toString()));
        return foreign;
    }

    private static List<Path> entries(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        }
    }

    private void tidy(List<Found> whole, List<Path> damaged) throws IOException {
        for (Found old : whole.subList(Math.min(KEPT, whole.size()), whole.size())) {
            remove(old.folder());
        }
        if (whole.size() >= KEPT) {
            for (Path folder : damaged) {
                remove(folder);
            }
        }
        for (Path job : ownJobs()) {
            if (entries(job, CHECKPOINT).isEmpty()) {
                remove(job);
            }
        }
    }

    /** Puts the state aside, so that the next start has none. What was put aside before is removed. */
    void setAside() throws IOException {
        Path aside = root.resolve(ASIDE);
        List<Path> state = new ArrayList<>(ownJobs());
        List<Path> ownSavepoints = new ArrayList<>(entries(savepoints(), SAVEPOINT));
        ownSavepoints.removeAll(foreign(root, runs));
        state.addAll(ownSavepoints);
        if (state.isEmpty()) {
            return;
        }
        remove(aside);
        Files.createDirectories(aside.resolve(SAVEPOINTS));
        for (Path part : state) {
            Files.move(part, aside.resolve(root.relativize(part)));
        }
        remarks.add("The state that was there is now in " + aside + ".");
    }

    private static void remove(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Lets another process have it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
