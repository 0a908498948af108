package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.ingest.BrokerProbe;
import io.bellwether.ingest.BrokerProbe.Right;
import io.bellwether.settings.KafkaSettings;
import io.bellwether.settings.SettingsException;
import io.bellwether.settings.SettingsParser;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StartChecksTest {

    private static final Set<Right> ALL = EnumSet.allOf(Right.class);

    private static Map<String, BrokerProbe.Topic> topics() {
        Map<String, BrokerProbe.Topic> topics = new TreeMap<>();
        for (String name : List.of(
                "service.tickets",
                "service.chats",
                "service.agents",
                "service.rejected",
                "service.failed-deliveries",
                "service.control",
                "service.alerts")) {
            topics.put(name, new BrokerProbe.Topic(4, ALL, ""));
        }
        return topics;
    }

    private static KafkaSettings kafka(String yaml) throws SettingsException {
        return SettingsParser.parse("b.yaml", yaml, name -> null).kafka();
    }

    private static List<String> errors(String yaml, Map<String, BrokerProbe.Topic> topics) throws SettingsException {
        return StartChecks.topics(kafka(yaml), topics).stream()
                .filter(Finding::isError)
                .map(Finding::toString)
                .toList();
    }

    @Test
    void topicsThatAreThereAndMayBeUsedAreFine() throws Exception {
        List<Finding> found = StartChecks.topics(kafka(""), topics());
        assertThat(found).hasSize(7).noneMatch(Finding::isError);
        assertThat(found.get(3)).hasToString("ok       kafka.topics.rejected: topic service.rejected, 4 partitions");
    }

    @Test
    void aMissingTopicIsNamedByItsSetting() throws Exception {
        Map<String, BrokerProbe.Topic> topics = topics();
        topics.put("service.rejected", new BrokerProbe.Topic(0, null, ""));
        assertThat(errors("", topics))
                .singleElement()
                .asString()
                .startsWith(
                        "error    kafka.topics.rejected: Kafka at localhost:9092 has no topic service.rejected: create it");
    }

    @Test
    void theTopicOfFailedDeliveriesIsMadeByTheStart() throws Exception {
        Map<String, BrokerProbe.Topic> topics = topics();
        topics.put("service.failed-deliveries", new BrokerProbe.Topic(0, null, ""));
        assertThat(errors("", topics)).isEmpty();
        assertThat(StartChecks.topics(kafka(""), topics).get(4).toString())
                .startsWith("warning  kafka.topics.failed_deliveries: ")
                .endsWith("a start makes it");
    }

    @Test
    void rightsThatAreLackingAreNamed() throws Exception {
        Map<String, BrokerProbe.Topic> topics = topics();
        topics.put("service.rejected", new BrokerProbe.Topic(1, EnumSet.of(Right.READ), ""));
        topics.put("service.chats", new BrokerProbe.Topic(1, EnumSet.of(Right.WRITE), ""));
        topics.put("service.tickets", new BrokerProbe.Topic(1, EnumSet.of(Right.READ), ""));
        topics.put("service.agents", new BrokerProbe.Topic(0, null, "may not be described; grant DESCRIBE"));

        assertThat(errors("", topics))
                .hasSize(4)
                .anyMatch(line -> line.contains("rejected: topic service.rejected may not be written to"))
                .anyMatch(line -> line.contains("chats: topic service.chats may not be read"))
                .anyMatch(line -> line.contains("tickets: topic service.tickets may not be written to")
                        && line.contains("kafka.heartbeat: false"))
                .anyMatch(line -> line.contains("agents: topic service.agents may not be described"));
        assertThat(errors("kafka: {heartbeat: false}", topics))
                .noneMatch(line -> line.contains("service.tickets"))
                .hasSize(3);
    }

    /** Nobody who grants rights topic by topic knows of them before a release asks. */
    @Test
    void theJobDoesWithoutCommandsAndTheListOfAlerts() throws Exception {
        Map<String, BrokerProbe.Topic> topics = topics();
        topics.put("service.control", new BrokerProbe.Topic(0, null, "may not be described; grant DESCRIBE"));
        topics.put("service.alerts", new BrokerProbe.Topic(0, null, ""));
        assertThat(errors("", topics)).isEmpty();
        assertThat(StartChecks.topics(kafka(""), topics).subList(5, 7))
                .extracting(Finding::status)
                .containsOnly(Finding.Status.WARNING);
        topics.put("service.control", new BrokerProbe.Topic(1, EnumSet.of(Right.WRITE), ""));
        assertThat(errors("", topics)).singleElement().asString().contains("service.control may not be read");
    }

    @Test
    void rightsThatNobodyTellsAreNoError() throws Exception {
        Map<String, BrokerProbe.Topic> topics = topics();
        topics.put("service.rejected", new BrokerProbe.Topic(1, null, ""));
        assertThat(errors("", topics)).isEmpty();
    }
}
