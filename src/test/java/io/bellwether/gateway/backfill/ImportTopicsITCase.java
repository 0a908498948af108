package io.bellwether.gateway.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import io.bellwether.embedded.EmbeddedKafka;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.TopicContents;
import io.bellwether.replay.ReplayRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code import --kafka}: history in the topics of the job. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportTopicsITCase {

    private static final int TICKETS = 400;
    private static final long EVERY_SECONDS = 3 * 3_600;

    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;

    private final StringWriter said = new StringWriter();

    @BeforeAll
    static void write() throws IOException {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        for (String topic : List.of("service.tickets", "service.chats", "service.agents")) {
            kafka.createTopic(topic, 2);
        }
        Files.writeString(
                folder.resolve("bellwether.yaml"), "kafka: {bootstrap_servers: \"" + kafka.bootstrapServers() + "\"}");
        Files.writeString(folder.resolve("tickets.yaml"), """
                kind: row
                defaults: {case_id: $.Id}
                events:
                  - {type: ticket.created, time: $.Created, queue: $.Group, status: NEW}
                  - {type: ticket.status_changed, when: {$.Solved: {present: true}}, time: $.Solved, status: SOLVED}
                """);
        List<String> rows = new ArrayList<>(List.of("Id,Created,Solved,Group"));
        for (int i = TICKETS - 1; i >= 0; i--) {
            Instant created = BEGIN.plusSeconds(i * EVERY_SECONDS);
            rows.add(i + "," + created + "," + (i % 10 == 9 ? "" : created.plusSeconds(5_000)) + ",g" + i % 3);
        }
        Files.write(folder.resolve("tickets.csv"), rows);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private int load(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "import",
                "--mapping",
                folder.resolve("tickets.yaml").toString(),
                "--config",
                folder.resolve("bellwether.yaml").toString(),
                "--kafka",
                "--quiet",
                folder.resolve("tickets.csv").toString()));
        arguments.addAll(List.of(more));
        CommandLine line = Bellwether.commandLine();
        line.setErr(new PrintWriter(said));
        return line.execute(arguments.toArray(String[]::new));
    }

    private static List<String> lines() {
        Properties client = new Properties();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        List<String> lines = new ArrayList<>();
        TopicContents.readPairs(client, "service.tickets", TopicContents.TIMEOUT_SECONDS, (key, value) -> {
            assertThat(new String(key, StandardCharsets.UTF_8)).isEqualTo(EventKeys.recordOf(event(value)));
            lines.add(new String(value, StandardCharsets.UTF_8));
        });
        return lines;
    }

    private static ServiceEvent event(byte[] value) {
        return new EventDecoder(List.of())
                .decode(value, "test", 0, 0, Long.MAX_VALUE)
                .event();
    }

    private static long time(String line) {
        return event(line.getBytes(StandardCharsets.UTF_8)).time();
    }

    @Test
    @Order(1)
    void historyGoesIntoEmptyTopicsInOrderOfTime() {
        assertThat(load()).isZero();
        assertThat(said.toString()).contains("760 events in Kafka at " + kafka.bootstrapServers(), "400 mapped");
        List<String> lines = lines();
        assertThat(lines).hasSize(760).allMatch(line -> line.contains("\"backfill\":true"));
        // one partition behind the other: time goes back once
        int back = 0;
        for (int i = 1; i < lines.size(); i++) {
            back += time(lines.get(i)) < time(lines.get(i - 1)) ? 1 : 0;
        }
        assertThat(back).isEqualTo(1);
    }

    @Test
    @Order(2)
    void behindOtherRecordsItGoesWhenAskedForAlone() {
        int before = lines().size();
        assertThat(load()).isEqualTo(2);
        assertThat(said.toString()).contains("topic service.tickets holds records already", "--behind");
        assertThat(lines()).hasSize(before);
    }

    /** What is younger than {@code redelivery}, that is: of older cases a job has forgotten the ids. */
    @Test
    @Order(3)
    void whatIsImportedTwiceCountsOnce() throws IOException {
        List<String> once = new ArrayList<>(lines());
        once.sort(Comparator.comparingLong(ImportTopicsITCase::time));
        assertThat(load("--behind")).isZero();
        assertThat(lines()).hasSize(2 * once.size());
        assertThat(new TreeSet<>(lines())).isEqualTo(new TreeSet<>(once));
        long young = time(once.get(once.size() - 1)) - Duration.ofDays(6).toMillis();
        once.removeIf(line -> time(line) < young);
        List<String> twice = new ArrayList<>(once);
        twice.addAll(once);
        assertThat(counted("twice", twice)).isEqualTo(counted("once", once));
    }

    /** All points of what is counted; what is open by the end of the history is told again for as long as there is more to read. */
    private static TreeSet<String> counted(String name, List<String> lines) throws IOException {
        ReplayRun run = ReplayRun.of(folder.resolve(name), Files.write(folder.resolve(name + ".jsonl"), lines));
        TreeSet<String> counted = new TreeSet<>();
        run.forEachPoint("cases,", point -> {
            if (point.whole("created") + point.whole("solved") > 0) {
                counted.add(point.time() + " " + point.tags() + " " + point.whole("created") + " "
                        + point.whole("solved") + " " + point.whole("open"));
            }
        });
        assertThat(counted).hasSizeGreaterThan(40);
        return counted;
    }

    @Test
    void whereItGoesIsSaidOnce() {
        assertThat(load("--out", folder.resolve("x.jsonl").toString())).isEqualTo(2);
        assertThat(said.toString()).contains("--out FILE, or --kafka");
        assertThat(Bellwether.run("import", "--source", "zendesk", "--kafka", "x.jsonl"))
                .isEqualTo(2);
    }
}
