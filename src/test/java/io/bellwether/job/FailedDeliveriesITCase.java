package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.bellwether.settings.SettingsParser;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

/** A change that a receiver refuses is found in the topic for it, which need not be there when it is refused. */
@Timeout(180)
class FailedDeliveriesITCase {

    private static final String TOPIC = "test.failed-deliveries";
    private static final String SECRET = "whsec_" + "bWFkZSB1cCBmb3IgdGhlIHRlc3Qgb2YgcmVjb3Zlcnk=";
    private static final int ALERTS = 3;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(2);

    @TempDir
    private Path folder;

    @Test
    void whatAReceiverRefusesIsReported() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                MisbehavingServer receiver = new MisbehavingServer()) {
            CountDownLatch refused = new CountDownLatch(ALERTS);
            for (int i = 0; i < ALERTS; i++) {
                receiver.then((socket, request) -> {
                    MisbehavingServer.status(400, "no such channel").act(socket, request);
                    refused.countDown();
                });
            }
            JobClient job = start(kafka, receiver);
            try {
                assertThat(refused.await(60, TimeUnit.SECONDS))
                        .as("all refused")
                        .isTrue();
                kafka.createTopic(TOPIC, 1);
                List<ConsumerRecord<String, String>> letters = letters(kafka);
                assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
                assertThat(letters).hasSize(ALERTS).allSatisfy(letter -> {
                    JsonNode json = new ObjectMapper().readTree(letter.value());
                    assertThat(json.get("receiver").asText()).isEqualTo("hook");
                    assertThat(json.get("reason").asText()).isEqualTo("http_400");
                    assertThat(json.get("detail").asText()).isEqualTo("no such channel");
                    assertThat(new String(letter.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                            .isEqualTo("http_400");
                });
            } finally {
                job.cancel().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static List<ConsumerRecord<String, String>> letters(EmbeddedKafka kafka) {
        List<ConsumerRecord<String, String>> letters = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            while (letters.size() < ALERTS) {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
        }
        return letters;
    }

    private static JobClient start(EmbeddedKafka kafka, MisbehavingServer receiver) throws Exception {
        Settings settings =
                SettingsParser.parse("settings.yaml", """
                kafka: {bootstrap_servers: "%s", topics: {failed_deliveries: %s}}
                checkpoint: {interval: 200ms}
                parallelism: 2
                """.formatted(kafka.bootstrapServers(), TOPIC), name -> null);
        Variables variables = Variables.of(Map.of("URL", receiver.uri("/").toString(), "SECRET", SECRET));
        Routing routing = Routing.parse("alert-routing.yaml", """
                receivers:
                  - {name: hook, type: webhook, url: "${URL}", secret: "${SECRET}", allow_http_hosts: [127.0.0.1], allow_private: true}
                stale_after: 0s
                routes:
                  - {match: {}, receiver: hook, group_by: [uid, queue], group_interval: 0s}
                """, variables);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofLiveJob(settings));
        // each alert fires once; what follows is nobody's
        DataGeneratorSource<Transition> source = new DataGeneratorSource<>(
                FailedDeliveriesITCase::transition,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(100),
                CodecTypeInfo.of(TransitionCodec.INSTANCE));
        var transitions = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "Transitions")
                .uid("transitions")
                .setParallelism(1);
        new LiveJob(settings, RuleSet.none(), PolicyBook.defaults(), SentimentModel::bundled, routing, variables)
                .tell(new Topology.Outputs(null, null, null, transitions, null, null));
        return environment.executeAsync("failed deliveries");
    }

    private static Transition transition(Long index) {
        Transition alert = Transitions.labelled(Transitions.firing("a" + index, "page"), Map.of("queue", "q" + index));
        return index < ALERTS ? alert : Transitions.shadow(alert);
    }
}
