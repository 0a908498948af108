package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.alert.Transition;
import io.bellwether.alert.TransitionCodec;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.ingest.TopicContents;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What people see of a job and tell it, by the command line and the topics between the two. */
@Timeout(180)
class AlertListITCase {

    private static final int ALERTS = 2;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(2);

    @TempDir
    private Path folder;

    private Path config;

    private String run(int exitCode, String... words) {
        List<String> all = new ArrayList<>(List.of("alerts"));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of("--config", config.toString()));
        StringWriter out = new StringWriter();
        int code = Bellwether.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(all.toArray(String[]::new));
        assertThat(code).as(out.toString()).isEqualTo(exitCode);
        return out.toString();
    }

    @Test
    void whatFiresIsSeenAndWhatIsSaidOfItIsTaken() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            config = Files.writeString(
                    folder.resolve("b.yaml"),
                    "kafka: {bootstrap_servers: \"" + kafka.bootstrapServers()
                            + "\"}\ncheckpoint: {interval: 200ms}\nparallelism: 2\n");
            assertThat(run(2, "list")).contains("has no topic service.alerts");
            kafka.createTopic("service.alerts", 1);
            kafka.createTopic("service.rejected", 1);
            assertThat(run(0, "list")).isEqualTo("Nothing fires." + System.lineSeparator());
            JobClient job = start();
            try {
                awaitAlerts();
                assertThat(run(1, "silence", "queue=q1", "--for", "2h")).contains("there is no topic service.control");
                kafka.createTopic("service.control", 1);
                speak();
                malformed(kafka);
                assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            } finally {
                job.cancel().get(30, java.util.concurrent.TimeUnit.SECONDS);
            }
        }
    }

    private void awaitAlerts() throws Exception {
        JsonNode alerts;
        do {
            alerts = new ObjectMapper().readTree(run(0, "list", "--json")).path("alerts");
        } while (alerts.size() < ALERTS);
        assertThat(alerts.findValuesAsText("alert_id")).containsExactlyInAnyOrder("alpha0", "beta1");
        assertThat(run(0, "show", "al")).contains("alert_id  alpha0", "firing (crossed), page");
    }

    private void speak() {
        assertThat(run(2, "show", "x")).contains("no alert has an id that begins with x");
        assertThat(run(0, "ack", "alp", "--by", "ann", "--comment", "on it"))
                .contains("ack by ann: alert_id=alpha0 until ", "(on it); 1 alert now");
        String silence = run(0, "silence", "queue=q1", "--for", "2h", "--by", "bob");
        assertThat(silence).contains("silence by bob: queue=q1, from ", "; 1 alert now");
        assertThat(run(0, "list")).contains("firing, seen to by ann", "firing, silenced by bob until ", "2 alerts");
        assertThat(run(0, "silence", "queue=other", "--until", "resolved"))
                .contains("No alert that fires now matches.")
                .doesNotContain("has a label");
        assertThat(run(0, "silence", "quue=q1", "--for", "1h"))
                .contains("No alert that is known has a label quue; there are ", "did you mean queue?");
        assertThat(run(0, "silences", "--zone", "Asia/Shanghai")).contains("+08:00");
        assertThat(run(2, "silences", "--zone", "Asia/Shangai")).contains("--zone: is no time zone: Asia/Shangai");
        assertThat(run(0, "expire", silence.substring(0, silence.indexOf(' ')))).contains("of bob has ended after ");
        assertThat(run(0, "list")).doesNotContain("silenced by");
        assertThat(run(0, "silences")).contains("ack by ann", "queue=other").doesNotContain("bob");
        assertThat(run(2, "silence", "queue=(", "--for", "2h")).contains("queue=(: is no regular expression");
        assertThat(run(2, "silence", "queue=q1")).contains("say when the silence ends");
    }

    /** It is found in the dead letters, and the job goes on. */
    private static void malformed(EmbeddedKafka kafka) {
        java.util.Properties client = new java.util.Properties();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        byte[] value = "{\"type\":\"silence\",\"id\":\"s\",\"untill\":\"resolved\"}".getBytes(StandardCharsets.UTF_8);
        TopicContents.write(client, "service.control", null, value);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition("service.rejected", 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            List<ConsumerRecord<String, String>> letters = new ArrayList<>();
            while (letters.isEmpty()) {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
            assertThat(letters.get(0).value()).isEqualTo(new String(value, StandardCharsets.UTF_8));
            assertThat(header(letters.get(0), "reason")).isEqualTo("BAD_FIELD");
            assertThat(header(letters.get(0), "topic")).isEqualTo("service.control");
            assertThat(header(letters.get(0), "detail")).startsWith("untill: is unknown in type silence");
        }
    }

    private static String header(ConsumerRecord<String, String> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private JobClient start() throws Exception {
        Settings settings = Settings.load(config);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofLiveJob(settings));
        DataGeneratorSource<Transition> source = new DataGeneratorSource<>(
                AlertListITCase::transition,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(20),
                CodecTypeInfo.of(TransitionCodec.INSTANCE));
        var transitions = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "Transitions")
                .uid("transitions")
                .setParallelism(1);
        new LiveJob(
                        settings,
                        RuleSet.none(),
                        PolicyBook.defaults(),
                        SentimentModel::bundled,
                        Routing.none("alert-routing.yaml", "nobody is told"),
                        Variables.of(Map.of()))
                .tell(new Topology.Outputs(null, null, null, transitions, null, null));
        return environment.executeAsync("alerts");
    }

    /** The same two again and again, as after a restart. */
    private static Transition transition(Long index) {
        String id = index % ALERTS == 0 ? "alpha0" : "beta1";
        return Transitions.labelled(Transitions.firing(id, "page"), Map.of("queue", "q" + index % ALERTS));
    }
}
