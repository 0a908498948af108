package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.deploy.RunProcess.Signal;
import io.bellwether.job.StateLook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.common.TopicPartition;

/** {@code bellwether run} on a history of its own, with topics, store and receiver of its own, over all its starts. */
final class RestartedRun implements AutoCloseable {

    private static final String CHECKPOINTS = "500ms";
    private static final String NO_CHECKPOINTS = "1d";

    /** Bytes that it reads at a time. */
    private static final int FETCH = 8_192;

    /** When a run ends. None of these depends on how fast the machine is. */
    enum Moment {
        /** While it starts, before it has done anything. */
        STARTING,
        /** It has written points, and no checkpoint: it was to make its first one much later. */
        UNSAVED,
        /** It has written points, and there is a state from which the next start goes on. */
        SAVED,
        /** As SAVED, by a checkpoint while the store was away. */
        STORE_AWAY
    }

    /**
     * One end and how the run before it went.
     *
     * @param parallelism of the run
     * @param fresh whether the next start has no state
     */
    record End(Signal signal, Moment moment, int parallelism, boolean fresh) {}

    private final Path directory;
    private final String name;
    private final Trial trial;
    private int starts;

    /**
     * @param directory for settings, state and output; has a folder of rules
     * @param begin of the history, epoch ms
     * @param events of the history
     */
    RestartedRun(String name, Path directory, PacedKafka kafka, long begin, int events) throws Exception {
        this.name = name;
        this.directory = directory;
        this.trial = new Trial(name, kafka, begin, events);
    }

    private RunProcess run(int parallelism, boolean fresh, String checkpoints) throws Exception {
        Path file =
                trial.settings(directory, FETCH, """
                alert_rules: "%s"
                checkpoint: {interval: %s}
                parallelism: %d
                """.formatted(directory.resolve("rules"), checkpoints, parallelism));
        List<String> arguments =
                new ArrayList<>(List.of("--config", file.toString(), "--web-port", "0", "--state", state().toString()));
        if (fresh) {
            arguments.add("--fresh");
        }
        return RunProcess.start(directory, name + "-" + starts++, trial.variables(), arguments.toArray(new String[0]));
    }

    Path state() {
        return directory.resolve(name);
    }

    /**
     * Runs until it has made progress and vouched for some states of it, and is killed.
     *
     * @param states of which so much is kept that it does not lie in the metadata alone
     * @param says what it tells of its start
     * @return its states that are vouched for, from the oldest to the newest; there are none after them
     */
    List<Path> killWithStates(int states, String... says) throws Exception {
        long points = trial.store().written() + 200;
        int before = jobs().size();
        try (RunProcess run = run(2, false, CHECKPOINTS)) {
            for (String text : says) {
                run.await("word of its state: " + text, () -> run.output().contains(text));
            }
            run.await(
                    "states",
                    () -> jobs().size() > before
                            && trial.store().written() >= points
                            && vouchedFor().stream()
                                            .filter(RestartedRun::isLarge)
                                            .count()
                                    >= states);
            assertThat(run.end(Signal.KILL)).isEqualTo(Signal.KILL.exitCode);
        }
        List<Path> vouched = vouchedFor();
        for (Path later : checkpoints()) {
            if (number(later) > number(vouched.get(vouched.size() - 1))) {
                FileUtils.deleteDirectory(later.toFile());
            }
        }
        return vouched;
    }

