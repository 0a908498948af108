package io.bellwether.job;

import io.bellwether.file.FileProblem;
import io.bellwether.file.Unusable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.JobID;

/**
 * The folder in which a job that runs in this process keeps its state: checkpoints in {@code JOB/chk-N}, savepoints in
 * {@code savepoints/}, what {@code --fresh} put aside in {@code aside/}, what nobody could go on from in {@code damaged/}. One process has it at a time. What jobs left that did
 * not run in it, of a cluster whose checkpoints go to the same place, is neither gone on from nor removed.
 */
public final class StateFolder implements AutoCloseable {

    /** How many complete checkpoints and savepoints of earlier runs are kept at a start. */
    static final int KEPT = 3;

    private static final String ASIDE = "aside";
    private static final String DAMAGED = "damaged";

    private final Path root;
    private final FileChannel channel;
    private final OwnRuns runs;
    private final StateSums sums;
    private final Map<Path, String> refused = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final Set<String> remarked = new HashSet<>();
    private List<StateChoice.Bad> bad = List.of();

    private StateFolder(Path root, FileChannel channel, OwnRuns runs) {
        this.root = root;
        this.channel = channel;
        this.runs = runs;
        this.sums = new StateSums(root);
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
            FileChannel channel = FolderClaim.on(root, group);
            try {
                return new StateFolder(
                        root,
                        channel,
                        OwnRuns.of(
                                root,
                                StateFiles.names(StateFiles.entries(root, StateFiles.JOB)),
                                StateFiles.names(StateFiles.entries(
                                        root.resolve(StateFiles.SAVEPOINTS), StateFiles.SAVEPOINT))));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Unusable(
                    root + ": state cannot be kept there: " + FileProblem.reason(root, e) + " (--state DIR names it)");
        }
    }

    public Path root() {
        return root;
    }

    Path savepoints() {
        return root.resolve(StateFiles.SAVEPOINTS);
    }

    /** Takes a job that runs in this process for its own; what others leave here is not touched. */
    void own(JobID job) throws IOException {
        runs.add(job.toHexString());
    }

    /** What a person should know and was not told yet. */
    List<String> remarks() {
        List<String> untold = List.copyOf(remarks);
        remarks.clear();
        return untold;
    }

    private void remark(String text) {
        if (remarked.add(text)) {
            remarks.add(text);
        }
    }

    /**
     * The newest state that is whole. Older ones than the last {@link #KEPT} are removed, and what was never completed.
     *
     * @throws IOException where the folder cannot be read
     * @throws Unusable where there are states, and none of them can be gone on from
     */
    Optional<SavedState> newest() throws IOException, Unusable {
        for (Path foreign : StateFiles.foreign(root, runs)) {
            remark(root.relativize(foreign) + " is not of a run in this folder and is left as it is.");
        }
        StateChoice choice = choose();
        bad = choice.bad();
        for (StateChoice.Bad state : bad) {
            if (refused.containsKey(state.folder())) {
                continue;
            }
            remark(root.relativize(state.folder()) + " is damaged and passed over: " + state.why());
        }
        if (choice.isLost()) {
            throw new Unusable(lost());
        }
        tidy(choice);
        return choice.whole().stream().map(StateChoice.Kept::state).findFirst();
    }

    private StateChoice choose() throws IOException {
        List<StateChoice.Kept> readable = new ArrayList<>();
        List<StateChoice.Bad> unreadable = new ArrayList<>();
        for (Path folder : StateFiles.candidates(root, runs)) {
            if (refused.containsKey(folder)) {
                unreadable.add(new StateChoice.Bad(folder, refused.get(folder)));
                continue;
            }
            Optional<String> problem = sums.problemOfMetadata(folder);
            if (problem.isPresent()) {
                unreadable.add(new StateChoice.Bad(folder, problem.get()));
            } else if (Files.notExists(folder.resolve(SavedState.METADATA))) {
                StateFiles.remove(folder);
            } else {
                try {
                    readable.add(new StateChoice.Kept(
                            folder,
                            SavedState.completed(folder),
                            SavedState.read(folder.toUri().toString())));
                } catch (IOException e) {
                    unreadable.add(new StateChoice.Bad(folder, e.getMessage()));
                }
            }
        }
        return StateChoice.of(readable, unreadable, kept -> sums.problem(kept.folder()));
    }

