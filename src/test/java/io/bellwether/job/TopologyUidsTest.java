package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.ingest.IngestWatermarks;
import io.bellwether.notify.Variables;
import io.bellwether.platform.PlatformFolder;
import io.bellwether.rule.RuleSet;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsParser;
import io.bellwether.sla.PolicyBook;
import io.bellwether.state.CodecTypeInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** State is found again by uid: one that changes or goes must be seen by whoever changes it. */
class TopologyUidsTest {

    private static StreamExecutionEnvironment environment(Settings settings) {
        return environment(settings, false);
    }

    private static StreamExecutionEnvironment environment(Settings settings, boolean watchesRules) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofJob(settings));
        SingleOutputStreamOperator<Inbound> inbound = environment
                .fromSource(
                        new DataGeneratorSource<>(n -> (Inbound) null, 0, CodecTypeInfo.of(InboundCodec.INSTANCE)),
                        IngestWatermarks.strategy(0),
                        "Nothing")
                .uid("source");
        new Topology(settings, RuleSet.none(), PolicyBook.defaults(), SentimentModel::bundled, true)
                .wire(
                        inbound,
                        PolicyChanges.watching(environment, Path.of("none"), Settings.defaults()),
                        watchesRules ? reloads(environment, settings) : null,
                        null);
        return environment;
    }

    private static RuleChanges reloads(StreamExecutionEnvironment environment, Settings settings) {
        Variables none = name -> null;
        RuleFolder folder = RuleFolder.read(Path.of("alert-rules"), settings.ruleContext(), none, false);
        return RuleChanges.watching(environment, folder, settings, none, 1);
    }

    /** State moves between a job that watches its rules and one that does not: the stages that keep any are the same. */
    @Test
    void watchingRulesIsStagesOfItsOwn() throws Exception {
        List<String> uids = new ArrayList<>(uids(nodes(environment(Settings.defaults(), true))));
        List<String> more = List.of("rule-series-filter", "rule-plans-filter", "rules-ticks", "rules-watch");
        assertThat(uids).containsAll(more);
        uids.removeAll(more);
        assertThat(uids).isEqualTo(committed());
        assertThat(Files.readString(Path.of("docs/architecture.md")))
                .contains(more)
                .contains("`rules-delivery`");
    }

    @Test
    void everyOperatorHasTheUidThatSavepointsKnow() throws IOException {
        List<StreamNode> nodes = nodes(Settings.defaults());
        assertThat(uids(nodes)).isEqualTo(committed());
        assertThat(nodes).allSatisfy(node -> assertThat(node.getTransformationUID())
                .as(node.getOperatorName())
                .isNotNull());
    }

    private static List<StreamNode> nodes(Settings settings) {
        return nodes(environment(settings));
    }

    private static List<StreamNode> nodes(StreamExecutionEnvironment environment) {
        return environment.getStreamGraph(false).getStreamNodes().stream()
                .filter(node -> !node.getOperatorName().isEmpty())
                .toList();
    }

    private static List<String> uids(List<StreamNode> nodes) {
        return nodes.stream()
                .map(StreamNode::getTransformationUID)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** Flink's web page names stages; the map says what each of them is. */
    @Test
    void everyStageIsOnTheMap() throws IOException {
        String map = Files.readString(Path.of("docs/architecture.md"));
        List<String> stages = new ArrayList<>(committed("uids.txt"));
        stages.addAll(committed("live-uids.txt"));
        stages.remove("source");
        assertThat(stages).hasSizeGreaterThan(40).allSatisfy(uid -> assertThat(map)
                .contains("`" + uid + "`"));
    }

    private static List<String> committed() throws IOException {
        return committed("uids.txt");
    }

    private static List<String> committed(String name) throws IOException {
        try (var committed = TopologyUidsTest.class.getResourceAsStream(name)) {
            return new String(committed.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** All stages have a uid, and are the usual ones and these. */
    private static void assertStagesBeside(Settings settings, String... more) throws Exception {
        List<StreamNode> nodes = nodes(settings);
        assertThat(nodes).allSatisfy(node -> assertThat(node.getTransformationUID())
                .as(node.getOperatorName())
                .isNotNull());
        List<String> uids = new ArrayList<>(uids(nodes));
        assertThat(uids).contains(more);
        uids.removeAll(List.of(more));
        assertThat(uids).isEqualTo(committed());
    }

    /** Nobody who counts no platform has a stage of them. */
    @Test
    void platformsAreStagesOfTheirOwn() throws Exception {
        Settings settings = Settings.defaults()
                .withPlatforms(PlatformFolder.read(Path.of("alert-rules")).book(List.of("taobao", "pinduoduo")));
        assertStagesBeside(
                settings,
                "metric-combine-platform",
                "platform-chats",
                "platform-consumers",
                "platform-days",
                "platform-filter");
    }

    /** Nobody who keeps no coaching apart has stages of it; alerts on it go the same way. */
    @Test
    void coachingInABucketOfItsOwnIsStagesOfItsOwn() throws Exception {
        Settings settings = SettingsParser.parse(
                "b.yaml",
                "influx: {url: 'http://localhost:8086', agent_bucket: agents}\nstaff: {coaching: true}",
                name -> null);
        assertStagesBeside(
                settings,
                "metric-coaching-points",
                "metric-coaching-points-filter",
                "rule-coaching-points",
                "rule-coaching-points-filter",
                "rule-points-filter");
    }

    /** Between source and door records still have their texts: they must not leave the thread. */
    @Test
    void aHeavierModelIsOneOperatorMoreInTheChainOfSourceAndDoor() throws Exception {
        Settings settings = SettingsParser.parse(
                "b.yaml",
                "sentiment_onnx: {model: m, vocabulary: v, labels: [negative, positive]}\nparallelism: 2",
                name -> null);
        List<String> uids = new ArrayList<>(uids(nodes(settings)));
        assertThat(uids.remove("ingest-onnx")).isTrue();
        assertThat(uids).isEqualTo(committed());
        assertThat(environment(settings)
                        .getStreamGraph(false)
                        .getJobGraph()
                        .getVerticesSortedTopologicallyFromSources())
                .extracting(JobVertex::getName)
                .filteredOn(name -> name.contains("Ask the heavier model"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .containsSubsequence("Source: Nothing", "Ask the heavier model", "Score and check");
    }
}
