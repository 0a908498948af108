package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.deploy.RunProcess.Signal;
import io.bellwether.embedded.WebhookReceiver;
import io.bellwether.job.StateLook;
import io.bellwether.simulate.LoadGenerator;
import io.bellwether.simulate.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** {@code bellwether run} on a history of its own, with topics, store and receiver of its own, over all its starts. */
final class RestartedRun implements AutoCloseable {

    private static final int PARTITIONS = 2;
    /** Some four events a second. */
    private static final double RATE = 0.1;

    private static final String CHECKPOINTS = "500ms";
    private static final String NO_CHECKPOINTS = "1d";

    private static final long PANE = 10_000;
    private static final long INTERVAL = 1_800_000;
    private static final long HOUR = 3_600_000;
    private static final String SECRET = "whsec_" + "bWFkZSB1cCBmb3IgdGhlIHRlc3Qgb2YgcmVzdGFydHM=";

    /** When a run ends. None of these depends on how fast the machine is. */
    enum Moment {
        /** While it starts, before it has done anything. */
        STARTING,
        /** It has written points, and no checkpoint: it was to make its first one much later. */
        UNSAVED,
        /** It has written points, and there is a state from which the next start goes on. */
        SAVED,
        /** As SAVED, by a checkpoint while the store was away. */
        STORE_AWAY
    }

    /**
     * One end and how the run before it went.
     *
     * @param parallelism of the run
     * @param fresh whether the next start has no state
     */
    record End(Signal signal, Moment moment, int parallelism, boolean fresh) {}

    private final Path directory;
    private final PacedKafka kafka;
    private final long begin;

    private final String name;
    private final PointStore store = new PointStore();
    private final WebhookReceiver receiver = WebhookReceiver.start(0, SECRET, null, Clock.systemUTC());
    private final List<String> topics;
    private final Map<TopicPartition, Long> history;
    private final Map<String, String> environment;
    private int starts;
    private long end;

    /**
     * @param directory for settings, state and output; has a folder of rules
     * @param begin of the history, epoch ms
     * @param events of the history; with 20,000 it is longer than an hour
     */
    RestartedRun(String name, Path directory, PacedKafka kafka, long begin, int events) throws Exception {
        this.name = name;
        this.directory = directory;
        this.kafka = kafka;
        this.begin = begin;
        this.topics = List.of(name + ".tickets", name + ".chats", name + ".agents");
        this.environment = Map.of("URL", receiver.uri().toString(), "SECRET", SECRET);
        kafka.createTopics(topics, PARTITIONS);
        kafka.createTopics(List.of(name + ".rejected"), 1);
        produce(events);
        this.history = kafka.ends(topics, PARTITIONS);
    }

