package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsParser;
import io.bellwether.sla.PolicyBook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole live job, with a broker that is asked for its partitions: each of its operators, sources and sinks by its uid. */
class LiveJobUidsITCase {

    private static final String SETTINGS = """
            kafka: {bootstrap_servers: "%s", topics: {clocks: service.clocks, contacts: service.contacts, presence: service.presence}}
            influx: {url: "http://localhost:8086", org: o, bucket: b, trend_bucket: t, token: t}
            """;

    @TempDir
    private Path folder;

    /** Operators that Flink adds behind a sink have the sink's uid with a name of theirs behind it, or none of their own. */
    @Test
    void everyOperatorHasTheUidThatSavepointsKnow() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            for (String topic : List.of("service.tickets", "service.chats", "service.agents")) {
                kafka.createTopic(topic, 1);
            }
            Settings settings =
                    SettingsParser.parse("b.yaml", SETTINGS.formatted(kafka.bootstrapServers()), name -> null);
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofLiveJob(settings));
            new LiveJob(
                            settings,
                            RuleSet.none(),
                            PolicyBook.defaults(),
                            SentimentModel::bundled,
                            Routing.none("alert-routing.yaml", "nobody is told"),
                            Variables.of(Map.of()))
                    .wire(environment, PolicyChanges.watching(environment, Path.of("none"), settings));

            List<StreamNode> nodes = environment.getStreamGraph(false).getStreamNodes().stream()
                    .filter(node -> !node.getOperatorName().isEmpty())
                    .toList();

            assertThat(nodes).allSatisfy(node -> assertThat(node.getTransformationUID())
                    .as(node.getOperatorName())
                    .isNotNull());
            assertThat(nodes.stream()
                            .map(StreamNode::getTransformationUID)
                            .sorted()
                            .toList())
                    .isEqualTo(committed());
            assertTogether(environment.getStreamGraph(false).getJobGraph());
        }
    }

    /** Where the chains are known: Flink takes the group of a chain from its first operator. */
    private static void assertTogether(JobGraph job) {
        List<JobVertex> writing = new ArrayList<>();
        for (JobVertex vertex : job.getVertices()) {
            if (vertex.getName().contains("Watch the store")
                    || vertex.getName().contains("InfluxDB") && vertex.getName().contains("Writer")) {
                writing.add(vertex);
            }
        }
        assertThat(writing).hasSize(4).allSatisfy(vertex -> {
            assertThat(vertex.getCoLocationGroup())
                    .as(vertex.getName())
                    .isNotNull()
                    .isSameAs(writing.get(0).getCoLocationGroup());
            assertThat(vertex.getParallelism()).isEqualTo(1);
        });
    }

    private static List<String> committed() throws Exception {
        try (var committed = LiveJobUidsITCase.class.getResourceAsStream("live-uids.txt")) {
            return new String(committed.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
