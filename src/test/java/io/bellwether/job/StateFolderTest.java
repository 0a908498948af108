package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.JobID;
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

    private Path complete(String folder, long id) throws IOException {
        return StateMaker.complete(root, folder, id);
    }

    @Test
    void theNewestOfAllRunsIsFound() throws Exception {
        complete(JOB + "/chk-9", 9);
        complete(JOB + "/chk-10", 10);
        try (StateFolder folder = open()) {
            assertThat(StateMaker.newest(folder)).isEqualTo(JOB + "/chk-10");
            complete("savepoints/savepoint-012345-aa", 11);
            assertThat(StateMaker.newest(folder)).isEqualTo("savepoints/savepoint-012345-aa");
            complete(LATER_JOB + "/chk-12", 12);
            assertThat(StateMaker.newest(folder)).isEqualTo(LATER_JOB + "/chk-12");
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
            assertThat(StateMaker.newest(folder)).isEqualTo(JOB + "/chk-4");
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
        try (StateFolder folder = open()) {
            for (int i = 0; i < bytes.length; i++) {
                byte[] cut = Arrays.copyOf(bytes, i);
                for (byte[] broken : List.of(cut, Arrays.copyOf(cut, bytes.length))) {
                    Files.write(path.resolve(SavedState.METADATA), broken);
                    try {
                        assertThat(StateMaker.newest(folder))
                                .as("bytes from %s on are gone", i)
                                .isEqualTo(JOB + "/chk-1");
                    } catch (Unusable e) {
                        assertThat(e).hasMessageContaining("chk-1: ");
                    }
                    assertThat(path).exists();
                }
            }
        }
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
            assertThat(StateMaker.newest(folder)).isEqualTo(LATER_JOB + "/chk-5");
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
            assertThat(StateMaker.newest(folder)).isEqualTo(JOB + "/chk-1");
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
            assertThat(StateMaker.newest(folder)).startsWith("savepoints/");
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
                assertThat(StateMaker.newest(folder)).isEqualTo("savepoints/savepoint-abcdef-aa");
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
