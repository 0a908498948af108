package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.deploy.AlertedCases.State;
import io.bellwether.deploy.HearingServer.Heard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code bellwether run} dies by kill −9 while alerts are pending, firing, grouped, retried, silenced and escalating, and is started
 * again: alerts change, and receivers are told, as in a run beside it that lives. What is told twice has its id.
 *
 * <p>{@code -Dbellwether.kills=20} makes it 20 rounds of three or four kills, each at a moment drawn at random; {@code
 * -Dbellwether.kills.seed} draws others.
 */
@Timeout(3600)
class AlertKillITCase {

    private static final int ROUNDS = Integer.getInteger("bellwether.kills", 1);
    private static final long SEED = Long.getLong("bellwether.kills.seed", 12);

    /** So long after events were written their alerts have changed, and have mostly been told. */
    private static final int CHANGING_MILLIS = 6_000;

    /** Much less than what waits for its time waits. */
    private static final int HOLDING_MILLIS = 3_000;

    private static final String[] CHECKPOINTS = {"300ms", "1s", "15s"};

    private static Path directory;
    private static PacedKafka kafka;
    private static KafkaProducer<String, String> producer;

    private final Random random = new Random(SEED);
    private final List<String> kills = new ArrayList<>();
    private final Set<State> reached = EnumSet.noneOf(State.class);
    private AlertedRun calm;
    private AlertedRun killed;
    private AlertedCases cases;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(Path.of("target"));
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "alert-kill-");
        kafka = new PacedKafka(directory.resolve("kafka"));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.servers()), new StringSerializer(), new StringSerializer());
        AlertedCases.writeRules(directory.resolve("rules"));
    }

    @AfterAll
    static void stop() {
        producer.close();
        kafka.close();
    }

    @Test
    void noChangeIsLostAndNoneIsDoubled() throws Exception {
        try (AlertedRun one = new AlertedRun("calm", directory, kafka);
                AlertedRun other = new AlertedRun("killed", directory, kafka)) {
            calm = one;
            killed = other;
            cases = new AlertedCases(producer, calm, killed);
            calm.start("1s");
            killed.start(CHECKPOINTS[0]);
            calm.awaitRunning();
            killed.await("its first state", killed::hasState);
            for (int round = 0; round < ROUNDS; round++) {
                round(round);
                report(round);
            }
            assertThat(reached).as("states that a kill came in").containsExactlyInAnyOrder(State.values());
        }
    }

    /** For whoever has a failed run before him, or asked for many rounds. */
    private void report(int round) {
        System.out.printf(
                "round %d of %d, seed %d: %s; told twice so far: %d%n",
                round + 1, ROUNDS, SEED, String.join("; ", kills), killed.doubled());
        kills.clear();
    }

    private void round(int number) throws Exception {
        String early = number + "a";
        String held = number + "b";
        silence(early);
        cases.begin(early);
        killWithin(CHANGING_MILLIS, "begins", early);
        startAgain();
        killed.await("word of the first", () -> AlertedStates.of(killed, early).contains(State.FIRING));
        killHolding(held, number);
        awaitBeginnings(number);
        cases.end(early);
        cases.end(held);
        killWithin(CHANGING_MILLIS, "ends", early, held);
        startAgain();
        compare(number);
    }

    /** The run that is killed may not have read it when its alerts come. */
    private void silence(String tag) throws Exception {
        cases.silence("s-" + tag, State.SILENCED.queue(tag));
        calm.await("command", () -> calm.commandsKept() >= cases.commands());
    }

    private void awaitMoment(int after) throws Exception {
        long moment = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(after);
        killed.await("its moment", () -> System.nanoTime() >= moment);
    }

    private void startAgain() throws Exception {
        killed.start(CHECKPOINTS[random.nextInt(CHECKPOINTS.length)]);
        killed.awaitRunning();
    }

    /** Kills it while there is one alert at least in each state; every other time once more, while it starts. */
    private void killHolding(String tag, int number) throws Exception {
        busy(true, calm, killed);
        silence(tag);
        cases.begin(tag);
        killed.await("alerts that are held", () -> AlertedStates.of(killed, tag)
                .containsAll(EnumSet.of(State.FIRING, State.RETRIED, State.SILENCED)));
        cases.acknowledge("a-" + number, State.SEEN_TO.queue(tag));
        killWithin(HOLDING_MILLIS, "holds", tag);
        busy(false, calm);
        if (number % 2 == 1) {
            killed.start(CHECKPOINTS[0]);
            killWithin(CHANGING_MILLIS, "starts", tag);
        }
        int before = attempts(tag);
        startAgain();
        killed.await("another try", () -> attempts(tag) > before);
        busy(false, killed);
    }

    private static void busy(boolean away, AlertedRun... runs) {
        for (AlertedRun run : runs) {
            run.server().away("busy", away);
        }
    }

    private int attempts(String tag) {
        return (int) killed.server().heard().stream()
                .filter(heard -> heard.receiver().equals("busy")
                        && heard.changes().stream()
                                .anyMatch(change -> AlertedCases.queue(change).equals(State.RETRIED.queue(tag))))
                .count();
    }

    /** At a moment drawn at random, which nothing else decides. */
    private void killWithin(int millis, String what, String... tags) throws Exception {
        int after = random.nextInt(millis);
        awaitMoment(after);
        Set<State> states = EnumSet.noneOf(State.class);
        for (String tag : tags) {
            states.addAll(AlertedStates.of(killed, tag));
        }
        killed.kill();
        reached.addAll(states);
        kills.add(what + " +" + after + " ms " + states);
    }

    /** Everybody hears of what begins; of what is silenced when that ends. */
    private void awaitBeginnings(int number) throws Exception {
        for (AlertedRun run : List.of(calm, killed)) {
            run.await(
                    "word of all that is not silenced",
                    () -> told(run, number, "firing") == AlertedCases.BEGINNINGS - AlertedCases.SILENCED);
            assertThat(run.told().values()).as("the silence holds").noneMatch(change -> AlertedCases.queue(change)
                    .startsWith(State.SILENCED.queue(Integer.toString(number))));
        }
        cases.expire("s-" + number + "a");
        cases.expire("s-" + number + "b");
        for (AlertedRun run : List.of(calm, killed)) {
            run.await("word of all", () -> told(run, number, "firing") == AlertedCases.BEGINNINGS);
        }
    }

    private static long told(AlertedRun run, int number, String transition) {
        return run.told().values().stream()
                .filter(change -> change.get("transition").asText().equals(transition))
                .filter(change -> AlertedCases.queue(change).matches(".*-" + number + "[ab]"))
                .count();
    }

    private void compare(int number) throws Exception {
        for (AlertedRun run : List.of(calm, killed)) {
            run.await("word of the ends", () -> told(run, number, "resolved") == AlertedCases.BEGINNINGS);
            assertThat(run.told().entrySet())
                    .as("nobody escalates what somebody sees to")
                    .noneMatch(one -> one.getKey().startsWith("lead ")
                            && AlertedCases.queue(one.getValue()).equals(State.SEEN_TO.queue(number + "b")));
            assertEscalatedInTime(run);
        }
        for (AlertedRun run : List.of(calm, killed)) {
            run.await("changes in the topic", () -> run.transitions().size() >= AlertedCases.CHANGES * (number + 1));
        }
        assertThat(killed.transitions()).as("changes of alerts").isEqualTo(calm.transitions());
        assertThat(killed.told()).as("what receivers were told").isEqualTo(calm.told());
        assertThat(calm.doubled()).as("what is doubled where nothing happened").isZero();
        assertNumbered(killed.transitions());
        assertSameIds(calm);
        assertSameIds(killed);
    }

    private static void assertEscalatedInTime(AlertedRun run) {
        for (Heard heard : run.server().heard()) {
            if (heard.receiver().equals("lead")) {
                for (JsonNode change : heard.changes()) {
                    long at = Instant.parse(change.get("at").asText()).toEpochMilli();
                    assertThat(change.get("transition").asText().equals("resolved")
                                    || heard.at() >= at + AlertedCases.STEP_MILLIS)
                            .as("%s is told in its turn, not at %s", change, heard.at())
                            .isTrue();
                }
            }
        }
    }

    /** Changes of an episode are numbered without a gap. */
    private static void assertNumbered(Map<String, JsonNode> transitions) {
        Map<String, List<Long>> numbers = new TreeMap<>();
        transitions.values().forEach(change -> numbers.computeIfAbsent(
                        change.get("alert_id").asText() + change.get("starts_at"), id -> new ArrayList<>())
                .add(change.get("seq").asLong()));
        assertThat(numbers.values()).allSatisfy(all -> assertThat(all).containsExactlyInAnyOrder(1L, 2L));
    }

    /**
     * A message that comes again is the same, but for what people said meanwhile, and what has a message of its own always has that.
     */
    private static void assertSameIds(AlertedRun run) {
        Map<String, JsonNode> bodies = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        for (Heard heard : run.server().heard()) {
            JsonNode body = withoutRemarks(heard.body());
            assertThat(body).isEqualTo(bodies.computeIfAbsent(heard.id(), id -> body));
            if (heard.changes().size() == 1) {
                String key = heard.receiver() + heard.changes().get(0).get("delivery_id");
                assertThat(heard.id()).isEqualTo(ids.computeIfAbsent(key, id -> heard.id()));
            }
        }
    }

    private static JsonNode withoutRemarks(JsonNode body) {
        JsonNode copy = body.deepCopy();
        for (String remark : List.of("acknowledged", "silenced")) {
            copy.findParents(remark).forEach(object -> ((ObjectNode) object).remove(remark));
        }
        return copy;
    }
}
