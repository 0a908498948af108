package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Signal;
import io.bellwether.plan.PlanBook;
import io.bellwether.plan.PlanBookCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanWatchFunctionTest {

    private static final String HEAD = "interval_start,queue,arrivals\n";
    private static final String GOOD = HEAD + "2026-03-02T12:00:00Z,%s,8\n";
    private static final String BAD = HEAD + "2026-03-02T12:00:00Z,presale,8\n2026-03-02T12:10:00Z,presale,8\n";

    @TempDir
    private Path folder;

    private Path file;
    private Looks<PlanBook> looks;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("plan.csv");
        looks = new Looks<>(
                new PlanWatchFunction(file.toString(), 1_800_000), PlanBookCodec.INSTANCE, PlanWatchFunction.SIGNALS);
    }

    @AfterEach
    void stop() throws Exception {
        looks.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private List<String> plans() {
        return looks.sent().stream()
                .map(book -> String.join(" ", book.queues().keySet()))
                .toList();
    }

    @Test
    void tellsTheFirstPlanAndThenChangesAlone() throws Exception {
        write(GOOD.formatted("one"));
        looks.once();
        assertThat(plans()).as("one look").isEmpty();
        looks.once();
        looks.twice();
        write(GOOD.formatted("two"));
        looks.twice();
        looks.twice();
        assertThat(plans()).containsExactly("one", "two");
        assertThat(looks.signals()).extracting(Signal::kind).containsOnly(Signal.Kind.PLAN_ACCEPTED);
        assertThat(looks.sent()).extracting(PlanBook::version).doesNotHaveDuplicates();
    }

    @Test
    void refusesABadFileWholeOnceAndSaysWhere() throws Exception {
        write(GOOD.formatted("one"));
        looks.twice();
        write(BAD);
        looks.twice();
        looks.twice();
        assertThat(plans()).containsExactly("one");
        assertThat(looks.signals()).hasSize(2).last().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(Signal.Kind.PLAN_REJECTED);
            assertThat(signal.subject()).isEqualTo(file.toString());
            assertThat(signal.time()).isEqualTo(7);
            assertThat(signal.detail().get("problem"))
                    .contains("plan.csv", "3", "2026-03-02T12:10:00Z, which is no start of an interval of 30m");
        });
    }

    @Test
    void anotherMistakeIsToldAsWellAndTheOldPlanAgainIsAccepted() throws Exception {
        write(GOOD.formatted("one"));
        looks.twice();
        write(BAD);
        looks.twice();
        write("queue,arrivals\n");
        looks.twice();
        write(GOOD.formatted("one"));
        looks.twice();
        assertThat(looks.signals())
                .extracting(Signal::kind)
                .containsExactly(
                        Signal.Kind.PLAN_ACCEPTED,
                        Signal.Kind.PLAN_REJECTED,
                        Signal.Kind.PLAN_REJECTED,
                        Signal.Kind.PLAN_ACCEPTED);
    }

    @Test
    void aFileThatIsBeingWrittenIsNeitherTakenNorRefused() throws Exception {
        write(GOOD.formatted("one"));
        looks.twice();
        write(BAD);
        looks.once();
        write("");
        looks.once();
        write(GOOD.formatted("three"));
        looks.once();
        write(GOOD.formatted("two"));
        looks.twice();
        assertThat(plans()).containsExactly("one", "two");
        assertThat(looks.signals()).extracting(Signal::kind).doesNotContain(Signal.Kind.PLAN_REJECTED);
    }

    @Test
    void aFileThatIsNotThereSaysNothing() throws Exception {
        looks.twice();
        assertThat(looks.signals()).isEmpty();
        write(GOOD.formatted("one"));
        looks.twice();
        Files.delete(file);
        looks.twice();
        write(GOOD.formatted("one"));
        looks.twice();
        assertThat(plans()).containsExactly("one");
        assertThat(looks.signals()).extracting(Signal::kind).containsExactly(Signal.Kind.PLAN_ACCEPTED);
    }
}
