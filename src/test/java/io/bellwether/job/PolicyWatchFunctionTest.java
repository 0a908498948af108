package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.PolicyUpdate;
import io.bellwether.cases.PolicyUpdateCodec;
import io.bellwether.event.AgentIds;
import io.bellwether.metric.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private Looks<PolicyUpdate> looks;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("sla-policies.yaml");
        looks = new Looks<>(
                new PolicyWatchFunction(file, List.of("shop"), AgentIds.PLAIN),
                PolicyUpdateCodec.INSTANCE,
                PolicyWatchFunction.SIGNALS);
    }

    @AfterEach
    void stop() throws Exception {
        looks.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private List<String> policies() {
        return looks.sent().stream()
                .map(update -> update.book().policyNames().toString())
                .toList();
    }

    @Test
    void tellsTheFirstBookAndThenChangesAlone() throws Exception {
        write(GOOD.formatted("one"));
        looks.twice();
        looks.twice();
        write(GOOD.formatted("two"));
        looks.twice();
        looks.twice();
        write(GOOD.formatted("one"));
        looks.twice();
        assertThat(policies()).containsExactly("[one]", "[two]", "[one]");
        assertThat(looks.signals()).extracting(Signal::kind).containsOnly(Signal.Kind.POLICY_ACCEPTED);
    }

    @Test
    void refusesABadFileWholeOnceAndSaysWhere() throws Exception {
        write(GOOD.formatted("one"));
        looks.twice();
        write(BAD);
        looks.twice();
        looks.twice();
        assertThat(policies()).containsExactly("[one]");
        assertThat(looks.signals()).hasSize(2).last().satisfies(signal -> {
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
        looks.twice();
        assertThat(policies()).isEmpty();
        assertThat(looks.signals())
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
        looks.twice();
        write(BAD);
        looks.twice();
        write(GOOD.formatted("one"));
        looks.twice();
        assertThat(looks.signals())
                .extracting(Signal::kind)
                .containsExactly(Signal.Kind.POLICY_ACCEPTED, Signal.Kind.POLICY_REJECTED, Signal.Kind.POLICY_ACCEPTED);
    }

    @Test
    void aFileThatIsBeingWrittenIsNeitherTakenNorRefused() throws Exception {
        write(GOOD.formatted("one"));
        looks.twice();
        write(BAD);
        looks.once();
        write("policies: []\n");
        looks.once();
        write(GOOD.formatted("two"));
        looks.twice();
        assertThat(policies()).containsExactly("[one]", "[two]");
        assertThat(looks.signals()).extracting(Signal::kind).doesNotContain(Signal.Kind.POLICY_REJECTED);
    }

    @Test
    void aHolidayFileBesideItCountsAsWell() throws Exception {
        write("""
                calendars: {office: {zone: UTC, hours: {mon: "09:00-17:00"}, ics: [days.ics]}}
                policies: [{name: one, calendar: office, targets: {first_reply: 1h}}]
                """);
        looks.twice();
        assertThat(looks.signals()).extracting(Signal::kind).containsExactly(Signal.Kind.POLICY_REJECTED);
        Files.writeString(folder.resolve("days.ics"), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
        looks.twice();
        assertThat(policies()).containsExactly("[one]");
        Files.writeString(
                folder.resolve("days.ics"),
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260105\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        looks.twice();
        assertThat(policies()).hasSize(2);
    }

    @Test
    void aFileMayAppearAndGoOnUnderAnotherEnding() throws Exception {
        looks.twice();
        Path other = folder.resolve("sla-policies.YML");
        Files.writeString(other, GOOD.formatted("one"));
        looks.twice();
        assertThat(policies()).containsExactly("[one]");

        write(GOOD.formatted("two"));
        looks.twice();
        assertThat(policies()).containsExactly("[one]");
        assertThat(looks.signals()).last().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(Signal.Kind.POLICY_REJECTED);
            assertThat(signal.detail().get("problem"))
                    .contains("stands beside sla-policies.YML, and only one of them can hold; remove one");
        });

        Files.delete(other);
        looks.twice();
        assertThat(policies()).containsExactly("[one]", "[two]");
        assertThat(looks.signals()).extracting(Signal::subject).containsOnly(file.toString());
        assertThat(looks.signals()).last().extracting(Signal::kind).isEqualTo(Signal.Kind.POLICY_ACCEPTED);
    }

    @Test
    void noFileIsNoFaultUntilOneWasThere() throws Exception {
        looks.twice();
        assertThat(looks.signals()).isEmpty();
        write(GOOD.formatted("one"));
        looks.twice();
        Files.delete(file);
        looks.twice();
        assertThat(policies()).containsExactly("[one]");
        assertThat(looks.signals())
                .last()
                .satisfies(signal -> assertThat(signal.detail().get("problem")).contains("cannot be read"));
    }
}
