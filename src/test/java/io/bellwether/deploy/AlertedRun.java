package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.deploy.HearingServer.Heard;
import io.bellwether.deploy.RunProcess.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** {@code bellwether run} over all its starts, with topics, state and receivers of its own, and what it says of alerts. */
final class AlertedRun implements AutoCloseable {

    private static final int PARTITIONS = 2;
    private static final long PATIENCE_SECONDS = 240;

    private final String name;
    private final Path directory;
    private final PacedKafka kafka;
    private final HearingServer server = new HearingServer();
    private final KafkaConsumer<String, String> reader;
    private final List<JsonNode> records = new ArrayList<>();
    private final TopicPartition alerts;
    private RunProcess process;
    private int starts;

    /** @param directory with a folder of rules; for settings, state and output */
    AlertedRun(String name, Path directory, PacedKafka kafka) throws Exception {
        this.name = name;
        this.directory = directory;
        this.kafka = kafka;
        kafka.createTopics(List.of(topic("tickets"), topic("chats"), topic("agents")), PARTITIONS);
        kafka.createTopics(List.of(topic("rejected"), topic("failed"), topic("control"), topic("alerts")), 1);
        reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.servers()), new StringDeserializer(), new StringDeserializer());
        alerts = new TopicPartition(topic("alerts"), 0);
        reader.assign(List.of(alerts));
        reader.seekToBeginning(List.of(alerts));
    }

    String topic(String what) {
        return name + "." + what;
    }

    /** Starts the process, which goes on from what it kept. */
    void start(String checkpoints) throws Exception {
        Path file = Files.writeString(directory.resolve(name + ".yaml"), """
                kafka:
                  bootstrap_servers: %s
                  group: %2$s
                  topics: {tickets: %2$s.tickets, chats: %2$s.chats, agents: %2$s.agents, rejected: %2$s.rejected,
                           failed_deliveries: %2$s.failed, control: %2$s.control, alerts: %2$s.alerts}
                alert_rules: "%3$s"
                dimensions: [queue, channel]
                rollups: [[queue, channel]]
                window: 1s
                level_refresh: 1s
                checkpoint: {interval: %4$s}
                """.formatted(
                        kafka.servers(), name, directory.resolve("rules"), checkpoints));
        process = RunProcess.start(
                directory,
                name + "-" + starts++,
                Map.of("URL", server.url(), "SECRET", "whsec_" + "bWFkZSB1cCBmb3IgdGhlIHRlc3Qgb2Yga2lsbHMgLTk="),
                "--config",
                file.toString(),
                "--web-port",
                "0",
                "--state",
                directory.resolve(name).toString());
    }

    /** Kill −9. */
    void kill() throws Exception {
        assertThat(process.end(Signal.KILL)).isEqualTo(Signal.KILL.exitCode);
    }

    /** Returns when the condition holds; fails if the process has ended by then. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        process.await(what, () -> condition.getAsBoolean() || System.nanoTime() > limit);
        assertThat(condition.getAsBoolean())
                .as("%s waited %s s for %s; its files are in %s", name, PATIENCE_SECONDS, what, directory)
                .isTrue();
    }

    void awaitRunning() throws InterruptedException {
        process.awaitRunning();
    }

    /** Up to where the commands were read, as of the last checkpoint. */
    long commandsKept() {
        return committed(name + "-control");
    }

    /** Whether there was a checkpoint with something of the topics in it. */
    boolean hasState() {
        return committed(name) > 0;
    }

    private long committed(String group) {
        try {
            return kafka.committed(group).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not tell what " + group + " committed", e);
        }
    }

    HearingServer server() {
        return server;
    }

    /** Changes that a receiver confirmed, by its name and their delivery id; each repetition says the same. */
    Map<String, JsonNode> told() {
        Map<String, JsonNode> told = new TreeMap<>();
        for (Heard heard : server.heard()) {
            if (heard.taken()) {
                for (JsonNode change : heard.changes()) {
                    String key =
                            heard.receiver() + " " + change.get("delivery_id").asText();
                    JsonNode before = told.putIfAbsent(key, withoutMessage(change));
                    assertThat(withoutMessage(change))
                            .as("what %s said before of %s", name, key)
                            .isEqualTo(before == null ? withoutMessage(change) : before);
                }
            }
        }
        return told;
    }

    /** How often a change was recorded, or told to somebody, that had been before. */
    int doubled() {
        long recorded = records().stream()
                .filter(entry -> entry.get("record").asText().equals("transition"))
                .count();
        long taken = server.heard().stream()
                .filter(Heard::taken)
                .mapToLong(heard -> heard.changes().size())
                .sum();
        return Math.toIntExact(recorded - transitions().size() + taken - told().size());
    }

    /** A change that stands alone shares an object with what is of its message. What people said of it is told as it is then. */
    private static JsonNode withoutMessage(JsonNode change) {
        ObjectNode copy = change.deepCopy();
        return copy.without(List.of("delivery_id", "notification_reason", "group", "acknowledged", "silenced"));
    }

    /** Changes of alerts as the topic has them, by alert, episode and number; each repetition says the same. */
    Map<String, JsonNode> transitions() {
        Map<String, JsonNode> transitions = new TreeMap<>();
        for (JsonNode entry : records()) {
            if (entry.get("record").asText().equals("transition")) {
                String key = entry.get("alert_id").asText() + " "
                        + entry.get("starts_at").asText() + " " + entry.get("seq");
                JsonNode before = transitions.putIfAbsent(key, entry);
                assertThat(entry).as("what %s said before of %s", name, key).isEqualTo(before == null ? entry : before);
            }
        }
        return transitions;
    }

    /** Everything in the topic of alerts. */
    List<JsonNode> records() {
        long end = reader.endOffsets(List.of(alerts)).get(alerts);
        while (reader.position(alerts) < end) {
            for (ConsumerRecord<String, String> entry : reader.poll(Duration.ofMillis(100))) {
                try {
                    records.add(Deployment.JSON.readTree(entry.value()));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("no JSON in " + alerts + ": " + entry.value(), e);
                }
            }
        }
        return records;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        reader.close();
        server.close();
    }
}
