package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.metric.Signal;
import io.bellwether.plan.PlanBook;
import io.bellwether.plan.PlanBookCodec;
import io.bellwether.state.CodecTypeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
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
    private OneInputStreamOperatorTestHarness<Long, PlanBook> harness;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("plan.csv");
        harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new PlanWatchFunction(file.toString(), 1_800_000)));
        harness.setup(CodecTypeInfo.of(PlanBookCodec.INSTANCE)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        harness.open();
        harness.setProcessingTime(7);
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private void look() throws Exception {
        harness.processElement(new StreamRecord<>(0L));
    }

    private void lookTwice() throws Exception {
        look();
        look();
    }

    private List<String> plans() {
        return harness.extractOutputValues().stream()
                .map(book -> String.join(" ", book.queues().keySet()))
                .toList();
    }

    private List<Signal> signals() {
        var output = harness.getSideOutput(PlanWatchFunction.SIGNALS);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }

    @Test
    void tellsTheFirstPlanAndThenChangesAlone() throws Exception {
        write(GOOD.formatted("one"));
        look();
        assertThat(plans()).as("one look").isEmpty();
        look();
        lookTwice();
        write(GOOD.formatted("two"));
        lookTwice();
        lookTwice();
        assertThat(plans()).containsExactly("one", "two");
        assertThat(signals()).extracting(Signal::kind).containsOnly(Signal.Kind.PLAN_ACCEPTED);
        assertThat(harness.extractOutputValues()).extracting(PlanBook::version).doesNotHaveDuplicates();
    }

    @Test
    void refusesABadFileWholeOnceAndSaysWhere() throws Exception {
        write(GOOD.formatted("one"));
        lookTwice();
        write(BAD);
        lookTwice();
        lookTwice();
        assertThat(plans()).containsExactly("one");
        assertThat(signals()).hasSize(2).last().satisfies(signal -> {
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
        lookTwice();
        write(BAD);
        lookTwice();
        write("queue,arrivals\n");
        lookTwice();
        write(GOOD.formatted("one"));
        lookTwice();
        assertThat(signals())
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
        lookTwice();
        write(BAD);
        look();
        write("");
        look();
        write(GOOD.formatted("three"));
        look();
        write(GOOD.formatted("two"));
        lookTwice();
        assertThat(plans()).containsExactly("one", "two");
        assertThat(signals()).extracting(Signal::kind).doesNotContain(Signal.Kind.PLAN_REJECTED);
    }

    @Test
    void aFileThatIsNotThereSaysNothing() throws Exception {
        lookTwice();
        assertThat(signals()).isEmpty();
        write(GOOD.formatted("one"));
        lookTwice();
        Files.delete(file);
        lookTwice();
        write(GOOD.formatted("one"));
        lookTwice();
        assertThat(plans()).containsExactly("one");
        assertThat(signals()).extracting(Signal::kind).containsExactly(Signal.Kind.PLAN_ACCEPTED);
    }
}
