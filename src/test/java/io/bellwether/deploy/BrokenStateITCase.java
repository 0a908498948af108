package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code bellwether run} meets states that cannot be gone on from, broken in each way that a disk, a person or a version has:
 * it tells, takes the one before, and comes to the numbers and alerts of a run in which nothing happened. Where there is no one
 * before, it ends.
 */
@Timeout(1800)
class BrokenStateITCase {

    private static final double PACE = 20_000;
    private static final int EVENTS = 8_000;
    private static Path directory;
    private static PacedKafka kafka;

    /** What becomes of a state, and what the next start says of it. */
    private enum Breakage {
        /** One bit in the middle of the largest file: its length is right, and most such bits are read as another number. */
        BIT("largest", false, " is damaged and passed over: ", "its checksum differs") {
            @Override
            void breakFile(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        },
        METADATA_BIT("_metadata", false, " is damaged and passed over: _metadata", "its checksum differs") {
            @Override
            void breakFile(Path file) throws IOException {
                BIT.breakFile(file);
            }
        },
        CUT("largest", false, " is damaged and passed over: ", " bytes instead of ") {
            @Override
            void breakFile(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
        },
        GONE("largest", false, " is damaged and passed over: ") {
            @Override
            void breakFile(Path file) throws IOException {
                Files.delete(file);
            }
        },
        METADATA_GONE("_metadata", false, " is damaged and passed over: _metadata is missing") {
            @Override
            void breakFile(Path file) throws IOException {
                Files.delete(file);
            }
        },
        /** Nobody vouched for it, and Flink finds out: bytes that no serializer of this job wrote. */
        UNREADABLE("largest", true, " cannot be gone on from: ", "The whole story is in ") {
            @Override
            void breakFile(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Arrays.fill(bytes, (byte) 0xff);
                Files.write(file, bytes);
            }
        };

        private final String file;
        private final boolean withoutSums;
        private final List<String> told;

        Breakage(String file, boolean withoutSums, String... told) {
            this.file = file;
            this.withoutSums = withoutSums;
            this.told = List.of(told);
        }

        abstract void breakFile(Path file) throws IOException;

        void apply(Path folder, Path state) throws IOException {
            breakFile(file.equals("largest") ? largest(state) : state.resolve(file));
            if (withoutSums) {
                Files.delete(
                        folder.resolve("sums").resolve(state.getParent().getFileName() + "." + state.getFileName()));
            }
        }
    }

    private static Path largest(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(file -> !file.endsWith("_metadata"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(Path.of("target"));
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "broken-");
        kafka = new PacedKafka(directory.resolve("kafka"));
        Trial.writeRules(directory.resolve("rules"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void theOneBeforeIsGoneOnFromAndNothingIsCountedTwice() throws Exception {
        long begin = Trial.begin();
        try (RestartedRun calm = new RestartedRun("calm", directory, kafka, begin, EVENTS);
                RestartedRun broken = new RestartedRun("broken", directory, kafka, begin, EVENTS)) {
            calm.toTheEnd();
            kafka.pace(PACE);
            List<Path> states = broken.killWithStates(2, "There is none yet");
            for (Breakage breakage : Breakage.values()) {
                Path newest = states.get(states.size() - 1);
                breakage.apply(broken.state(), newest);
                List<String> says = Stream.concat(
                                Stream.of(
                                        broken.state().relativize(newest) + breakage.told.get(0),
                                        "It goes on from " + broken.state().relativize(states.get(states.size() - 2)),
                                        "That is not the newest",
                                        broken.state().relativize(newest) + " is now in damaged/"),
                                breakage.told.stream())
                        .toList();
                states = broken.killWithStates(2, says.toArray(new String[0]));
                assertThat(broken.state()
                                .resolve("damaged")
                                .resolve(broken.state().relativize(newest)))
                        .as("%s", breakage)
                        .isDirectory();
            }
            assertThat(broken.trial().hasRead()).as("history was left").isFalse();
            kafka.pace(null);
            broken.toTheEnd();

            assertThat(calm.trial().points()).hasSizeGreaterThan(2_000);
            broken.awaitPoints(calm.trial().points());
            assertThat(calm.trial().told()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(broken.trial().told())
                    .containsExactlyInAnyOrderElementsOf(calm.trial().told());
        }
    }

    @Test
    void whereAllAreBrokenTheStartEndsAndLeavesThem() throws Exception {
        long begin = Trial.begin();
        try (RestartedRun lost = new RestartedRun("lost", directory, kafka, begin, EVENTS)) {
            kafka.pace(PACE);
            List<Path> states = lost.killWithStates(1, "There is none yet");
            for (Path state : states.subList(0, states.size() - 1)) {
                Breakage.METADATA_BIT.apply(lost.state(), state);
            }
            Breakage.UNREADABLE.apply(lost.state(), states.get(states.size() - 1));
            for (int start = 0; start < 2; start++) {
                assertThat(lost.refusedStart())
                        .contains(
                                " cannot be gone on from: ",
                                lost.state() + ": the job cannot go on from what is kept there:",
                                "begin anew with --fresh");
                assertThat(states).allSatisfy(state -> assertThat(state).isDirectory());
            }
            kafka.pace(null);
        }
    }
}
