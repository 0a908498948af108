package io.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.CaseClocks;
import io.bellwether.cases.CaseClocksCodec;
import io.bellwether.cases.ClockForm;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.event.SourceId;
import io.bellwether.ingest.TopicContents;
import io.bellwether.settings.Settings;
import io.bellwether.sla.RunningClock;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topic of clocks of a real broker, over two runs of which the second knows nothing of what the first wrote. */
class ClockSinkITCase {

    private static final String TOPIC = "service.clocks";

    @TempDir
    private Path folder;

    private static CaseClocks of(String caseId, boolean runs) {
        RunningClock clock = new RunningClock(
                "desk",
                caseId,
                "first_reply",
                1,
                "vip",
                "",
                "",
                "all",
                "p.yaml:1",
                RunningClock.State.RUNNING,
                0,
                "",
                1,
                1,
                0,
                60_000,
                60_001);
        return new CaseClocks(new SourceId("desk", caseId), runs ? List.of(clock) : List.of());
    }

    private static void run(Properties client, CaseClocks... told) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofJob(Settings.defaults()));
        environment
                .fromData(List.of(told), CodecTypeInfo.of(CaseClocksCodec.INSTANCE))
                .uid("clocks")
                .sinkTo(new RowSink<>(client, TOPIC, new ClockForm()))
                .setParallelism(1)
                .uid("clocks-topic");
        environment.execute();
    }

    /** What is left once the newest of each key is kept. */
    private static Set<String> left(Properties client) {
        Map<String, byte[]> newest = new TreeMap<>();
        TopicContents.readPairs(client, TOPIC, 20, (key, value) -> newest.put(new String(key, UTF_8), value));
        newest.values().removeIf(Objects::isNull);
        return newest.keySet();
    }

    @Test
    void theNextStartEndsWhatIsNotSoAnyMore() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            kafka.createTopic(TOPIC, 1, Map.of("cleanup.policy", "compact"));
            Properties client = new Properties();
            client.put("bootstrap.servers", kafka.bootstrapServers());

            run(client, of("a", true), of("b", true), of("c", true), of("c", false));
            assertThat(left(client)).containsExactly("desk|a|first_reply|1", "desk|b|first_reply|1");

            run(client, of("b", true), of("d", true));
            assertThat(left(client)).containsExactly("desk|b|first_reply|1", "desk|d|first_reply|1");
        }
    }
}
