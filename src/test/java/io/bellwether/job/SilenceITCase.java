package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.alert.Transition;
import io.bellwether.alert.TransitionCodec;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A silence from the command line to what a receiver hears, over a stop and a start from its savepoint. */
@Timeout(180)
class SilenceITCase {

    private static final String SECRET = "whsec_" + "bWFkZSB1cCBmb3IgdGhlIHRlc3Qgb2YgcmVjb3Zlcnk=";

    /** What happens next; nothing else does. */
    private static final Queue<Transition> NEXT = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(2);

    @TempDir
    private Path folder;

    private Path config;
    private MisbehavingServer receiver;

    private String run(String... words) {
        List<String> all = new ArrayList<>(List.of("alerts"));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of("--config", config.toString()));
        StringWriter out = new StringWriter();
        int code = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(all.toArray(String[]::new));
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    @Test
    void aSilenceHoldsOverARestartAndItsEndTellsWhatStillFires() throws Exception {
        NEXT.clear();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                MisbehavingServer server = new MisbehavingServer()) {
            receiver = server;
            config = Files.writeString(
                    folder.resolve("b.yaml"),
                    "kafka: {bootstrap_servers: \"" + kafka.bootstrapServers()
                            + "\"}\ncheckpoint: {interval: 200ms}\nparallelism: 2\n");
            for (String topic : List.of("service.alerts", "service.control", "service.rejected")) {
                kafka.createTopic(topic, 1);
            }
            JobClient job = start(null);
            String silence = run("silence", "queue=quiet", "--for", "2h", "--by", "ann");
            awaitSilence();
            happen("still", Transition.Kind.FIRING);
            assertThat(decisions("still", 1)).containsExactly("held (silenced)");
            String savepoint = job.stopWithSavepoint(
                            false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(60, TimeUnit.SECONDS);
            job = start(savepoint);
            happen("more", Transition.Kind.FIRING);
            assertThat(decisions("more", 1)).containsExactly("held (silenced)");
            assertThat(told("still")).isZero();
            run("expire", silence.substring(0, silence.indexOf(' ')));
            // which of the reasons depends on how many probes were told before the silence had come
            assertThat(decisions("still", 2)).anyMatch(decision -> decision.startsWith("told ("));
            assertThat(told("still")).isOne();
            happen("still", Transition.Kind.RESOLVED);
            decisions("still", 3);
            assertThat(told("still")).isEqualTo(2);
            job.cancel().get(30, TimeUnit.SECONDS);
        }
    }

    /** A command is on its way for a moment; what begins meanwhile is told. */
    private void awaitSilence() throws Exception {
        for (int probe = 0; ; probe++) {
            happen("probe" + probe, Transition.Kind.FIRING);
            if (decisions("probe" + probe, 1).contains("held (silenced)")) {
                return;
            }
        }
    }

    private static void happen(String alert, Transition.Kind kind) {
        Transition t = kind == Transition.Kind.FIRING
                ? Transitions.firing(alert, "page")
                : Transitions.resolved(alert, 2, "page");
        NEXT.add(Transitions.labelled(t, Map.of("queue", "quiet")));
    }

    /** What was decided of an alert, as soon as it is so much. */
    private List<String> decisions(String alert, int least) throws Exception {
        List<String> decisions = new ArrayList<>();
        while (decisions.size() < least) {
            decisions.clear();
            JsonNode list = new ObjectMapper().readTree(run("list", "--all", "--json"));
            if (list.path("alerts").findValuesAsText("alert_id").contains(alert)) {
                for (JsonNode event : new ObjectMapper()
                        .readTree(run("show", alert, "--json"))
                        .path("events")) {
                    if (event.path("record").asText().equals("decision")) {
                        decisions.add(event.path("decision").asText() + " ("
                                + event.path("reason").asText() + ")");
                    }
                }
            }
        }
        return decisions;
    }

    private long told(String alert) {
        return receiver.requests().stream()
                .filter(request -> request.text().contains("\"alert_id\":\"" + alert + '"'))
                .count();
    }

    private JobClient start(String savepoint) throws Exception {
        Settings settings = Settings.load(config);
        Variables variables = Variables.of(Map.of("URL", receiver.uri("/").toString(), "SECRET", SECRET));
        Routing routing = Routing.parse("alert-routing.yaml", """
                receivers:
                  - {name: hook, type: webhook, url: "${URL}", secret: "${SECRET}", allow_http_hosts: [127.0.0.1], allow_private: true, rate: unlimited}
                routes:
                  - {match: {}, receiver: hook, group_by: [uid], group_interval: 0s}
                stale_after: 0s
                """, variables);
        Configuration configuration = new Configuration(FlinkRuntime.ofLiveJob(settings));
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        DataGeneratorSource<Transition> source = new DataGeneratorSource<>(
                index -> next(),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(20),
                CodecTypeInfo.of(TransitionCodec.INSTANCE));
        var transitions = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "Transitions")
                .uid("transitions")
                .setParallelism(1);
        new LiveJob(settings, RuleSet.none(), PolicyBook.defaults(), SentimentModel::bundled, routing, variables)
                .tell(new Topology.Outputs(null, null, null, transitions, null, null));
        return environment.executeAsync("silence");
    }

    private static Transition next() {
        Transition next = NEXT.poll();
        return next == null ? Transitions.shadow(Transitions.firing("nothing", "info")) : next;
    }
}
