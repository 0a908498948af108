package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.state.CodecVersionedSerializer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointBacklogTest {

    private static final long ROOM = 1_000_000;

    /** Files in memory, of a byte a point. */
    private final Map<String, List<PointLine>> files = new HashMap<>();

    /** How many points can be read of a damaged file. */
    private final Map<String, Integer> cut = new HashMap<>();

    private final List<String> said = new ArrayList<>();
    private boolean broken;

    private final Overflow overflow = new Overflow() {
        private int written;

        @Override
        public Segment write(List<PointLine> lines, boolean behindOthers) throws IOException {
            if (broken) {
                throw new IOException("no space");
            }
            String name = "f" + written++;
            files.put(name, lines);
            return new Segment(name, lines.size(), lines.size());
        }

        @Override
        public PackedPoints read(Segment segment) throws IOException {
            if (broken) {
                throw new IOException("cannot be read");
            }
            if (!files.containsKey(segment.file())) {
                throw new FileNotFoundException(segment.file());
            }
            int readable = cut.getOrDefault(segment.file(), segment.points());
            List<PointLine> lines = files.get(segment.file()).subList(0, readable);
            return new PackedPoints(lines, cut.containsKey(segment.file()) ? "cut" : "");
        }
    };

    private final PointBacklog.Trouble trouble = new PointBacklog.Trouble() {
        @Override
        public void unusable(IOException why, int pending) {
            said.add(why.getMessage() + " " + pending);
        }

        @Override
        public void lost(PointBacklog.Loss loss) {
            said.add(loss.segment().file()
                    + switch (loss.cause()) {
                        case NO_ROOM -> " is given up";
                        case GONE -> " is gone";
                        case DAMAGED -> " is " + loss.damage() + ", without " + loss.points();
                    });
        }
    };

    private PointBacklog backlog(int batch, int most, long bytes) {
        return new PointBacklog(batch, most, overflow, bytes, trouble);
    }

    /** {@code a12}: version 12 of point a. */
    private static PointLine line(String name, int version) {
        return new PointLine(new PointLine.Id(name, 7), "v=" + version + "i");
    }

    private void fill(PointBacklog backlog, int from, int to) {
        for (int i = from; i < to; i++) {
            PointLine line = line("p" + i, i);
            assertThat(backlog.isFull(line, 0)).isFalse();
            backlog.put(line);
        }
    }

    private static List<Integer> drain(PointBacklog backlog, long now) {
        List<Integer> versions = new ArrayList<>();
        while (!backlog.isEmpty()) {
            backlog.beginBatch(now);
            if (!backlog.hasBatch()) {
                return versions;
            }
            backlog.request().forEach(line -> versions.add(version(line)));
            backlog.requestDone();
        }
        return versions;
    }

    private static int version(PointLine line) {
        return Integer.parseInt(line.fields().substring(2, line.fields().length() - 1));
    }

    @Test
    void whateverWaitsMemoryHoldsNoMoreThanItsRoom() {
        PointBacklog backlog = backlog(5, 20, ROOM);
        fill(backlog, 0, 1_000);
        PendingPoints state = backlog.snapshot();
        assertThat(state.lines().size() + state.last().size()).isLessThanOrEqualTo(20);
        assertThat(backlog.size()).isEqualTo(1_000);
        assertThat(backlog.inFiles()).isGreaterThanOrEqualTo(980);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(i);
        }
        assertThat(drain(backlog, 0)).isEqualTo(all);
        assertThat(backlog.inFiles()).isZero();
        assertThat(backlog.spent()).extracting(Segment::file).containsExactlyInAnyOrderElementsOf(files.keySet());
        assertThat(backlog.spent()).isEmpty();
    }

    @Test
    void whereFilesAreUsedUpTheOldestAreGivenUp() {
        PointBacklog backlog = backlog(5, 20, 35);
        fill(backlog, 0, 100);
        assertThat(backlog.inFiles()).isLessThanOrEqualTo(35);
        assertThat(said).startsWith("f0 is given up", "f1 is given up").doesNotContain("f7 is given up");
        assertThat(backlog.spent()).extracting(Segment::file).startsWith("f0", "f1");
        assertThat(drain(backlog, 0)).startsWith(0, 1, 2).endsWith(97, 98, 99).doesNotContain(10, 19);
    }

    @Test
    void whereFilesCannotBeWrittenItIsFullUntilTheyCan() {
        PointBacklog backlog = backlog(5, 20, ROOM);
        broken = true;
        fill(backlog, 0, 20);
        assertThat(backlog.isFull(line("more", 1), 0)).isTrue();
        assertThat(backlog.isFull(line("p15", 2), 0))
                .as("takes the place of one that waits")
                .isFalse();
        broken = false;
        assertThat(backlog.isFull(line("more", 1), 4_999))
                .as("not tried all the time")
                .isTrue();
        assertThat(backlog.isFull(line("more", 1), 5_000)).isFalse();
        assertThat(said).containsExactly("no space 20");
    }

    @Test
    void whereAFileCannotBeReadNothingOvertakesIt() {
        PointBacklog backlog = backlog(5, 20, ROOM);
        fill(backlog, 0, 35);
        broken = true;
        assertThat(drain(backlog, 0)).hasSize(10);
        assertThat(backlog.hasWaiting()).isTrue();
        broken = false;
        assertThat(drain(backlog, 4_999)).isEmpty();
        assertThat(drain(backlog, 5_000)).hasSize(25).startsWith(10, 11);
    }

    @Test
    void whereAFileIsGoneTheOthersAreWritten() {
        PointBacklog backlog = backlog(5, 20, ROOM);
        fill(backlog, 0, 45);
        files.remove("f0");
        assertThat(drain(backlog, 0)).startsWith(0, 1).contains(20).doesNotContain(10, 19);
        assertThat(said).containsExactly("f0 is gone");
    }

    @Test
    void ofADamagedFileWhatCanBeReadIsWrittenAndTheRestIsALoss() {
        PointBacklog backlog = backlog(5, 20, ROOM);
        fill(backlog, 0, 45);
        cut.put("f0", 4);
        cut.put("f1", 0);
        assertThat(drain(backlog, 0))
                .containsExactly(
                        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41,
                        42, 43, 44);
        assertThat(said).containsExactly("f0 is cut, without 6", "f1 is cut, without 10");
        assertThat(backlog.spent())
                .extracting(Segment::file)
                .as("damaged ones are left")
                .containsExactly("f2");
        assertThat(backlog.inFiles()).isZero();
    }

    @Test
    void withoutFilesItIsFull() {
        PointBacklog backlog = new PointBacklog(5, 20, null, 0, trouble);
        fill(backlog, 0, 20);
        assertThat(backlog.isFull(line("more", 1), 0)).isTrue();
        assertThat(backlog.isFull(line("p3", 1), 0)).isFalse();
    }

    /** Against a store that fails or takes part of a request, files that fail, restarts, and files that go in between. */
    @Test
    void theStoreEndsWithTheNewestAndNeverSeesAnOlderAfterANewer() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            files.clear();
            said.clear();
            Run run = new Run(random, backlog(1 + random.nextInt(4), 8, ROOM));
            for (int step = 0; step < 400; step++) {
                broken = random.nextInt(10) == 0;
                run.step(random.nextInt(4) > 0);
            }
            broken = false;
            run.end();
            assertThat(run.store).as("seed %d", seed).isEqualTo(run.written);
            assertThat(said).noneMatch(word -> word.contains("is gone") || word.contains("given up"));
        }
    }

    private final class Run {

        private final Random random;
        private final Map<String, Integer> written = new HashMap<>();
        private final Map<String, Integer> store = new HashMap<>();
        private PointBacklog backlog;
        private int version;
        private long now;

        Run(Random random, PointBacklog backlog) {
            this.random = random;
            this.backlog = backlog;
        }

        void step(boolean puts) throws Exception {
            now += 1_000;
            if (puts) {
                String name = String.valueOf((char) ('a' + random.nextInt(40)));
                PointLine line = line(name, version + 1);
                if (!backlog.isFull(line, now)) {
                    written.put(name, ++version);
                    backlog.put(line);
                }
                return;
            }
            if (random.nextInt(8) == 0) {
                checkpoint(random.nextBoolean());
            }
            send(random.nextInt(4));
        }

        /** Files that a complete checkpoint does not name are gone. A restart is from it: nothing comes between. */
        private void checkpoint(boolean restarts) throws Exception {
            CodecVersionedSerializer<PendingPoints> form = new CodecVersionedSerializer<>(PendingPointsCodec.INSTANCE);
            PendingPoints state = form.deserialize(form.getVersion(), form.serialize(backlog.snapshot()));
            backlog.spent().forEach(segment -> files.remove(segment.file()));
            if (restarts) {
                backlog = backlog(1 + random.nextInt(4), 8, ROOM);
                backlog.restore(state);
            }
        }

        private void send(int fate) {
            if (!backlog.hasBatch()) {
                backlog.beginBatch(now);
            }
            if (!backlog.hasBatch()) {
                return;
            }
            List<PointLine> request = backlog.request();
            int taken = fate < 2 ? request.size() : random.nextInt(request.size() + 1);
            for (PointLine line : request.subList(0, taken)) {
                Integer before = store.put(line.id().series(), version(line));
                assertThat(before == null || before <= version(line))
                        .as("%s after %s", line, before)
                        .isTrue();
            }
            if (fate < 2) {
                backlog.requestDone();
            } else if (fate == 2 && request.size() > 1) {
                backlog.splitRequest();
            }
        }

        void end() {
            while (!backlog.isEmpty()) {
                now += 10_000;
                send(0);
            }
        }
    }
}