    private List<String> jobs() {
        try {
            return Files.exists(state().resolve("runs")) ? Files.readAllLines(state().resolve("runs")) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the last job. */
    private List<Path> checkpoints() {
        String job = jobs().get(jobs().size() - 1);
        try (Stream<Path> folders = Files.list(state().resolve(job))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("chk-"))
                    .sorted(Comparator.comparingLong(RestartedRun::number))
                    .toList();
        } catch (IOException e) {
            // It has not begun to make any.
            return List.of();
        }
    }

    private List<Path> vouchedFor() {
        return checkpoints().stream()
                .filter(folder -> Files.exists(
                        state().resolve("sums").resolve(folder.getParent().getFileName() + "." + folder.getFileName())))
                .toList();
    }

    private static boolean isLarge(Path checkpoint) {
        try (Stream<Path> files = Files.list(checkpoint)) {
            return files.count() > 1;
        } catch (IOException e) {
            // Flink has just removed it.
            return false;
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    /** What a start says that goes no further; its exit code is that for what a person has to change. */
    String refusedStart() throws Exception {
        try (RunProcess run = run(2, false, CHECKPOINTS)) {
            assertThat(run.exitCode()).isEqualTo(2);
            return run.output();
        }
    }

    /** @param before how the run before this one ended; null for the first */
    void disturb(int number, End how, End before, Random random) throws Exception {
        long points = trial.store().written() + 100 + random.nextInt(900);
        boolean none = before == null || before.fresh() || before.moment() == Moment.UNSAVED;
        trial.store().away(how.moment() == Moment.STORE_AWAY);
        try (RunProcess run = run(
                how.parallelism(),
                before != null && before.fresh(),
                how.moment() == Moment.UNSAVED ? NO_CHECKPOINTS : CHECKPOINTS)) {
            awaitMoment(how.moment(), run, points);
            Signal signal = RunProcess.hearsInterrupts() || how.signal() != Signal.INT ? how.signal() : Signal.TERM;
            assertThat(run.end(signal))
                    .as("exit code of end %s, %s", number, how)
                    .isEqualTo(signal.exitCode);
            assertThat(run.output())
                    .as("what start %s says of its state", number)
                    .contains(none ? "There is none yet: it begins at kafka.start (earliest)" : "It goes on from ");
            assertThat(StateLook.holdsState(state()))
                    .as("state after end %s, %s", number, how)
                    .isEqualTo(how.moment() != Moment.UNSAVED);
        } finally {
            trial.store().away(false);
        }
    }

    private void awaitMoment(Moment moment, RunProcess run, long points) throws InterruptedException {
        long requests = trial.store().refused() + 1;
        run.await("a look at its state", () -> run.output().contains("State: "));
        if (moment == Moment.STARTING) {
            return;
        }
        run.awaitRunning();
        if (moment == Moment.STORE_AWAY) {
            Map<TopicPartition, Long> before = trial.committed();
            run.await(
                    "a checkpoint without the store",
                    () -> trial.store().refused() > requests
                            && !trial.committed().equals(before));
        } else {
            run.await("points", () -> trial.store().written() >= points);
        }
        if (moment == Moment.SAVED) {
            run.await("state", () -> StateLook.holdsState(state()));
        }
    }

    void toTheEnd() throws Exception {
        untilToday(false);
        // What the store has not taken when a run is stopped is in its savepoint, and written by the next.
        untilToday(true);
    }

    /** @param all whether the next minute of plans is waited for: alerts and plans come by ways of their own, and later */
    private void untilToday(boolean all) throws Exception {
        try (RunProcess run = run(2, false, CHECKPOINTS)) {
            run.await("end of the history", trial::hasRead);
            // A pane of today is written behind all windows of the history.
            long today = System.currentTimeMillis() - Trial.PANE;
            run.await("points of today", () -> trial.hasPointsSince(today, all ? "live plan," : "live "));
            // Deliveries are not waited for when a run is stopped: the next start would make the last ones.
            run.await("word of each alert", trial::hasToldAll);
            assertThat(run.end(Signal.TERM)).isEqualTo(Signal.TERM.exitCode);
        }
    }

    Trial trial() {
        return trial;
    }

    void awaitPoints(Map<String, String> expected) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!trial.points().equals(expected) && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(Trial.differences(expected, trial.points()))
                .as("points, calm and disturbed")
                .isEmpty();
    }

    @Override
    public void close() {
        trial.close();
    }
}