    /** The whole history is there before the job starts, so that no heartbeat of today can overtake it. */
    private void produce(int events) {
        long[] last = {begin};
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.servers()), new ByteArraySerializer(), new ByteArraySerializer())) {
            new LoadGenerator(7, RATE, Span.of("1h"), begin).produce(events, (stream, key, value, time) -> {
                String topic = topics.get(stream.ordinal());
                producer.send(new ProducerRecord<>(topic, null, time, key, value));
                last[0] = Math.max(last[0], time);
            });
        }
        end = last[0];
        assertThat(end)
                .as("the history ends before today's heartbeats")
                .isLessThan(System.currentTimeMillis() - 60_000);
    }

    private RunProcess run(int parallelism, boolean fresh, String checkpoints) throws Exception {
        Path file = directory.resolve(name + ".yaml");
        Files.writeString(file, """
                kafka:
                  bootstrap_servers: %s
                  group: %2$s
                  topics: {tickets: %2$s.tickets, chats: %2$s.chats, agents: %2$s.agents, rejected: %2$s.rejected}
                  properties: {fetch.max.bytes: "8192", max.partition.fetch.bytes: "8192"}
                influx: {url: "%3$s", org: test, bucket: live, trend_bucket: trends, token: test}
                alert_rules: "%4$s"
                level_refresh: 1m
                checkpoint: {interval: %6$s}
                parallelism: %5$d
                """.formatted(
                        kafka.servers(), name, store.url(), directory.resolve("rules"), parallelism, checkpoints));
        List<String> arguments =
                new ArrayList<>(List.of("--config", file.toString(), "--web-port", "0", "--state", state().toString()));
        if (fresh) {
            arguments.add("--fresh");
        }
        return RunProcess.start(directory, name + "-" + starts++, environment, arguments.toArray(new String[0]));
    }

    Path state() {
        return directory.resolve(name);
    }

    /**
     * Runs until it has made progress and vouched for some states of it, and is killed.
     *
     * @param states of which so much is kept that it does not lie in the metadata alone
     * @param says what it tells of its start
     * @return its states that are vouched for, from the oldest to the newest; there are none after them
     */
    List<Path> killWithStates(int states, String... says) throws Exception {
        long points = store.written() + 200;
        int before = jobs().size();
        try (RunProcess run = run(2, false, CHECKPOINTS)) {
            for (String text : says) {
                run.await("word of its state: " + text, () -> run.output().contains(text));
            }
            run.await(
                    "states",
                    () -> jobs().size() > before
                            && store.written() >= points
                            && vouchedFor().stream()
                                            .filter(RestartedRun::isLarge)
                                            .count()
                                    >= states);
            assertThat(run.end(Signal.KILL)).isEqualTo(Signal.KILL.exitCode);
        }
        List<Path> vouched = vouchedFor();
        for (Path later : checkpoints()) {
            if (number(later) > number(vouched.get(vouched.size() - 1))) {
                FileUtils.deleteDirectory(later.toFile());
            }
        }
        return vouched;
    }

    private List<String> jobs() {
        try {
            return Files.exists(state().resolve("runs")) ? Files.readAllLines(state().resolve("runs")) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the last job. */
    private List<Path> checkpoints() {
        String job = jobs().get(jobs().size() - 1);
        try (Stream<Path> folders = Files.list(state().resolve(job))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("chk-"))
                    .sorted(Comparator.comparingLong(RestartedRun::number))
                    .toList();
        } catch (IOException e) {
            // It has not begun to make any.
            return List.of();
        }
    }

    private List<Path> vouchedFor() {
        return checkpoints().stream()
                .filter(folder -> Files.exists(
                        state().resolve("sums").resolve(folder.getParent().getFileName() + "." + folder.getFileName())))
                .toList();
    }

    private static boolean isLarge(Path checkpoint) {
        try (Stream<Path> files = Files.list(checkpoint)) {
            return files.count() > 1;
        } catch (IOException e) {
            // Flink has just removed it.
            return false;
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    /** What a start says that goes no further; its exit code is that for what a person has to change. */
    String refusedStart() throws Exception {
        try (RunProcess run = run(2, false, CHECKPOINTS)) {
            assertThat(run.exitCode()).isEqualTo(2);
            return run.output();
        }
    }

    /** @param before how the run before this one ended; null for the first */
    void disturb(int number, End how, End before, Random random) throws Exception {
        long points = store.written() + 100 + random.nextInt(900);
        boolean none = before == null || before.fresh() || before.moment() == Moment.UNSAVED;
        store.away(how.moment() == Moment.STORE_AWAY);
        try (RunProcess run = run(
                how.parallelism(),
                before != null && before.fresh(),
                how.moment() == Moment.UNSAVED ? NO_CHECKPOINTS : CHECKPOINTS)) {
            awaitMoment(how.moment(), run, points);
            Signal signal = RunProcess.hearsInterrupts() || how.signal() != Signal.INT ? how.signal() : Signal.TERM;
            assertThat(run.end(signal))
                    .as("exit code of end %s, %s", number, how)
                    .isEqualTo(signal.exitCode);
            assertThat(run.output())
                    .as("what start %s says of its state", number)
                    .contains(none ? "There is none yet: it begins at kafka.start (earliest)" : "It goes on from ");
            assertThat(StateLook.holdsState(state()))
                    .as("state after end %s, %s", number, how)
                    .isEqualTo(how.moment() != Moment.UNSAVED);
        } finally {
            store.away(false);
        }
    }

    private void awaitMoment(Moment moment, RunProcess run, long points) throws InterruptedException {
        long requests = store.refused() + 1;
        run.await("a look at its state", () -> run.output().contains("State: "));
        if (moment == Moment.STARTING) {
            return;
        }
        run.awaitRunning();
        if (moment == Moment.STORE_AWAY) {
            Map<TopicPartition, Long> before = committed();
            run.await(
                    "a checkpoint without the store",
                    () -> store.refused() > requests && !committed().equals(before));
        } else {
            run.await("points", () -> store.written() >= points);
        }
        if (moment == Moment.SAVED) {
            run.await("state", () -> StateLook.holdsState(state()));
        }
    }

    void toTheEnd() throws Exception {
        try (RunProcess run = run(2, false, CHECKPOINTS)) {
            run.await("end of the history", this::hasRead);
            // A pane of today is written behind all windows of the history.
            long today = System.currentTimeMillis() - PANE;
            run.await("points of today", () -> !store.points("live", today, Long.MAX_VALUE)
                    .isEmpty());
            // Deliveries are not waited for when a run is stopped: the next start would make the last ones.
            run.await("word of each alert", () -> receiver.messages().size() >= toTell());
            assertThat(run.end(Signal.TERM)).isEqualTo(Signal.TERM.exitCode);
        }
    }

    /** How many changes of alerts were written of which the receiver is to be told. */
    private long toTell() {
        return store.points("live", begin, Long.MAX_VALUE).keySet().stream()
                .filter(identity ->
                        identity.startsWith("live alert_events,") && identity.contains("rule=created-in-queue,"))
                .count();
    }

    /** With some heartbeats behind it in each partition, so that time has passed it. */
    boolean hasRead() {
        Map<TopicPartition, Long> committed = committed();
        return history.entrySet().stream()
                .allMatch(entry -> committed.getOrDefault(entry.getKey(), 0L) > entry.getValue() + 2);
    }

    private Map<TopicPartition, Long> committed() {
        try {
            return kafka.committed(name);
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not tell what " + name + " committed", e);
        }
    }

    /** Panes and alerts within the history, half hours and hours that lie in it whole; each in its last version. */
    Map<String, String> points() {
        Map<String, String> points = new TreeMap<>();
        Map.of(PANE, "live ", INTERVAL, "live queue_interval,", HOUR, "trends ")
                .forEach((length, prefix) -> store.points(prefix.substring(0, prefix.indexOf(' ')), begin, end - length)
                        .forEach((identity, fields) -> {
                            if (identity.startsWith(prefix)
                                    && (length == INTERVAL || !identity.startsWith("live queue_int"))) {
                                points.put(identity.replace("topic=" + name + ".", "topic="), withoutWallClock(fields));
                            }
                        }));
        return points;
    }

    void awaitPoints(Map<String, String> expected) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!points().equals(expected) && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(differences(expected, points()))
                .as("points, calm and disturbed")
                .isEmpty();
    }

    List<String> told() throws Exception {
        List<String> told = new ArrayList<>();
        for (WebhookReceiver.Message message : receiver.messages()) {
            JsonNode data = Deployment.JSON.readTree(message.body()).get("data");
            told.add(data.get("alert_id").asText() + " " + data.get("seq") + " "
                    + data.get("transition").asText() + " since "
                    + data.get("starts_at").asText());
        }
        return told;
    }

    @Override
    public void close() {
        receiver.close();
        store.close();
    }

    private static List<String> differences(Map<String, String> one, Map<String, String> other) {
        TreeSet<String> identities = new TreeSet<>(one.keySet());
        identities.addAll(other.keySet());
        List<String> differences = new ArrayList<>();
        for (String identity : identities) {
            String left = one.get(identity);
            String right = other.get(identity);
            if (left == null || !left.equals(right)) {
                differences.add(identity + "\n    " + left + "\n    " + right);
            }
        }
        return differences;
    }

    /** How far the job was behind the clock is another story in each run. */
    private static String withoutWallClock(String fields) {
        return fields.replaceAll(",?watermark_lag_s=[^,]*", "");
    }
}
