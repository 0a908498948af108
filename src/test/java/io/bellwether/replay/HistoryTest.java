package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.ingest.Inbound;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final Settings SETTINGS = Settings.defaults();
    private static final long DISORDER = SETTINGS.time().disorderMillis();
    private static final long T = 1_772_323_200_000L;

    @TempDir
    private Path folder;

    private Path work;

    private HistoryPlan inOrder(Path... files) throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        return HistoryPlan.inOrder(List.of(files), SETTINGS, work, new ReplayProgress(), () -> {});
    }

    private HistoryPlan asArrived(Path... files) {
        return HistoryPlan.asArrived(List.of(files), SETTINGS, folder);
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private static String event(String id, long seconds) {
        return "{\"id\":\"%s\",\"type\":\"ticket.created\",\"time\":%d,\"source\":\"desk\",\"case_id\":\"c\"}"
                .formatted(id, T + 1000 * seconds);
    }

    private static String beat(long seconds) {
        return "{\"id\":\"h%d\",\"type\":\"clock.heartbeat\",\"time\":%d,\"source\":\"bellwether\"}"
                .formatted(seconds, T + 1000 * seconds);
    }

    /** Ids of events, {@code !line} of rejected ones, {@code ~seconds} where time is told. */
    private static List<String> read(HistoryPlan plan) {
        List<String> read = new ArrayList<>();
        try (History history = new History(plan, new ReplayProgress())) {
            while (history.hasNext()) {
                Inbound record = history.next();
                if (record.isHeartbeat()) {
                    read.add("~" + (record.decoded().event().time() - T) / 1000.0);
                } else if (record.decoded().isEvent()) {
                    read.add(record.decoded().event().id());
                } else {
                    read.add("!" + record.topic() + ":"
                            + record.decoded().rejection().offset());
                }
            }
        }
        return read;
    }

    private static List<String> records(HistoryPlan plan) {
        return read(plan).stream().filter(record -> !record.startsWith("~")).toList();
    }

    @Test
    void filesInOrderAreMergedByTimeAndNotSorted() throws IOException {
        HistoryPlan plan = inOrder(
                file("a", event("a1", 1), event("a2", 3), event("a3", 3), event("a4", 9)),
                file("b", event("b1", 2), event("b2", 3)));
        assertThat(records(plan)).containsExactly("a1", "b1", "a2", "a3", "b2", "a4");
        assertThat(plan.sorted()).isEmpty();
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void linesThatAreNotInOrderAreSortedAndStayInPlaceAmongEquals() throws IOException {
        HistoryPlan plan = inOrder(
                file("a", event("a1", 5), event("a2", 1), event("a3", 5)), file("b", event("b1", 1), event("b2", 5)));
        assertThat(records(plan)).containsExactly("a2", "b1", "a1", "a3", "b2");
        assertThat(plan.sorted()).containsExactly(0);
    }

    @Test
    void whatCannotBeReadStaysBehindTheRecordBeforeIt() throws IOException {
        HistoryPlan plan = inOrder(
                file("a", "bad", event("a1", 5), "bad", event("a2", 1), "bad", "bad"), file("b", event("b1", 3)));
        assertThat(records(plan)).containsExactly("!a:1", "a2", "!a:5", "!a:6", "b1", "a1", "!a:3");
    }

    @Test
    void asArrivedLinesComeAsTheyStand() throws IOException {
        HistoryPlan plan = asArrived(
                file("a", event("a1", 50), event("a2", 1), event("a3", 51)),
                file("b", event("b1", 49), event("b2", 60)));
        assertThat(records(plan)).containsExactly("b1", "a1", "a2", "a3", "b2");
    }

    @Test
    void timeIsToldBeforeALateEventAndAtTheEnd() throws IOException {
        assertThat(read(asArrived(file("a", event("a1", 53), event("a2", 56), event("a3", 54), event("a4", 53)))))
                .containsExactly("a1", "~53.0", "a2", "a3", "~56.0", "a4", "~58.001", "~58.001");
        assertThat(read(inOrder(file("b", event("b1", 50))))).containsExactly("b1", "~52.001");
        assertThat(read(inOrder(file("c", "bad"), file("d")))).containsExactly("!c:1");
    }

    /** A reader of Flink's asks a new split for a record without asking whether there is one. */
    @Test
    void aHistoryWithoutLinesTellsNoTime() throws IOException {
        History history = new History(inOrder(file("a"), file("b", "", " ")), new ReplayProgress());
        assertThat(history.hasNext()).isFalse();
        assertThat(history.next().decoded().event().time()).isEqualTo(History.NO_TIME);
        assertThat(history.watermark()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void heartbeatsOfTheFilesMoveTime() throws IOException {
        Path file = file("a", event("a1", 50), beat(70), beat(60), event("a2", 68), event("a3", 60), beat(90));
        assertThat(read(asArrived(file))).containsExactly("a1", "~70.0", "a2", "a3", "~92.001", "~92.001");
        assertThat(read(inOrder(file))).endsWith("~92.001").contains("a3", "a2");
    }

    /** Late is what is behind the latest time before it by more than the disorder, and nothing else. */
    @Test
    void whatIsLateHangsOnTheLinesAlone() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            List<String> lines = new ArrayList<>();
            List<String> late = new ArrayList<>();
            long latest = Long.MIN_VALUE;
            for (int i = 0; i < 200; i++) {
                long time = i + random.nextInt(random.nextInt(10) == 0 ? 100 : 4);
                lines.add(event("e" + i, time));
                if (latest != Long.MIN_VALUE && 1000 * time <= 1000 * latest - DISORDER - 1) {
                    late.add("e" + i);
                }
                latest = Math.max(latest, time);
            }
            HistoryPlan plan = asArrived(file("a", lines.toArray(String[]::new)));
            List<String> found = new ArrayList<>();
            try (History history = new History(plan, new ReplayProgress())) {
                while (history.hasNext()) {
                    Inbound record = history.next();
                    if (!record.isHeartbeat() && record.decoded().event().time() <= history.watermark()) {
                        found.add(record.decoded().event().id());
                    }
                }
            }
            assertThat(found).isEqualTo(late).isNotEmpty();
        }
    }

    @Test
    void anyOrderOfLinesIsOneHistory() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            lines.add(event("e" + i, i / 3 * 7));
        }
        List<String> inOrder = read(inOrder(file("a", lines.toArray(String[]::new))));
        assertThat(inOrder).filteredOn(record -> record.startsWith("~")).hasSizeGreaterThan(500);
        Random random = new Random(6);
        for (int round = 0; round < 3; round++) {
            Collections.shuffle(lines, random);
            List<String> again = read(inOrder(file("a", lines.toArray(String[]::new))));
            assertThat(again.stream().map(HistoryTest::third).collect(Collectors.toList()))
                    .isEqualTo(inOrder.stream().map(HistoryTest::third).toList());
        }
    }

    /** Events of one time stand in the order of their lines. */
    private static String third(String record) {
        return record.startsWith("e") ? "e" + Integer.parseInt(record.substring(1)) / 3 : record;
    }

    @Test
    void aLineThatIsTooLongIsRejectedWithItsSize() throws IOException {
        String huge = event("x".repeat(3_000_000), 4);
        Path file = file("a", event("a1", 5), huge, event("a2", 1));
        for (HistoryPlan plan : List.of(asArrived(file), inOrder(file))) {
            try (History history = new History(plan, new ReplayProgress())) {
                List<String> details = new ArrayList<>();
                while (history.hasNext()) {
                    Inbound record = history.next();
                    if (!record.decoded().isEvent()) {
                        details.add(record.decoded().rejection().reason() + " "
                                + record.decoded().rejection().detail());
                    }
                }
                assertThat(details)
                        .containsExactly("TOO_LARGE record has " + huge.length() + " bytes, more than 1048576");
            }
        }
    }
}