    private String lost() {
        StringBuilder text =
                new StringBuilder(root.toString()).append(": the job cannot go on from what is kept there:");
        for (StateChoice.Bad state : bad) {
            text.append("\n  ")
                    .append(root.relativize(state.folder()))
                    .append(": ")
                    .append(state.why());
        }
        return text.append(
                        "\nNothing was changed. Put a good copy in its place, or start the version of Bellwether that wrote it,")
                .append(
                        " or give the process more memory, whichever the reason says; or begin anew with --fresh: this state is")
                .append(" put aside, and all that Kafka still holds is read and counted again from kafka.start on;")
                .append(" what began before that is unknown (docs/operations.md)")
                .toString();
    }

    /** A job could not go on from a state: it is not chosen any more while this process has the folder. */
    void refuse(Path folder, String why) {
        refused.put(folder, why);
    }

    /** Whether the state that was chosen may be older than one that nobody can go on from. */
    boolean fallsBack(SavedState chosen) {
        return bad.stream()
                .anyMatch(state ->
                        state.id().map(id -> id > chosen.checkpointId()).orElse(true));
    }

    /**
     * The job has gone on from the state that was chosen: those that were passed over are put where no start looks, for a
     * person to look at and to delete. Not before, as the next one may turn out to be no better, for a reason that is none of theirs.
     */
    void settle() throws IOException {
        for (StateChoice.Bad state : bad) {
            Path place = root.resolve(DAMAGED).resolve(root.relativize(state.folder()));
            StateFiles.remove(place);
            Files.createDirectories(place.getParent());
            Files.move(state.folder(), place);
            remark(root.relativize(state.folder()) + " is now in " + root.relativize(place.getParent())
                    + ". No start looks there; delete it when nobody wants to know what became of it.");
        }
        bad = List.of();
    }

    /** Vouches for the checkpoints and savepoints that a job has completed since the last call. */
    void vouch(JobID job) throws IOException {
        List<Path> states = new ArrayList<>(StateFiles.entries(root.resolve(job.toHexString()), StateFiles.CHECKPOINT));
        states.addAll(StateFiles.entries(savepoints(), OwnRuns.savepointsOf(job)));
        states.removeIf(state -> sums.has(state) || Files.notExists(state.resolve(SavedState.METADATA)));
        for (Path state : states) {
            sums.write(state);
        }
        if (!states.isEmpty()) {
            sums.tidy(StateFiles.candidates(root, runs));
        }
    }

    /** What a job goes on from when a part of it fails: its last checkpoint, if it has completed one. */
    Optional<Path> lastOf(JobID job) throws IOException {
        return StateFiles.entries(root.resolve(job.toHexString()), StateFiles.CHECKPOINT).stream()
                .filter(folder -> Files.exists(folder.resolve(SavedState.METADATA)))
                .max(Comparator.comparing(
                        folder -> new StateChoice.Bad(folder, "").id().orElse(-1L)));
    }

    /** Whether a start would find a state in this folder now; changes nothing, and needs not have the folder. */
    static boolean holdsState(Path root) throws IOException {
        for (Path folder : StateFiles.candidates(root, OwnRuns.writtenIn(root))) {
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

    private void tidy(StateChoice choice) throws IOException {
        List<StateChoice.Kept> whole = choice.whole();
        for (StateChoice.Kept old : whole.subList(Math.min(KEPT, whole.size()), whole.size())) {
            StateFiles.remove(old.folder());
        }
        List<StateChoice.Bad> outlived =
                bad.stream().filter(state -> choice.isOutlived(state, KEPT)).toList();
        for (StateChoice.Bad state : outlived) {
            StateFiles.remove(state.folder());
        }
        bad = bad.stream().filter(state -> !outlived.contains(state)).toList();
        for (Path job : StateFiles.jobs(root, runs)) {
            if (StateFiles.entries(job, StateFiles.CHECKPOINT).isEmpty()) {
                StateFiles.remove(job);
            }
        }
        sums.tidy(StateFiles.candidates(root, runs));
    }

    /** Puts the state aside, so that the next start has none. What was put aside before is removed. */
    void setAside() throws IOException {
        Path aside = root.resolve(ASIDE);
        List<Path> state = new ArrayList<>(StateFiles.jobs(root, runs));
        state.addAll(StateFiles.savepoints(root, runs));
        if (state.isEmpty()) {
            return;
        }
        StateFiles.remove(aside);
        Files.createDirectories(aside.resolve(StateFiles.SAVEPOINTS));
        for (Path part : state) {
            Files.move(part, aside.resolve(root.relativize(part)));
        }
        remark("The state that was there is now in " + aside + ".");
    }

    /** Lets another process have it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
