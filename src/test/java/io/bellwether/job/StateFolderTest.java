package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.Unusable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFolderTest {

    private static final String JOB = "0123456789abcdef0123456789abcdef";
    private static final String LATER_JOB = "fedcba9876543210fedcba9876543210";

    @TempDir
    private Path root;

    @BeforeEach
    void isOurs() throws IOException {
        Files.writeString(root.resolve("group"), "bellwether\n");
        Files.writeString(root.resolve("runs"), JOB + "\n" + LATER_JOB + "\n");
    }

    private StateFolder open() throws Exception {
        return StateFolder.open(root, "bellwether");
    }

    /** What Flink leaves: a file with the state of some keys, and then the metadata that names it. */
    private Path complete(String folder, long id) throws IOException {
        Path path = Files.createDirectories(root.resolve(folder));
        Path keys = Files.writeString(path.resolve("keys"), "state of some keys");
        OperatorState operator = new OperatorState("Fold", "fold", new OperatorID(1, 2), 1, 720);
        operator.putState(
                0,
                OperatorSubtaskState.builder()
                        .setManagedKeyedState(new KeyGroupsStateHandle(
                                new KeyGroupRangeOffsets(KeyGroupRange.of(0, 719)),
                                new FileStateHandle(new org.apache.flink.core.fs.Path(keys.toUri()), Files.size(keys))))
                        .build());
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(path.resolve(SavedState.METADATA)))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(operator), List.of()), out);
        }
        return path;
    }

    private static String newest(StateFolder folder) throws Exception {
        return folder.newest()
                .map(state -> folder.root()
                        .relativize(Path.of(java.net.URI.create(state.path())))
                        .toString())
                .orElse("none");
    }

    @Test
    void theNewestOfAllRunsIsFound() throws Exception {
        complete(JOB + "/chk-9", 9);
        complete(JOB + "/chk-10", 10);
        try (StateFolder folder = open()) {
            assertThat(newest(folder)).isEqualTo(JOB + "/chk-10");
            complete("savepoints/savepoint-012345-aa", 11);
            assertThat(newest(folder)).isEqualTo("savepoints/savepoint-012345-aa");
            complete(LATER_JOB + "/chk-12", 12);
            assertThat(newest(folder)).isEqualTo(LATER_JOB + "/chk-12");
            assertThat(folder.remarks()).isEmpty();
        }
    }

    @Test
    void anEmptyFolderHasNone() throws Exception {
        try (StateFolder folder = open()) {
            assertThat(folder.newest()).isEmpty();
        }
    }

    @Test
    void aStateIsHeldFromTheMomentAtWhichItIsWhole() throws Exception {
        assertThat(StateFolder.holdsState(root.resolve("missing"))).isFalse();
        Path begun = Files.createDirectories(root.resolve(JOB + "/chk-1"));
        assertThat(StateFolder.holdsState(root)).as("no metadata yet").isFalse();
        Path keys = complete(JOB + "/chk-1", 1).resolve("keys");
        assertThat(StateFolder.holdsState(root)).isTrue();
        Files.delete(keys);
        assertThat(StateFolder.holdsState(root)).as("a part is missing").isFalse();
        assertThat(begun).as("a look changes nothing").exists();
        complete("savepoints/savepoint-012345-aa", 2);
        assertThat(StateFolder.holdsState(root)).isTrue();
        try (StateFolder folder = open()) {
            folder.setAside();
            assertThat(StateFolder.holdsState(root)).as("put aside").isFalse();
        }
    }

    @Test
    void whatIsDamagedIsPassedOverAndTold() throws Exception {
        complete(JOB + "/chk-4", 4);
        Path cut = complete(JOB + "/chk-5", 5);
        Files.writeString(cut.resolve("keys"), "state");
        Path gone = complete(JOB + "/chk-6", 6);
        Files.delete(gone.resolve("keys"));
        Path noise = complete(JOB + "/chk-7", 7);
        Files.write(noise.resolve(SavedState.METADATA), "no metadata".getBytes(StandardCharsets.UTF_8));
        Path empty = complete(JOB + "/chk-8", 8);
        Files.write(empty.resolve(SavedState.METADATA), new byte[0]);
        try (StateFolder folder = open()) {
            assertThat(newest(folder)).isEqualTo(JOB + "/chk-4");
            assertThat(folder.remarks())
                    .hasSize(4)
                    .anySatisfy(remark -> assertThat(remark)
                            .startsWith(JOB + "/chk-5 is damaged and passed over: keys has 5 bytes instead of 18"))
                    .anySatisfy(remark -> assertThat(remark).startsWith(JOB + "/chk-6 is damaged"))
                    .anySatisfy(remark -> assertThat(remark).startsWith(JOB + "/chk-7 is damaged"))
                    .anySatisfy(remark -> assertThat(remark)
                            .isEqualTo(JOB + "/chk-8 is damaged and passed over: _metadata breaks off in the middle"));
        }
    }

    /** A power cut leaves files that are short, or zero from somewhere on. Damage is told, never thrown. */
    @Test
    void metadataThatIsCutAnywhereIsPassedOver() throws Exception {
        Path path = complete(JOB + "/chk-1", 1);
        byte[] bytes = Files.readAllBytes(path.resolve(SavedState.METADATA));
        for (int i = 0; i < bytes.length; i++) {
            byte[] cut = Arrays.copyOf(bytes, i);
            for (byte[] broken : List.of(cut, Arrays.copyOf(cut, bytes.length))) {
                Files.write(path.resolve(SavedState.METADATA), broken);
                try (StateFolder folder = open()) {
                    assertThat(newest(folder))
                            .as("bytes from %s on are gone", i)
                            .isEqualTo(JOB + "/chk-1");
                } catch (Unusable e) {
                    assertThat(e).hasMessageContaining("chk-1: ");
                }
                assertThat(path).exists();
            }
        }
    }

    /** Of the right length everywhere: nothing but its checksum tells. */
    @Test
    void aStateIsNotTakenInWhichABitChanged() throws Exception {
        JobID job = JobID.fromHexString(JOB);
        complete(JOB + "/chk-1", 1);
        Path two = complete(JOB + "/chk-2", 2);
        Path savepoint = complete("savepoints/savepoint-012345-aa", 3);
        try (StateFolder folder = open()) {
            folder.vouch(job);
            assertThat(newest(folder)).isEqualTo("savepoints/savepoint-012345-aa");
            flip(savepoint.resolve("keys"));
            assertThat(newest(folder)).isEqualTo(JOB + "/chk-2");
            flip(two.resolve(SavedState.METADATA));
            assertThat(newest(folder)).isEqualTo(JOB + "/chk-1");
            assertThat(folder.remarks())
                    .containsExactlyInAnyOrder(
                            "savepoints/savepoint-012345-aa is damaged and passed over: keys is not what was written: its"
                                    + " checksum differs",
                            JOB
                                    + "/chk-2 is damaged and passed over: _metadata is not what was written: its checksum differs");
            assertThat(folder.remarks()).as("told once").isEmpty();
        }
    }

    @Test
    void aCompleteStateWhoseMetadataIsGoneIsDamagedAndNotForgotten() throws Exception {
        complete(JOB + "/chk-1", 1);
        Path two = complete(JOB + "/chk-2", 2);
        try (StateFolder folder = open()) {
            folder.vouch(JobID.fromHexString(JOB));
            Files.delete(two.resolve(SavedState.METADATA));
            assertThat(newest(folder)).isEqualTo(JOB + "/chk-1");
            assertThat(folder.remarks())
                    .containsExactly(JOB + "/chk-2 is damaged and passed over: _metadata is missing");
            assertThat(two.resolve("keys")).exists();
        }
    }

    @Test
    void whatCouldNotBeReadIsPutAwayOnceTheNextWorks() throws Exception {
        Path one = complete(JOB + "/chk-1", 1);
        Path two = complete(JOB + "/chk-2", 2);
        Files.writeString(complete(JOB + "/chk-3", 3).resolve("keys"), "cut");
        try (StateFolder folder = open()) {
            assertThat(newest(folder)).isEqualTo(JOB + "/chk-2");
            folder.refuse(two, "it could not be read: EOFException");
            SavedState chosen = folder.newest().orElseThrow();
            assertThat(Path.of(java.net.URI.create(chosen.path()))).isEqualTo(one);
            assertThat(folder.fallsBack(chosen)).isTrue();
            assertThat(two).as("not before the next works").exists();
            folder.remarks();

            folder.settle();

            assertThat(folder.remarks()).hasSize(2).allSatisfy(remark -> assertThat(remark)
                    .contains(" is now in damaged/" + JOB));
            assertThat(folder.fallsBack(folder.newest().orElseThrow())).isFalse();
        }
        assertThat(root.resolve("damaged/" + JOB + "/chk-2/keys")).hasContent("state of some keys");
        assertThat(root.resolve("damaged/" + JOB + "/chk-3/keys")).hasContent("cut");
        try (StateFolder folder = open()) {
            assertThat(newest(folder)).isEqualTo(JOB + "/chk-1");
        }
    }

    /** To begin without state is for a person to decide. */
    @Test
    void whereNoneCanBeGoneOnFromNothingBeginsAndNothingIsLost() throws Exception {
        Path one = complete(JOB + "/chk-1", 1);
        Files.delete(complete(JOB + "/chk-2", 2).resolve("keys"));
        for (int start = 0; start < 2; start++) {
            try (StateFolder folder = open()) {
                folder.refuse(one, "it could not be read: EOFException");
                assertThatThrownBy(folder::newest)
                        .isInstanceOf(Unusable.class)
                        .hasMessageStartingWith(root + ": the job cannot go on from what is kept there:\n")
                        .hasMessageContaining("\n  " + JOB + "/chk-1: it could not be read: EOFException\n")
                        .hasMessageContaining("\n  " + JOB + "/chk-2: ")
                        .hasMessageContaining("begin anew with --fresh");
            }
            assertThat(one.resolve(SavedState.METADATA)).exists();
        }
        try (StateFolder folder = open()) {
            folder.setAside();
            assertThat(folder.newest()).isEmpty();
        }
    }

    /** Flink removes an old checkpoint file by file, and the process may be killed over it. */
    @Test
    void whatWouldNotBeKeptAnyMoreIsRemovedAlsoWhereItIsHalfGone() throws Exception {
        Path old = complete(JOB + "/chk-1", 1);
        for (int id = 2; id <= 4; id++) {
            complete(JOB + "/chk-" + id, id);
        }
        Files.delete(old.resolve("keys"));
        try (StateFolder folder = open()) {
            folder.vouch(JobID.fromHexString(JOB));
            assertThat(newest(folder)).isEqualTo(JOB + "/chk-4");
            folder.settle();
        }
        assertThat(old).doesNotExist();
        assertThat(root.resolve("damaged")).doesNotExist();
        assertThat(root.resolve("sums")).isDirectoryNotContaining("glob:**.chk-1");
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void whatIsOlderThanTheLastThreeAndWhatWasNeverCompletedIsRemoved() throws Exception {
        for (int id = 1; id <= 5; id++) {
            complete((id < 3 ? JOB : LATER_JOB) + "/chk-" + id, id);
        }
        Files.createDirectories(root.resolve(LATER_JOB).resolve("chk-6"));
        Files.writeString(root.resolve(LATER_JOB).resolve("chk-6/keys"), "half");
        Path mine = Files.writeString(root.resolve("notes.txt"), "of the user");
        try (StateFolder folder = open()) {
            assertThat(newest(folder)).isEqualTo(LATER_JOB + "/chk-5");
        }
        assertThat(root.resolve(JOB)).doesNotExist();
        assertThat(root.resolve(LATER_JOB)).isDirectoryNotContaining("glob:**/chk-6");
        assertThat(root.resolve(LATER_JOB + "/chk-3")).exists();
        assertThat(mine).exists();
    }

    @Test
    void freshPutsTheStateAside() throws Exception {
        complete(JOB + "/chk-1", 1);
        complete("savepoints/savepoint-012345-aa", 2);
        try (StateFolder folder = open()) {
            folder.setAside();
            assertThat(folder.newest()).isEmpty();
            assertThat(folder.remarks())
                    .containsExactly("The state that was there is now in "
                            + folder.root().resolve("aside") + ".");
            assertThat(root.resolve("aside/" + JOB + "/chk-1/_metadata")).exists();
            complete(LATER_JOB + "/chk-3", 3);
            folder.setAside();
            assertThat(root.resolve("aside/" + JOB)).doesNotExist();
            assertThat(root.resolve("aside/" + LATER_JOB)).exists();
            folder.setAside();
            assertThat(root.resolve("aside/" + LATER_JOB))
                    .as("nothing new, nothing lost")
                    .exists();
        }
    }

    @Test
    void oneProcessHasItAtATime() throws Exception {
        try (StateFolder folder = open()) {
            assertThat(folder.root()).isEqualTo(root.toAbsolutePath());
            assertThatThrownBy(this::open)
                    .isInstanceOf(Unusable.class)
                    .hasMessageStartingWith(root + ": another bellwether run (process "
                            + ProcessHandle.current().pid() + ") keeps its state there")
                    .hasMessageContaining("--state DIR");
        }
        open().close();
    }

    /** Checkpoints of a cluster: a run would go on from them, and then remove those that the cluster still needs. */
    @ParameterizedTest
    @ValueSource(strings = {JOB + "/chk-7", "chk-7", "savepoints/savepoint-012345-aa", "."})
    void aFolderWithTheStateOfOthersIsNotTaken(String state) throws Exception {
        Files.delete(root.resolve("group"));
        Files.delete(root.resolve("runs"));
        Path foreign = complete(state, 7);
        assertThatThrownBy(this::open)
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith(root + ": holds checkpoints or savepoints that no bellwether run")
                .hasMessageContainingAll("--state DIR", "flink run -s");
        assertThat(foreign.resolve(SavedState.METADATA)).exists();
        assertThat(root.resolve("group")).doesNotExist();
        assertThat(root.resolve("lock")).doesNotExist();
    }

    /** A cluster was pointed at the folder later. Its job may run: what is not complete yet is not ours to remove. */
    @Test
    void whatOthersLeaveInTheFolderIsNeitherUsedNorTouched() throws Exception {
        String cluster = "abcdefabcdefabcdefabcdefabcdefab";
        complete(JOB + "/chk-1", 1);
        List<Path> foreign = new ArrayList<>();
        for (int id = 6; id <= 10; id++) {
            foreign.add(complete(cluster + "/chk-" + id, id));
        }
        foreign.add(complete("savepoints/savepoint-abcdef-aa", 11));
        foreign.add(Files.createDirectories(root.resolve(cluster).resolve("chk-12")));
        try (StateFolder folder = open()) {
            assertThat(newest(folder)).isEqualTo(JOB + "/chk-1");
            assertThat(folder.remarks())
                    .containsExactly(
                            cluster + " is not of a run in this folder and is left as it is.",
                            "savepoints/savepoint-abcdef-aa is not of a run in this folder and is left as it is.");
            folder.setAside();
            assertThat(folder.newest()).isEmpty();
        }
        assertThat(foreign).allSatisfy(state -> assertThat(state).exists());
    }

    @Test
    void aRunsOwnStateIsFoundByTheNext() throws Exception {
        JobID job = new JobID();
        try (StateFolder folder = open()) {
            folder.own(job);
        }
        complete(job.toHexString() + "/chk-1", 1);
        complete("savepoints/savepoint-" + job.toHexString().substring(0, 6) + "-aa", 2);
        try (StateFolder folder = open()) {
            assertThat(newest(folder)).startsWith("savepoints/");
            assertThat(folder.remarks()).isEmpty();
        }
    }

    @Test
    void aFolderThatKeptNoRunsGoesOn() throws Exception {
        Files.delete(root.resolve("runs"));
        complete(JOB + "/chk-1", 1);
        complete("savepoints/savepoint-abcdef-aa", 2);
        for (int start = 0; start < 2; start++) {
            try (StateFolder folder = open()) {
                assertThat(newest(folder)).isEqualTo("savepoints/savepoint-abcdef-aa");
            }
        }
    }

    @Test
    void theStateOfAnotherJobIsNotTaken() throws Exception {
        open().close();
        assertThatThrownBy(() -> StateFolder.open(root, "other"))
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith(root + ": has the state of group bellwether, not of other");
    }

    @Test
    void aFileInItsPlaceIsSaid() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatThrownBy(() -> StateFolder.open(file, "bellwether"))
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith(file + ": state cannot be kept there");
    }
}
