package io.bellwether.console;

import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsParser;
import io.bellwether.sla.PolicyBook;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real broker and consoles before it, with a store in memory. */
abstract class ConsoleCase {

    static final String PASSWORD = "correct horse battery";
    static final String ALERT = """
            {"specversion":"1","record":"transition","alert_id":"%s","uid":"queue-backlog","seq":1,"transition":"%s","reason":"crossed","severity":"page",\
            "starts_at":"2026-03-02T01:05:00Z","at":"2026-03-02T01:05:00Z","title":"Backlog","text":"<b>12</b> wait","labels":{"queue":"vip"},"shadow":false}""";

    @TempDir
    static Path folder;

    static EmbeddedKafka kafka;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        kafka.createTopic("service.alerts", 1);
        kafka.createTopic("service.control", 1);
        for (String input : List.of("service.tickets", "service.chats", "service.agents")) {
            kafka.createTopic(input, 2);
        }
        for (String rows : List.of("service.clocks", "service.contacts", "service.presence")) {
            kafka.createTopic(rows, 1, Map.of("cleanup.policy", "compact"));
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    static Settings settings(String console) throws Exception {
        return SettingsParser.parse(
                "b.yaml",
                "kafka: {bootstrap_servers: '" + kafka.bootstrapServers()
                        + "', topics: {clocks: service.clocks, contacts: service.contacts, presence: service.presence}}\nconsole: "
                        + console,
                name -> null);
    }

    static ConsoleServer start(String console) throws Exception {
        return ConsoleServer.start(
                new ConsoleParts(
                        settings(console),
                        RowsInMemory.ofNow(System.currentTimeMillis()),
                        300_000,
                        PolicyBook::defaults),
                Clock.systemUTC());
    }

    static ConsoleServer withUsers() throws Exception {
        String hash = Passwords.hash(PASSWORD.toCharArray());
        return start(
                "{port: 0, users: [{name: ann, role: lead, hash: '" + hash + "'}, {name: ben, hash: '" + hash + "'}]}");
    }

    static void write(String topic, String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }
}
