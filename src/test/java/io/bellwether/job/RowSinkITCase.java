package io.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.CaseClocks;
import io.bellwether.cases.CaseClocksCodec;
import io.bellwether.cases.CaseContacts;
import io.bellwether.cases.CaseContactsCodec;
import io.bellwether.cases.ClockForm;
import io.bellwether.cases.ContactForm;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.event.SourceId;
import io.bellwether.ingest.TopicContents;
import io.bellwether.queue.PresentContact;
import io.bellwether.settings.Settings;
import io.bellwether.sla.RunningClock;
import io.bellwether.state.Codec;
import io.bellwether.state.CodecTypeInfo;
import io.bellwether.topic.RowForm;
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

/** Topics of a real broker, over two runs of which the second knows nothing of what the first wrote. */
class RowSinkITCase {

    private static final String TOPIC = "service.rows";

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

    private static CaseContacts contact(String caseId, boolean waits) {
        SourceId id = new SourceId("desk", caseId);
        PresentContact contact =
                new PresentContact(id, PresentContact.State.WAITING, "vip", "", "", "", null, 1, 0, 1, 20_000);
        return new CaseContacts(id, waits ? List.of(contact) : List.of());
    }

    private static void run(Properties client, CaseClocks... told) throws Exception {
        run(client, CaseClocksCodec.INSTANCE, new ClockForm(), List.of(told));
    }

    private static <T> void run(Properties client, Codec<T> codec, RowForm<T, ?> form, List<T> told) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkRuntime.ofJob(Settings.defaults()));
        environment
                .fromData(told, CodecTypeInfo.of(codec))
                .uid("told")
                .sinkTo(new RowSink<>(client, TOPIC, form))
                .setParallelism(1)
                .uid("topic");
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

            List<CaseContacts> told = List.of(contact("a", true), contact("b", true), contact("b", false));
            run(client, CaseContactsCodec.INSTANCE, new ContactForm(), told);
            assertThat(left(client)).containsExactly("desk|a|contact");
        }
    }
}
