package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.deploy.PersistentSenders.Webhook;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.ServiceEvent;
import io.bellwether.gateway.Adapters;
import io.bellwether.gateway.mapping.KnownSnapshotsJson;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.PayloadMapper;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.WebhookCall;
import io.bellwether.ingest.TopicContents;
import io.bellwether.replay.ReplayRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code bellwether gateway} dies by kill −9 in the middle of deliveries, several times, and is started again; senders send again
 * what was not answered. In the end every event is in Kafka and counts once, and what is known of cases that are told whole
 * is what it would be without.
 */
@Timeout(900)
class GatewayKillITCase {

    private static final int KILLS = 4;
    private static final int CASES = 250;
    private static final int STEPS = 6;
    private static final int SENDERS = 8;
    private static final List<String> STATES =
            List.of("new", "open", "pending reminder", "open", "pending close", "closed");
    private static final List<String> TOPICS = List.of("service.tickets", "service.chats", "service.agents");
    private static final Pattern LISTENS = Pattern.compile("listens at http://[^:]+:(\\d+)/");

    private static Path directory;
    private static PacedKafka kafka;

    private final List<Webhook> webhooks = new ArrayList<>();
    private final long begin = System.currentTimeMillis() / 1_000 * 1_000 - TimeUnit.HOURS.toMillis(2);
    private RunProcess gateway;
    private volatile int port;
    private int starts;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(Path.of("target"));
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "gateway-kill-");
        kafka = new PacedKafka(directory.resolve("kafka"));
        kafka.createTopics(TOPICS, 2);
        kafka.createTopics(List.of("service.rejected"), 1);
        Files.writeString(directory.resolve("bellwether.yaml"), """
                kafka: {bootstrap_servers: "%s"}
                gateway:
                  port: 0
                  sources:
                    zendesk: {adapter: zendesk, unsigned: true}
                    zammad: {adapter: zammad, unsigned: true}
                """.formatted(kafka.servers()));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void everyEventIsThereAndCountsOnceAndCasesAreKnownAsWithoutKills() throws Exception {
        try (PersistentSenders senders = new PersistentSenders(SENDERS, () -> port)) {
            for (int step = 0; step < STEPS; step++) {
                for (int number = 0; number < CASES; number++) {
                    for (Webhook webhook : List.of(zendesk(number, step), zammad(number, step))) {
                        webhooks.add(webhook);
                        senders.add(number, webhook);
                    }
                }
            }
            startGateway();
            CompletableFuture<Void> sent = senders.send();
            for (int kill = 1; kill <= KILLS; kill++) {
                int due = webhooks.size() * kill / (KILLS + 1);
                gateway.await("delivery " + due, () -> senders.answered() >= due);
                assertThat(gateway.end(RunProcess.Signal.KILL)).isEqualTo(RunProcess.Signal.KILL.exitCode);
                startGateway();
            }
            sent.get(300, TimeUnit.SECONDS);
            assertThat(senders.again()).as("deliveries that a kill came into").isPositive();
            System.out.printf("%d deliveries, %d sent again, %d kills%n", senders.answered(), senders.again(), KILLS);
        } finally {
            gateway.close();
        }
        compare();
    }

    private void startGateway() throws Exception {
        gateway = RunProcess.startCommand(
                "gateway",
                directory,
                "gateway-" + ++starts,
                Map.of(),
                "--config",
                directory.resolve("bellwether.yaml").toString());
        gateway.await("port", () -> LISTENS.matcher(gateway.output()).find());
        Matcher found = LISTENS.matcher(gateway.output());
        assertThat(found.find()).isTrue();
        port = Integer.parseInt(found.group(1));
    }

    private void compare() throws IOException {
        MemorySnapshots undisturbed = new MemorySnapshots();
        List<String> expected = new ArrayList<>();
        for (String source : List.of("zendesk", "zammad")) {
            PayloadMapper mapper =
                    new PayloadMapper(Adapters.mapping(source).orElseThrow(), SourceOptions.of(source), undisturbed);
            webhooks.stream()
                    .filter(webhook -> webhook.source().equals(source))
                    .map(webhook -> WebhookCall.of(webhook.body().getBytes(StandardCharsets.UTF_8)))
                    .flatMap(call -> mapper.map(call, Long.MAX_VALUE).events().stream())
                    .map(GatewayKillITCase::line)
                    .forEach(expected::add);
        }
        List<String> came = new ArrayList<>();
        for (String topic : TOPICS) {
            TopicContents.read(client(), topic, value -> came.add(new String(value, StandardCharsets.UTF_8)));
        }
        assertThat(expected).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(came)).isEqualTo(new TreeSet<>(expected));
        assertThat(known()).isEqualTo(known(undisturbed));
        TreeSet<String> judged = judged("came", came);
        TreeSet<String> undoubled = judged("expected", expected);
        assertThat(undoubled).hasSizeGreaterThan(CASES);
        assertThat(judged).hasSameSizeAs(undoubled);
        judged.removeAll(undoubled);
        assertThat(judged).isEmpty();
    }

    private static String line(ServiceEvent event) {
        return new String(new EventEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private static Properties client() {
        Properties client = new Properties();
        client.put("bootstrap.servers", kafka.servers());
        return client;
    }

    /** What the topic keeps of each case. */
    private static Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        TopicContents.readPairs(
                client(),
                "service.gateway.state",
                TopicContents.TIMEOUT_SECONDS,
                (key, value) ->
                        known.put(new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8)));
        return known;
    }

    private static Map<String, String> known(MemorySnapshots snapshots) {
        Map<String, String> known = new TreeMap<>();
        for (int number = 0; number < CASES; number++) {
            String id = Integer.toString(number + 1);
            byte[] bytes = new KnownSnapshotsJson("zammad", id, snapshots.known("zammad", id)).bytes();
            known.put("zammad " + id, new String(bytes, StandardCharsets.UTF_8));
        }
        return known;
    }

    /** All that the job writes of the events, but what counts those that came twice. */
    private static TreeSet<String> judged(String name, List<String> events) throws IOException {
        List<String> inOrder = new ArrayList<>(events);
        inOrder.sort(Comparator.comparing(event -> event.replaceFirst(".*\"time\":\"([^\"]*)\".*", "$1")));
        Path file = Files.write(directory.resolve(name + ".jsonl"), inOrder);
        ReplayRun run = ReplayRun.of(directory.resolve(name), file);
        TreeSet<String> judged = new TreeSet<>();
        for (String line : Files.readAllLines(run.file("metrics.lp"))) {
            if (!line.startsWith("pipeline")) {
                judged.add(line);
            }
        }
        judged.addAll(Files.readAllLines(run.file("alerts.jsonl")));
        return judged;
    }

    private String at(int number, int step) {
        return Instant.ofEpochMilli(begin + step * 600_000L + number * 1_000L).toString();
    }

    private Webhook zendesk(int number, int step) {
        String event = step == 0
                ? "\"event\":{}"
                : "\"event\":{\"comment\":{\"id\":\"m" + number + "-" + step
                        + "\",\"is_public\":true,\"body\":\"Where is it?\",\"author\":{\"id\":\"7\",\"is_staff\":"
                        + (step % 2 == 0) + "}}}";
        return new Webhook(
                "zendesk",
                "{\"type\":\"zen:event-type:ticket." + (step == 0 ? "created" : "comment_added") + "\",\"id\":\"e"
                        + number + "-" + step + "\",\"time\":\"" + at(number, step) + "\",\"detail\":{\"id\":\""
                        + number
                        + "\",\"group_id\":\"36\",\"requester_id\":\"c" + number + "\",\"submitter_id\":\"c" + number
                        + "\",\"created_at\":\""
                        + at(number, 0) + "\",\"status\":\"NEW\"}," + event + "}");
    }

    /** The whole ticket each time: another state, and another owner with every other one. */
    private Webhook zammad(int number, int step) {
        return new Webhook(
                "zammad",
                "{\"ticket\":{\"id\":" + (number + 1) + ",\"state\":\"" + STATES.get(step) + "\",\"owner_id\":"
                        + (step / 2 + 1) + ",\"group\":{\"name\":\"Returns\"},\"priority\":{\"name\":\"2 normal\"},"
                        + "\"created_at\":\"" + at(number, 0) + "\",\"updated_at\":\"" + at(number, step)
                        + "\",\"create_article_sender\":\"Customer\",\"create_article_type\":\"email\",\"customer_id\":"
                        + number + ","
                        + "\"article_count\":" + (step + 1) + "},\"article\":{\"id\":" + (number * STEPS + step + 1)
                        + ",\"sender\":\"Customer\",\"type\":\"email\",\"internal\":false,\"created_at\":\""
                        + at(number, step) + "\",\"body\":\"Replaced\"}}");
    }
}
