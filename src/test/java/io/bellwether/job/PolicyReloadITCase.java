package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The policy file is edited while events flow through the whole topology. */
@Timeout(180)
class PolicyReloadITCase {

    private static final int PARALLELISM = 2;
    private static final double LOOKS_PER_SECOND = 20;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String RULES = """
            group: test
            defaults: {owner: test}
            rules:
              - uid: breached
                title: "{{case}}"
                signal: sla.breached
                severity: warning
                annotations: {summary: "after {{consumed|duration}} of {{target|duration}}"}
              - uid: policy
                title: "{{case}}"
                signal: policy.rejected
                severity: page
                annotations: {summary: "{{detail.problem}}"}
            """;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(PARALLELISM);

    @TempDir
    private Path folder;

    private int pulses;

    @BeforeEach
    void begin() {
        HeardTransitions.begin();
        ScriptedEvents.begin(at("09:00"));
    }

    /** A time of a Monday. */
    private static long at(String time) {
        return Instant.parse("2026-01-05T" + time + ":00Z").toEpochMilli();
    }

    /** Whatever the policy file says has an effect on the canaries at once: so one sees which version is in force. */
    private static String policies(String hours, String canary, String target) {
        return """
                apply_to_open: true
                calendars: {office: {zone: UTC, hours: {mon-fri: "%s"}}}
                policies:
                  - {name: canaries, match: {queue: canary}, targets: {first_reply: %s}}
                  - {name: all, calendar: office, targets: {first_reply: %s}}
                """.formatted(hours, canary, target);
    }

    private Path file() {
        return folder.resolve(RuleFolder.POLICY_FILE);
    }

    private void write(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next.yaml"), text);
        Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private JobClient start(PolicyBook first, String savepoint) throws Exception {
        Path settingsFile =
                Files.writeString(folder.resolve("settings.yaml"), "rollups: [[]]\nparallelism: " + PARALLELISM + "\n");
        Settings settings = Settings.load(settingsFile);
        Configuration configuration = FlinkRuntime.ofLiveJob(settings);
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        Topology topology =
                new Topology(settings, RuleSet.parse("rules.yaml", RULES), first, SentimentModel::bundled, false);
        Topology.Outputs outputs = topology.wire(
                ScriptedEvents.source(environment),
                PolicyChanges.watching(environment, file(), settings, LOOKS_PER_SECOND));
        outputs.transitions().sinkTo(HeardTransitions.sink()).uid("test-transitions");
        return environment.executeAsync("policies");
    }

    private static void create(String caseId, String queue) {
        ScriptedEvents.send(event(caseId).queue(queue).build());
    }

    private static EventBuilder event(String caseId) {
        return ServiceEvent.of(EventType.TICKET_CREATED, caseId, ScriptedEvents.now(), "test")
                .caseId(caseId)
                .actor(Actor.CUSTOMER)
                .status(Status.NEW);
    }

    /** The first case of that name whose state a subtask has. */
    private static String caseOf(int subtask, String name) {
        int number = 0;
        while (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        name + number, FlinkRuntime.MAX_PARALLELISM, PARALLELISM)
                != subtask) {
            number++;
        }
        return name + number;
    }

    /** Lets time pass, and waits until every subtask has come there: a case with that due time says so. */
    private void passTo(long time) {
        String pulse = "pulse-" + pulses++ + "-";
        for (int subtask = 0; subtask < PARALLELISM; subtask++) {
            ScriptedEvents.send(
                    event(caseOf(subtask, pulse)).firstReplyDueAt(time).build());
        }
        ScriptedEvents.now(time + 1);
        HeardTransitions.await(
                "time to pass to " + Instant.ofEpochMilli(time),
                () -> told(pulse).size() == PARALLELISM);
    }

    /** What was told of cases, or of files, whose name begins so. */
    private static List<String> told(String subject) {
        return HeardTransitions.of(transition -> transition.subject().startsWith(subject)).stream()
                .map(transition -> transition.kind() + " " + transition.reason() + " "
                        + CLOCK.format(Instant.ofEpochMilli(transition.at())) + " "
                        + transition.text())
                .toList();
    }

