package io.bellwether;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundSerializer;
import io.bellwether.ingest.IngestWatermarks;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sla.PolicyBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** State is found again by uid: one that changes or goes must be seen by whoever changes it. */
class TopologyUidsTest {

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofJob(Settings.defaults()));
        SingleOutputStreamOperator<Inbound> inbound = environment
                .fromSource(
                        new DataGeneratorSource<>(n -> (Inbound) null, 0, InboundSerializer.typeInfo()),
                        IngestWatermarks.strategy(0),
                        "Nothing")
                .uid("source");
        new Topology(Settings.defaults(), RuleSet.none(), PolicyBook.defaults(), SentimentModel::bundled, true)
                .wire(inbound, PolicyChanges.watching(environment, Path.of("none")));
        return environment;
    }

    @Test
    void everyOperatorHasTheUidThatSavepointsKnow() throws IOException {
        List<StreamNode> nodes = environment().getStreamGraph(false).getStreamNodes().stream()
                .filter(node -> !node.getOperatorName().isEmpty())
                .toList();
        String uids = nodes.stream()
                .map(StreamNode::getTransformationUID)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        try (var committed = TopologyUidsTest.class.getResourceAsStream("uids.txt")) {
            assertThat(uids).isEqualTo(new String(committed.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(nodes).allSatisfy(node -> assertThat(node.getTransformationUID())
                .as(node.getOperatorName())
                .isNotNull());
    }
}
