package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rule files are edited while events flow through the whole topology, and while it fails and starts again. */
@Timeout(300)
class RuleReloadITCase {

    private static final int PARALLELISM = 2;
    private static final double LOOKS_PER_SECOND = 20;
    private static final String BAD_RULES = """
            rules:
              - {uid: bad-rules, title: "{{case}}", signal: rules.rejected, severity: page,
                 annotations: {summary: "{{detail.problem}}"}}
            """;
    private static final String BUSY = """
              - {uid: busy, title: T, metric: cases.created, by: [queue], op: ">=", value: %s, severity: warning,
                 annotations: {summary: "%s"}}
            """;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(PARALLELISM);

    @TempDir
    private Path folder;

    private int cases;

    private Path rules() {
        return folder.resolve("rules");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(rules());
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.move(
                next, rules().resolve("a.yaml"), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private JobClient start(String savepoint) throws Exception {
        Settings settings = Settings.load(Files.writeString(
                folder.resolve("settings.yaml"), "rollups: [[queue]]\nparallelism: " + PARALLELISM + "\n"));
        Variables variables = Variables.of(Map.of());
        RuleFolder read = RuleFolder.read(rules(), settings.ruleContext(), variables, true)
                .usable();
        Configuration configuration = FlinkRuntime.ofLiveJob(settings);
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        RuleSet first = read.rules();
        new Topology(settings, first, PolicyBook.defaults(), SentimentModel::bundled, false)
                .wire(
                        ScriptedEvents.source(environment),
                        PolicyChanges.none(environment),
                        RuleChanges.watching(environment, read, settings, variables, LOOKS_PER_SECOND),
                        null)
                .transitions()
                .sinkTo(HeardTransitions.sink())
                .uid("test-transitions");
        return environment.executeAsync("rules");
    }

    /** Two cases a minute come to a queue, until that was told. */
    private void awaitTold(String queue, String transition) {
        HeardTransitions.await(queue + " " + transition, () -> {
            for (int i = 0; i < 2; i++) {
                ScriptedEvents.send(
                        ServiceEvent.of(EventType.TICKET_CREATED, "case" + cases++, ScriptedEvents.now(), "test")
                                .caseId("case" + cases)
                                .queue(queue)
                                .actor(Actor.CUSTOMER)
                                .status(Status.NEW)
                                .build());
            }
            ScriptedEvents.now(ScriptedEvents.now() + 60_000);
            return told(queue).contains(transition);
        });
    }

    /** What was told of a queue, or of the directory of rules. */
    private static List<String> told(String of) {
        return HeardTransitions.of(one ->
                        one.subject().equals(of) || of.equals(one.labels().get("queue")))
                .stream()
                .map(one -> one.kind() + " " + one.reason() + " " + one.text())
                .toList();
    }

    @Test
    void aRunningJobFollowsItsFilesAndDoesNotFallBackWhenItFails(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        HeardTransitions.begin();
        ScriptedEvents.begin(Instant.parse("2026-01-05T09:00:00Z").toEpochMilli());
        write(BAD_RULES + BUSY.formatted(500, "first"));
        JobClient job = start(null);

        // an edited threshold
        write(BAD_RULES + BUSY.formatted(2, "second"));
        awaitTold("a", "FIRING crossed second");

        // a bad file: the old rules stay, and an alert says where it is wrong
        write(BAD_RULES + BUSY.formatted("much", "third"));
        String directory = rules().toString();
        HeardTransitions.await("the refusal", () -> told(directory).size() == 1);
        assertThat(told(directory).get(0)).startsWith("FIRING rules.rejected a.yaml:4:");
        awaitTold("b", "FIRING crossed second");

        // it fails while the file is bad: in force is what came, not what the job was started with
        cluster.triggerCheckpoint(job.getJobID()).get(HeardTransitions.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        ScriptedEvents.fail();
        HeardTransitions.await("the restart", () -> ScriptedEvents.starts() == 2);
        awaitTold("c", "FIRING crossed second");
        assertThat(told(directory)).hasSize(1);

        // a breakdown that the job does not count is refused likewise, with what to do
        write(BAD_RULES + BUSY.formatted(2, "third").replace("by: [queue]", "by: [queue, tier]"));
        awaitTold("d", "FIRING crossed second");

        // a good one ends that alert
        write(BAD_RULES + BUSY.formatted(2, "fourth"));
        HeardTransitions.await("the end of the refusal", () -> told(directory).size() == 2);
        assertThat(told(directory)).last().asString().startsWith("RESOLVED accepted");
        awaitTold("e", "FIRING crossed fourth");

        // a rule that is gone
        write(BAD_RULES);
        awaitTold("e", "RESOLVED rule_removed The rule was removed.");

        // a new start has read the directory anew
        write(BAD_RULES + BUSY.formatted(2, "fifth"));
        awaitTold("f", "FIRING crossed fifth");
        String savepoint = job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(HeardTransitions.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        write(BAD_RULES + BUSY.formatted(500, "sixth"));
        job = start(savepoint);
        awaitTold("f", "RESOLVED recovered sixth");
        job.cancel().get(HeardTransitions.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
