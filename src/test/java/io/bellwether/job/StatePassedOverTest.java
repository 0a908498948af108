package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that no start can go on from. */
class StatePassedOverTest {

    private static final String JOB = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path root;

    @BeforeEach
    void isOurs() throws IOException {
        Files.writeString(root.resolve("group"), "bellwether\n");
        Files.writeString(root.resolve("runs"), JOB + "\n");
    }

    private StateFolder open() throws Exception {
        return StateFolder.open(root, "bellwether");
    }

    private Path complete(String folder, long id) throws IOException {
        return StateMaker.complete(root, folder, id);
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
            assertThat(StateMaker.newest(folder)).isEqualTo("savepoints/savepoint-012345-aa");
            flip(savepoint.resolve("keys"));
            assertThat(StateMaker.newest(folder)).isEqualTo(JOB + "/chk-2");
            flip(two.resolve(SavedState.METADATA));
            assertThat(StateMaker.newest(folder)).isEqualTo(JOB + "/chk-1");
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
            assertThat(StateMaker.newest(folder)).isEqualTo(JOB + "/chk-1");
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
            assertThat(StateMaker.newest(folder)).isEqualTo(JOB + "/chk-2");
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
            assertThat(StateMaker.newest(folder)).isEqualTo(JOB + "/chk-1");
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
            assertThat(StateMaker.newest(folder)).isEqualTo(JOB + "/chk-4");
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
}
