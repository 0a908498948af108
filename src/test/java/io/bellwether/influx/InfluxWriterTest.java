package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.influx.FakeInflux.Answer;
import io.bellwether.metric.Point;
import io.bellwether.state.CodecVersionedSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InfluxWriterTest {

    private static final Duration PATIENT = Duration.ofSeconds(30);

    @AutoClose
    private final FakeInflux store = new FakeInflux();

    InfluxWriterTest() throws IOException {}

    @Test
    void writesFullBatchesAndTheRestAtTheEnd() throws Exception {
        try (WriterHarness harness = harness(4, 100)) {
            writePoints(harness, 10);
            harness.writer.flush(true);
            assertStored(10);
            assertThat(store.requests).extracting(List::size).containsExactly(4, 4, 2);
            assertThat(store.callers).allSatisfy(caller -> assertThat(caller)
                    .contains("bucket=live", "org=org", "precision=ms", "Token t0k"));
            assertThat(harness.count(InfluxCounter.POINTS_WRITTEN)).isEqualTo(10);
        }
    }

    @Test
    void theTimerSendsWhatDoesNotFillABatch() throws Exception {
        try (WriterHarness harness = harness(100, 100)) {
            writePoints(harness, 3);
            assertThat(store.requests).isEmpty();
            harness.fireTimers();
            harness.writer.flush(true);
            assertThat(store.requests).extracting(List::size).containsExactly(3);
        }
    }

    @Test
    void countsPointsWithoutFieldsAndSupersededVersions() throws Exception {
        try (WriterHarness harness = harness(100, 100)) {
            harness.writer.write(new Point("queue", new TreeMap<>(), new TreeMap<>(Map.of("v", Double.NaN)), 7), null);
            harness.write("a", 1);
            harness.write("a", 2);
            harness.writer.flush(true);
            assertThat(store.requests).containsExactly(List.of("queue,queue=a v=2i 7"));
            assertThat(harness.count(InfluxCounter.POINTS_WITHOUT_FIELDS)).isEqualTo(1);
            assertThat(harness.count(InfluxCounter.POINTS_SUPERSEDED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void onlyThePointsThatTheStoreRejectsAreGivenUp(int status) throws Exception {
        store.judge = lines -> lines.stream().anyMatch(InfluxWriterTest::isBad)
                ? new Answer(status, "{\"message\":\"unable to parse 'queue,queue=q3 v=3i'\"}", "")
                : null;
        try (WriterHarness harness = harness(20, 100)) {
            writePoints(harness, 40);
            harness.writer.flush(true);
            Map<String, String> expected = expected(40);
            expected.keySet().removeIf(id -> id.contains("=q3 ") || id.contains("=q17 "));
            assertThat(store.points).isEqualTo(expected);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isEqualTo(2);
            assertThat(harness.count(InfluxCounter.POINTS_WRITTEN)).isEqualTo(38);
            assertThat(harness.account.figures())
                    .isEqualTo(new WriterAccount.Figures(0, 0, Map.of("UNPARSABLE", 2L), ""));
        }
    }

    @Test
    void itsAccountSaysWhatWaitsForAsLongAsItIsOpen() throws Exception {
        WriterHarness harness = harness(100, 100);
        writePoints(harness, 3);
        assertThat(WriterAccounts.of(harness.job))
                .isEqualTo(Map.of("influx.bucket", new WriterAccount.Figures(3, 0, Map.of(), null)));
        harness.close();
        assertThat(WriterAccounts.of(harness.job)).isEmpty();
    }

    private static boolean isBad(String line) {
        return line.contains("=q3 ") || line.contains("=q17 ");
    }

    @Test
    void aRequestOfWhichTheStoreSaysThatAllIsDroppedIsNotTakenApart() throws Exception {
        store.judge = lines -> new Answer(
                400,
                "{\"message\":\"partial write: points beyond retention policy dropped=" + lines.size() + "\"}",
                "");
        try (WriterHarness harness = harness(20, 100)) {
            writePoints(harness, 20);
            harness.writer.flush(true);
            assertThat(store.requests).hasSize(1);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 301, 302, 307, 308, 401, 403, 404, 429, 500, 502, 503})
    void whatMayPassIsTriedAgainUntilItDoes(int status) throws Exception {
        store.script.addAll(List.of(Answer.status(status), Answer.status(status), Answer.status(status)));
        try (WriterHarness harness = harness(5, 100)) {
            writePoints(harness, 10);
            harness.writer.flush(true);
            assertStored(10);
            assertThat(harness.count(InfluxCounter.REQUESTS_RETRIED)).isEqualTo(3);
            assertThat(harness.count(InfluxCounter.POINTS_WRITTEN)).isEqualTo(10);
        }
    }

    @Test
    void aBrokenConnectionIsTriedAgain() throws Exception {
        try (WriterHarness harness = harness(5, 100)) {
            store.script.add(Answer.RESET);
            writePoints(harness, 10);
            harness.writer.flush(true);
            assertStored(10);
        }
    }

    @Test
    void aSilentStoreIsGivenUpAfterTheTimeoutAndTriedAgain() throws Exception {
        store.script.add(Answer.SILENCE);
        InfluxSettings settings = WriterHarness.settings(store.url(), 5, 100, Duration.ofMillis(300));
        try (WriterHarness harness = new WriterHarness(settings)) {
            writePoints(harness, 5);
            harness.writer.flush(true);
            assertStored(5);
            assertThat(harness.count(InfluxCounter.REQUESTS_RETRIED)).isPositive();
        }
    }

    @Test
    void aRequestThatIsTooLargeIsHalvedAndAPointThatIsTooLargeGivenUp() throws Exception {
        store.judge = lines -> lines.size() > 3 || lines.contains("queue,queue=q5 v=5i 7") ? Answer.status(413) : null;
        try (WriterHarness harness = harness(16, 100)) {
            writePoints(harness, 16);
            harness.writer.flush(true);
            Map<String, String> expected = expected(16);
            expected.remove("queue,queue=q5 7");
            assertThat(store.points).isEqualTo(expected);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isEqualTo(1);
        }
    }

    @Test
    void neverHoldsMorePointsThanAllowed() throws Exception {
        for (int i = 0; i < 12; i++) {
            store.script.add(Answer.status(503));
        }
        try (WriterHarness harness = harness(5, 10)) {
            for (int i = 0; i < 40; i++) {
                harness.write("q" + i, i);
                assertThat(pending(harness).lines()).hasSizeLessThanOrEqualTo(10);
            }
            harness.writer.flush(true);
            assertStored(40);
        }
    }

    @Test
    void whoMustHoldNobodyUpDropsWhatThereIsNoRoomFor() throws Exception {
        InfluxSettings settings = WriterHarness.settings(store.url(), 5, 10, PATIENT);
        for (int i = 0; i < 12; i++) {
            store.script.add(Answer.status(503));
        }
        try (WriterHarness harness = new WriterHarness(settings, new InfluxClient(settings, "live"), null, false)) {
            writePoints(harness, 10);
            for (int i = 0; i < 30; i++) {
                harness.write("late" + i, i);
            }
            assertThat(pending(harness).lines()).hasSize(10);
            assertThat(harness.count(InfluxCounter.POINTS_DROPPED)).isEqualTo(30);
            harness.writer.flush(true);
            assertStored(10);
            writePoints(harness, 3);
            harness.writer.flush(true);
            assertStored(10);
        }
    }

    @Test
    void aCheckpointWaitsForNothingAndItsPointsAreWrittenAgain() throws Exception {
        store.script.add(Answer.SILENCE);
        PendingPoints state;
        try (WriterHarness harness = harness(5, 100)) {
            writePoints(harness, 8);
            harness.write("q0", 100);
            store.awaitSilence();
            harness.writer.flush(false);
            CodecVersionedSerializer<PendingPoints> serializer =
                    new CodecVersionedSerializer<>(PendingPointsCodec.INSTANCE);
            state = serializer.deserialize(1, serializer.serialize(pending(harness)));
        }
        assertThat(state.lines()).hasSize(9);
        try (WriterHarness harness = harness(5, 100)) {
            harness.writer.restore(state);
            harness.fireTimers();
            harness.writer.flush(true);
        }
        Map<String, String> expected = expected(8);
        expected.put("queue,queue=q0 7", "v=100i");
        assertThat(store.points).isEqualTo(expected);
    }

    @Test
    void aNewerVersionIsWrittenAfterTheOlderHoweverOftenThatFails() throws Exception {
        store.script.addAll(List.of(Answer.status(503), Answer.RESET, Answer.status(500)));
        try (WriterHarness harness = harness(2, 100)) {
            harness.write("a", 1);
            harness.write("b", 1);
            harness.write("a", 2);
            harness.write("b", 2);
            harness.writer.flush(true);
        }
        List<List<String>> requests = List.copyOf(store.requests);
        List<String> older = List.of("queue,queue=a v=1i 7", "queue,queue=b v=1i 7");
        assertThat(requests.subList(0, requests.size() - 1))
                .hasSizeGreaterThanOrEqualTo(4)
                .containsOnly(older);
        assertThat(requests.get(requests.size() - 1)).containsExactly("queue,queue=a v=2i 7", "queue,queue=b v=2i 7");
    }

    /** Forty times what the memory holds: nobody waits, a restart in between loses nothing, and files go when nobody needs them. */
    @Test
    void whileTheStoreIsAwayPointsWaitInFilesAndNobodyWaits(@TempDir Path folder) throws Exception {
        InfluxSettings settings = WriterHarness.settings(store.url(), 5, 20, PATIENT);
        store.judge = lines -> Answer.status(503);
        PendingPoints state;
        try (WriterHarness harness = overflowing(settings, folder)) {
            writePoints(harness, 400);
            state = pending(harness);
            assertThat(state.lines().size() + state.last().size()).isLessThanOrEqualTo(20);
            assertThat(harness.writer.prepareCommit()).isEmpty();
        }
        try (WriterHarness harness = overflowing(settings, folder)) {
            harness.writer.restore(state);
            for (int i = 400; i < 800; i++) {
                harness.write("q" + i, i);
            }
            harness.write("q3", 3_000);
            store.judge = lines -> null;
            harness.writer.flush(true);
            Map<String, String> expected = expected(800);
            expected.put("queue,queue=q3 7", "v=3000i");
            assertThat(store.points).isEqualTo(expected);
            OverflowWriter files = new OverflowWriter(folder.toUri().toString(), "live");
            for (Segment spent : harness.writer.prepareCommit()) {
                files.remove(spent);
            }
            assertThat(harness.count(InfluxCounter.POINTS_GIVEN_UP)).isZero();
        }
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    /** A disk that loses the end of a file must not stop the job, and what is lost is counted. */
    @Test
    void aDamagedFileOfWaitingPointsIsACountedLossAndNothingElse(@TempDir Path folder) throws Exception {
        InfluxSettings settings = WriterHarness.settings(store.url(), 5, 20, PATIENT);
        store.judge = lines -> Answer.status(503);
        try (WriterHarness harness = overflowing(settings, folder)) {
            writePoints(harness, 100);
            Path file;
            try (Stream<Path> all = Files.walk(folder)) {
                file = all.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
            }
            Files.write(file, new byte[] {1, 2, 3});
            store.judge = lines -> null;
            harness.writer.flush(true);
            assertThat(harness.count(InfluxCounter.POINTS_GIVEN_UP)).isEqualTo(10);
            assertThat(store.points).hasSize(90);
            assertThat(file).as("left for whoever wants to look").exists();
        }
    }

    private static WriterHarness overflowing(InfluxSettings settings, Path folder) {
        return WriterHarness.overflowing(
                settings, new OverflowWriter(folder.toUri().toString(), "live"));
    }

    @Test
    void closesWhileTheStoreIsSilent() throws Exception {
        store.script.add(Answer.SILENCE);
        WriterHarness harness = harness(1, 100);
        harness.write("a", 1);
        store.awaitSilence();
        harness.close();
        assertThat(pending(harness).lines()).hasSize(1);
    }

    /** A proxy in front of the store sends whoever is not logged in to a page of its own, which answers 200. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aLoginPageIsNotTakenForTheStore(int status) throws Exception {
        for (int i = 0; i < 3; i++) {
            store.script.add(Answer.redirect(status, store.url() + "/login?from=write"));
        }
        try (WriterHarness harness = harness(5, 100)) {
            writePoints(harness, 5);
            harness.writer.flush(true);
            assertStored(5);
            assertThat(store.logins).hasValue(0);
            assertThat(store.requests).hasSize(4);
            assertThat(harness.count(InfluxCounter.POINTS_WRITTEN)).isEqualTo(5);
        }
    }

    @Test
    void aPageThatAnswersTheWriteItselfIsNotTakenForTheStore() throws Exception {
        store.script.add(new Answer(200, "<html>Who are you?</html>", ""));
        try (WriterHarness harness = harness(5, 100)) {
            writePoints(harness, 5);
            harness.writer.flush(true);
            assertStored(5);
            assertThat(harness.count(InfluxCounter.REQUESTS_RETRIED)).isEqualTo(1);
        }
    }

    /** Whatever an HTTP client throws: the job lives on and the points wait. */
    @Test
    void aFaultOfTheClientKeepsThePoints() throws Exception {
        InfluxSettings settings = WriterHarness.settings(store.url(), 1, 10, PATIENT);
        AtomicInteger left = new AtomicInteger(3);
        try (WriterHarness harness = new WriterHarness(settings, lines -> {
            if (left.getAndDecrement() > 0) {
                throw new IllegalStateException("broken");
            }
            return WriteReply.of(204, "", "", Duration.ZERO, "");
        })) {
            harness.write("a", 1);
            harness.writer.flush(true);
            assertThat(harness.count(InfluxCounter.REQUESTS_RETRIED)).isEqualTo(3);
            assertThat(harness.count(InfluxCounter.POINTS_WRITTEN)).isEqualTo(1);
        }
    }

    @Test
    void aDefectOfTheMachineIsNoAnswer() throws Exception {
        InfluxSettings settings = WriterHarness.settings(store.url(), 1, 10, PATIENT);
        try (WriterHarness harness = new WriterHarness(settings, lines -> {
            throw new LinkageError("broken");
        })) {
            harness.write("a", 1);
            assertThatThrownBy(() -> harness.writer.flush(true)).hasMessage("broken");
        }
    }

    @Test
    void aPointThatIsNoneIsGivenUpAndCounted() throws Exception {
        try (WriterHarness harness = harness(5, 100)) {
            harness.writer.write(
                    new Point("queue", new TreeMap<>(), new TreeMap<>(Map.of("v", new Object())), 7), null);
            writePoints(harness, 1);
            harness.writer.flush(true);
            assertStored(1);
            assertThat(harness.count(InfluxCounter.POINTS_REJECTED)).isEqualTo(1);
        }
    }

    private static PendingPoints pending(WriterHarness harness) {
        return harness.writer.snapshotState(1).get(0);
    }

    private WriterHarness harness(int batchSize, int maxBuffered) {
        return new WriterHarness(WriterHarness.settings(store.url(), batchSize, maxBuffered, PATIENT));
    }

    private static void writePoints(WriterHarness harness, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            harness.write("q" + i, i);
        }
    }

    private void assertStored(int count) {
        assertThat(store.points).isEqualTo(expected(count));
    }

    private static Map<String, String> expected(int count) {
        Map<String, String> points = new HashMap<>();
        for (int i = 0; i < count; i++) {
            points.put("queue,queue=q" + i + " 7", "v=" + i + "i");
        }
        return points;
    }
}
