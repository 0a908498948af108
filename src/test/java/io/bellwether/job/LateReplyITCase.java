package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.embedded.EmbeddedStore;
import io.bellwether.embedded.WebhookReceiver;
import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A reply that was in time comes late: the store and the alert's receiver are put right. */
@Timeout(180)
class LateReplyITCase {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "whsec_" + "bWFkZSB1cCBmb3IgdGhlIHRlc3Qgb2YgcmVjb3Zlcnk=";
    private static final String RULES = """
            group: test
            rules:
              - uid: breached
                title: "{{case}}"
                signal: sla.breached
                severity: warning
                annotations: {summary: "{{case}} missed {{clock}}"}
            """;
    private static final String ROUTING = """
            receivers:
              - {name: hook, type: webhook, format: standard-webhooks, url: "${URL}", secret: "${SECRET}",
                 allow_http_hosts: [127.0.0.1], allow_private: true}
            stale_after: 0s
            routes:
              - {match: {}, receiver: hook, group_by: [queue], group_wait: 0s, group_interval: 0s}
            """;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(2);

    @TempDir
    private Path folder;

    private static long at(String time) {
        return Instant.parse("2026-01-05T" + time + ":00Z").toEpochMilli();
    }

    private JobClient start(EmbeddedStore store, WebhookReceiver receiver) throws Exception {
        Settings settings =
                Settings.load(Files.writeString(folder.resolve("settings.yaml"), """
                influx: {url: "%s", org: test, bucket: test, token: test}
                rollups: [[queue]]
                checkpoint: {interval: 200ms}
                parallelism: 2
                """.formatted(store.url())));
        Variables variables = Variables.of(Map.of("URL", receiver.uri().toString(), "SECRET", SECRET));
        RuleSet rules = RuleSet.parse("rules.yaml", RULES);
        PolicyBook policies =
                PolicyBook.parse("sla-policies.yaml", "policies: [{name: all, targets: {first_reply: 1h}}]");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofLiveJob(settings));
        Topology topology = new Topology(settings, rules, policies, SentimentModel::bundled, false);
        new LiveJob(
                        settings,
                        rules,
                        policies,
                        SentimentModel::bundled,
                        Routing.parse("alert-routing.yaml", ROUTING, variables),
                        variables)
                .tell(topology.wire(ScriptedEvents.source(environment), PolicyChanges.none(environment)));
        return environment.executeAsync("late reply");
    }

    private static void create(String caseId) {
        ScriptedEvents.send(ServiceEvent.of(EventType.TICKET_CREATED, caseId, ScriptedEvents.now(), "test")
                .caseId(caseId)
                .queue("desk-" + caseId)
                .actor(Actor.CUSTOMER)
                .status(Status.NEW)
                .build());
    }

    private static void await(String what, Callable<Object> actual, Object expected) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (Object got = actual.call(); !expected.equals(got); got = actual.call()) {
            if (System.nanoTime() > until) {
                assertThat(got).as(what).isEqualTo(expected);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** What the receiver was told of a case. */
    private static List<String> told(WebhookReceiver receiver, String caseId) {
        return receiver.messages().stream()
                .map(message -> read(message.body()))
                .filter(message -> message.at("/data/title").asText().equals(caseId))
                .map(message -> message.get("type").asText() + " "
                        + message.at("/data/reason").asText())
                .toList();
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }

    /** Met, breached, retracted, overdue and stopped of a case's queue in the pane that begins at a time. */
    private static Object pane(EmbeddedStore store, String caseId, String time)
            throws IOException, InterruptedException {
        store.awaitApplied();
        List<Map<String, Object>> rows =
                store.query(("SELECT met, breached, retracted, overdue, count FROM sla WHERE clock = 'first_reply'"
                                + " AND queue = 'desk-%s' AND cast(ts AS LONG) = %d000")
                        .formatted(caseId, at(time)));
        return rows.stream().map(row -> List.copyOf(row.values())).toList();
    }

    private static List<List<Long>> counts(long... counts) {
        return List.of(Arrays.stream(counts).boxed().toList());
    }

    @Test
    void theBreachThatWasNoneIsTakenBackInTheStoreAndAtTheReceiver() throws Exception {
        ScriptedEvents.begin(at("09:00"));
        try (EmbeddedStore store = EmbeddedStore.start(folder.resolve("store"), 0, List.of("queue"));
                WebhookReceiver receiver =
                        WebhookReceiver.start(0, SECRET, folder.resolve("messages.jsonl"), Clock.systemUTC())) {
            JobClient job = start(store, receiver);
            create("answered");
            create("forgotten");

            ScriptedEvents.now(at("10:05"));
            for (String caseId : List.of("answered", "forgotten")) {
                await("the alert", () -> told(receiver, caseId), List.of("alert.firing sla.breached"));
                await("the breach", () -> pane(store, caseId, "10:00"), counts(0, 1, 0, 1, 0));
                await("what is overdue", () -> pane(store, caseId, "10:04"), counts(0, 0, 0, 1, 0));
            }

            ScriptedEvents.send(ServiceEvent.of(EventType.TICKET_MESSAGE, "reply", at("09:59"), "test")
                    .caseId("answered")
                    .actor(Actor.AGENT)
                    .visibility(Visibility.PUBLIC)
                    .build());

            await(
                    "the end of the alert",
                    () -> told(receiver, "answered"),
                    List.of("alert.firing sla.breached", "alert.resolved retracted"));
            ScriptedEvents.now(at("10:06"));
            await("the reply in time", () -> pane(store, "answered", "09:59"), counts(1, 0, 0, 0, 1));
            await("the pane of the breach", () -> pane(store, "answered", "10:00"), counts(0, 0, 1, 0, 0));
            await("nothing overdue", () -> pane(store, "answered", "10:04"), counts(0, 0, 0, 0, 0));
            assertThat(told(receiver, "forgotten")).hasSize(1);
            assertThat(pane(store, "forgotten", "10:00")).isEqualTo(counts(0, 1, 0, 1, 0));
            assertThat(ScriptedEvents.starts()).isEqualTo(1);
            job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