    /** Transitions of different alerts come by different ways: one may be there before another that was told earlier. */
    private static List<String> awaitTold(String subject, int transitions) {
        HeardTransitions.await(
                transitions + " transitions of " + subject, () -> told(subject).size() >= transitions);
        return told(subject);
    }

    /** A change holds from after the events that had come before it, so time goes on, by a millisecond now and then. */
    private static void awaitCanaries(int transitions) {
        HeardTransitions.await("both subtasks to follow", () -> {
            ScriptedEvents.now(ScriptedEvents.now() + 1);
            return told("canary-").size() == transitions * PARALLELISM;
        });
    }

    @Test
    void aRunningJobFollowsItsFileAndSoDoesOneThatIsRestored() throws Exception {
        write(policies("09:00-17:00", "100h", "60m"));
        PolicyBook first = PolicyBook.load(file());
        JobClient job = start(first, null);
        create("one", "desk");
        create(caseOf(0, "canary-"), "canary");
        create(caseOf(1, "canary-"), "canary");

        // a shorter target: what was consumed counts, the breach comes with the change, which is within a second of
        // 09:40
        passTo(at("09:40"));
        write(policies("09:00-17:00", "1m", "30m"));
        awaitCanaries(1);
        assertThat(awaitTold("one", 1))
                .singleElement()
                .asString()
                .matches("FIRING sla.breached 09:40:00.\\d+ after 40 min of 30 min");

        // a longer one: that breach was none
        write(policies("09:00-17:00", "100h", "4h"));
        awaitCanaries(2);
        assertThat(awaitTold("one", 2)).hasSize(2).last().asString().startsWith("RESOLVED superseded 09:40:0");

        // another calendar, from within a second of 10:30 on: that much was consumed by the old one, the rest is for
        // the afternoon
        passTo(at("10:30"));
        write(policies("13:00-17:00", "1m", "2h"));
        awaitCanaries(3);
        passTo(at("13:30") - 1_000);
        assertThat(told("one")).hasSize(2);
        passTo(at("13:30"));
        assertThat(awaitTold("one", 3))
                .hasSize(3)
                .last()
                .asString()
                .matches("FIRING sla.breached 13:29:59.\\d+ after 2 h of 2 h");

        // a bad file: nothing of it is taken, also not what is good in it, and an alert says where it is wrong
        write(policies("00:00-24:00", "100h", "soon"));
        assertThat(awaitTold(file().toString(), 1).get(0))
                .startsWith("FIRING policy.rejected")
                .contains(RuleFolder.POLICY_FILE + ":5:58: error: policies[1].targets.first_reply: must be a duration");
        ScriptedEvents.now(at("13:40"));
        create("two", "desk");
        passTo(at("15:40"));
        assertThat(awaitTold("two", 1)).containsExactly("FIRING sla.breached 15:40:00.000 after 2 h of 2 h");
        awaitCanaries(3);

        // a good one ends that alert
        write(policies("09:00-24:00", "100h", "50m"));
        awaitCanaries(4);
        assertThat(awaitTold(file().toString(), 2)).hasSize(2).last().asString().startsWith("RESOLVED accepted");
        ScriptedEvents.now(at("15:50"));
        create("three", "desk");
        passTo(at("16:00"));
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        assertThat(ScriptedEvents.starts()).isEqualTo(1);
        assertThat(ScriptedEvents.flown()).isPositive();

        // restored, with the book of the first start: in force is that of the checkpoint
        String savepoint = job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(HeardTransitions.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        job = start(first, savepoint);
        create("four", "desk");
        passTo(at("16:51"));
        assertThat(awaitTold("three", 1)).containsExactly("FIRING sla.breached 16:40:00.000 after 50 min of 50 min");
        assertThat(awaitTold("four", 1)).containsExactly("FIRING sla.breached 16:50:00.001 after 50 min of 50 min");
        job.cancel().get(HeardTransitions.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
