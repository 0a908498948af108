package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Point;
import io.bellwether.plan.PlanFile;
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
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The plan is edited while events flow through the whole topology. */
@Timeout(180)
class PlanReloadITCase {

    private static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();
    private static final long NOON = Instant.parse("2026-01-05T12:00:00Z").toEpochMilli();
    private static final long HALF_HOUR = 1_800_000;
    private static final Queue<Point> PLANNED = new ConcurrentLinkedQueue<>();
    private static final String RULES = """
            group: test
            defaults: {owner: test}
            rules:
              - uid: plan
                title: "{{case}}"
                signal: plan.rejected
                severity: page
                annotations: {summary: "{{detail.problem}}"}
              - uid: short
                title: "{{labels.queue}}"
                metric: plan.short_ahead
                by: [queue]
                levels: [{severity: page, op: ">=", value: 5, recover: 1}]
                annotations: {summary: "{{also.staffed}} are there, missing from {{also.short_in_s|at}}"}
            """;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(2);

    @TempDir
    private Path folder;

    private int cases;

    /** Keeps what is written of planned intervals. */
    private record Keeping() implements Sink<Point> {
        @Override
        public SinkWriter<Point> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(Point point, Context writing) {
                    if (point.measurement().equals("plan_interval")) {
                        PLANNED.add(point);
                    }
                }

                @Override
                public void flush(boolean endOfInput) {
                    // nothing is held back
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };
        }
    }

    private Path file() {
        return folder.resolve("plan.csv");
    }

    private void write(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next.csv"), text);
        Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of a day that begins with a calm morning. */
    private static String plan(double morning, double afternoon, int staffed) {
        StringBuilder plan = new StringBuilder("interval_start,queue,arrivals,staffed\n");
        for (long start = START; start < START + 24 * HALF_HOUR; start += HALF_HOUR) {
            plan.append(String.format(
                    Locale.ROOT,
                    "%s,presale,%s,%d%n",
                    Instant.ofEpochMilli(start),
                    start < NOON ? morning : afternoon,
                    staffed));
        }
        return plan.toString();
    }

    private JobClient start() throws Exception {
        Settings read = Settings.load(Files.writeString(
                folder.resolve("settings.yaml"),
                "rollups: [[queue]]\nparallelism: 2\nplanning: {file: '" + file() + "'}\n"));
        Settings settings = read.withPlan(new PlanFile(read.series().intervalMillis()).read(file()));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofLiveJob(settings));
        Topology.Outputs outputs = new Topology(
                        settings,
                        RuleSet.parse("rules.yaml", RULES),
                        PolicyBook.defaults(),
                        SentimentModel::bundled,
                        true)
                .wire(ScriptedEvents.source(environment), PolicyChanges.none(environment), null, null);
        outputs.transitions().sinkTo(HeardTransitions.sink()).uid("test-transitions");
        outputs.points().sinkTo(new Keeping()).uid("test-points");
        return environment.executeAsync("plan");
    }

    /** Contacts come until that is so. */
    private void await(String what, BooleanSupplier condition) {
        HeardTransitions.await(what, () -> {
            cases++;
            ScriptedEvents.send(ServiceEvent.of(EventType.CHAT_QUEUED, "case" + cases, ScriptedEvents.now(), "test")
                    .caseId("case" + cases)
                    .queue("presale")
                    .build());
            ScriptedEvents.now(ScriptedEvents.now() + 3_000);
            return condition.getAsBoolean();
        });
    }

    /** What was said last of the interval at noon. */
    private static Object arrivalsAtNoon() {
        return PLANNED.stream()
                .filter(point -> point.time() == NOON)
                .map(point -> point.fields().get("arrivals"))
                .reduce((one, next) -> next)
                .orElse(null);
    }

    private static List<String> told(String uid) {
        return HeardTransitions.of(transition -> transition.uid().equals(uid)).stream()
                .map(transition -> transition.kind() + " " + transition.text())
                .toList();
    }

    @Test
    void aRunningJobFollowsItsPlan() throws Exception {
        HeardTransitions.begin();
        ScriptedEvents.begin(START);
        PLANNED.clear();
        write(plan(10, 10, 9));
        JobClient job = start();
        await("the plan of the start", () -> Double.valueOf(10).equals(arrivalsAtNoon()));
        assertThat(told("short")).isEmpty();

        write(plan(10, 400, 9));
        await("the new plan", () -> Double.valueOf(400).equals(arrivalsAtNoon()));
        await("what it lacks", () -> !told("short").isEmpty());
        assertThat(told("short")).containsExactly("FIRING 9 are there, missing from 2026-01-05T12:00:00Z");

        write(plan(10, 20, 9).replace("T13:00:00Z,presale", "T13:10:00Z,presale"));
        await("a plan to be refused", () -> !told("plan").isEmpty());
        assertThat(told("plan")).singleElement().asString().contains("plan.csv", "2026-01-05T13:10:00Z");
        assertThat(arrivalsAtNoon()).isEqualTo(400.0);

        write(plan(10, 12, 9));
        await(
                "a good plan again",
                () -> told("plan").size() == 2 && told("short").size() == 2);
        assertThat(told("plan").get(1)).startsWith("RESOLVED");
        assertThat(told("short").get(1)).isEqualTo("RESOLVED 9 are there, missing from none");
        assertThat(arrivalsAtNoon()).isEqualTo(12.0);
        assertThat(ScriptedEvents.now()).as("it is still morning").isLessThan(NOON);
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        job.cancel().get(HeardTransitions.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
