package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.PolicyUpdate;
import io.bellwether.cases.PolicyUpdateCodec;
import io.bellwether.event.AgentIds;
import io.bellwether.metric.Signal;
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

class PolicyWatchFunctionTest {

    private static final String GOOD = "policies: [{name: %s, targets: {first_reply: 1h}}]\n";
    private static final String BAD = "policies:\n  - {name: a, targets: {first_reply: soon}}\n";

    @TempDir
    private Path folder;

    private Path file;
    private OneInputStreamOperatorTestHarness<Long, PolicyUpdate> harness;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("sla-policies.yaml");
        harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new PolicyWatchFunction(file, List.of("shop"), AgentIds.PLAIN)));
        harness.setup(CodecTypeInfo.of(PolicyUpdateCodec.INSTANCE)
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

    private List<String> policies() {
        return harness.extractOutputValues().stream()
                .map(update -> update.book().policyNames().toString())
                .toList();
    }

    private List<Signal> signals() {
        var output = harness.getSideOutput(PolicyWatchFunction.SIGNALS);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }

    @Test
    void tellsTheFirstBookAndThenChangesAlone() throws Exception {
        write(GOOD.formatted("one"));
        lookTwice();
        lookTwice();
        write(GOOD.formatted("two"));
        lookTwice();
        lookTwice();
        write(GOOD.formatted("one"));
        lookTwice();
        assertThat(policies()).containsExactly("[one]", "[two]", "[one]");
        assertThat(signals()).extracting(Signal::kind).containsOnly(Signal.Kind.POLICY_ACCEPTED);
    }

    @Test
    void refusesABadFileWholeOnceAndSaysWhere() throws Exception {
        write(GOOD.formatted("one"));
        lookTwice();
        write(BAD);
        lookTwice();
        lookTwice();
        assertThat(policies()).containsExactly("[one]");
        assertThat(signals()).hasSize(2).last().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(Signal.Kind.POLICY_REJECTED);
            assertThat(signal.subject()).isEqualTo(file.toString());
            assertThat(signal.time()).isEqualTo(7);
            assertThat(signal.detail().get("problem"))
                    .startsWith(file + ":2:38: error: policies[0].targets.first_reply: ");
        });
    }

    @Test
    void refusesADimensionThatNoEventTells() throws Exception {
        write("policies:\n  - name: one\n    match: {shop: [a], queue: b}\n  - name: two\n    match: {shp: [a]}\n");
        lookTwice();
        assertThat(policies()).isEmpty();
        assertThat(signals())
                .singleElement()
                .satisfies(
                        signal -> assertThat(signal.detail().get("problem"))
                                .isEqualTo(
                                        file
                                                + ":5: error: shp: no event tells it: name it under dimensions in the settings; did you mean shop?"));
    }

    @Test
    void theOldTextAgainIsAcceptedAfterABadOne() throws Exception {
        write(GOOD.formatted("one"));
        lookTwice();
        write(BAD);
        lookTwice();
        write(GOOD.formatted("one"));
        lookTwice();
        assertThat(signals())
                .extracting(Signal::kind)
                .containsExactly(Signal.Kind.POLICY_ACCEPTED, Signal.Kind.POLICY_REJECTED, Signal.Kind.POLICY_ACCEPTED);
    }

    @Test
    void aFileThatIsBeingWrittenIsNeitherTakenNorRefused() throws Exception {
        write(GOOD.formatted("one"));
        lookTwice();
        write(BAD);
        look();
        write("policies: []\n");
        look();
        write(GOOD.formatted("two"));
        lookTwice();
        assertThat(policies()).containsExactly("[one]", "[two]");
        assertThat(signals()).extracting(Signal::kind).doesNotContain(Signal.Kind.POLICY_REJECTED);
    }

    @Test
    void aHolidayFileBesideItCountsAsWell() throws Exception {
        write("""
                calendars: {office: {zone: UTC, hours: {mon: "09:00-17:00"}, ics: [days.ics]}}
                policies: [{name: one, calendar: office, targets: {first_reply: 1h}}]
                """);
        lookTwice();
        assertThat(signals()).extracting(Signal::kind).containsExactly(Signal.Kind.POLICY_REJECTED);
        Files.writeString(folder.resolve("days.ics"), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
        lookTwice();
        assertThat(policies()).containsExactly("[one]");
        Files.writeString(
                folder.resolve("days.ics"),
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260105\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        lookTwice();
        assertThat(policies()).hasSize(2);
    }

    @Test
    void aFileMayAppearAndGoOnUnderAnotherEnding() throws Exception {
        lookTwice();
        Path other = folder.resolve("sla-policies.YML");
        Files.writeString(other, GOOD.formatted("one"));
        lookTwice();
        assertThat(policies()).containsExactly("[one]");

        write(GOOD.formatted("two"));
        lookTwice();
        assertThat(policies()).containsExactly("[one]");
        assertThat(signals()).last().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(Signal.Kind.POLICY_REJECTED);
            assertThat(signal.detail().get("problem"))
                    .contains("stands beside sla-policies.YML, and only one of them can hold; remove one");
        });

        Files.delete(other);
        lookTwice();
        assertThat(policies()).containsExactly("[one]", "[two]");
        assertThat(signals()).extracting(Signal::subject).containsOnly(file.toString());
        assertThat(signals()).last().extracting(Signal::kind).isEqualTo(Signal.Kind.POLICY_ACCEPTED);
    }

    @Test
    void noFileIsNoFaultUntilOneWasThere() throws Exception {
        lookTwice();
        assertThat(signals()).isEmpty();
        write(GOOD.formatted("one"));
        lookTwice();
        Files.delete(file);
        lookTwice();
        assertThat(policies()).containsExactly("[one]");
        assertThat(signals())
                .last()
                .satisfies(signal -> assertThat(signal.detail().get("problem")).contains("cannot be read"));
    }
}
