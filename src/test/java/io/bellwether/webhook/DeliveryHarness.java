package io.bellwether.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import io.bellwether.control.Command;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.notify.Addressed;
import io.bellwether.notify.Addressees;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Transitions;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleStart;
import io.bellwether.rule.RuleUpdate;
import io.bellwether.rule.Updates;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** A delivery operator whose clock and mailbox the test moves, against real sockets. */
final class DeliveryHarness implements AutoCloseable {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String ROUTES = """
            routes:
              - {match: {severity: page}, receiver: hook, group_by: [severity], group_wait: 0s, group_interval: 0s}
              - {match: {}, receiver: hook, group_by: [uid], group_wait: 10s, group_interval: 0s}
            """;

    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private final Routing routing;
    private final Map<String, Addressees> told = new HashMap<>();
    private final Harness harness;

    private DeliveryHarness(Routing routing, DeliveryOperatorFactory factory, OperatorSubtaskState state, long now)
            throws Exception {
        this.routing = routing;
        harness = new Harness(factory);
        harness.setProcessingTime(now);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** All that people had said at the start is known: nothing is told before. */
    DeliveryHarness heard() throws Exception {
        harness.hear(new Circumstance.CommandsRead());
        return this;
    }

    static DeliveryHarness start(MisbehavingServer server) throws Exception {
        return start(routing(server, ROUTES), null, 1_000);
    }

    static DeliveryHarness start(Routing routing, OperatorSubtaskState state, long now) throws Exception {
        DeliveryOperatorFactory factory = new DeliveryOperatorFactory(routing, variables(), Duration.ofSeconds(2))
                .reloading(new RuleStart("", "", Updates.READER));
        return new DeliveryHarness(routing, factory, state, now).heard();
    }

    /** The same where it is not known yet what people had said. */
    static DeliveryHarness startUnheard(Routing routing, OperatorSubtaskState state, long now) throws Exception {
        DeliveryOperatorFactory factory = new DeliveryOperatorFactory(routing, variables(), Duration.ofSeconds(2));
        return new DeliveryHarness(routing, factory, state, now);
    }

    /** A process that lacks a variable which the one that built the job had. */
    static DeliveryHarness startWithout(String variable, MisbehavingServer server) throws Exception {
        boolean[] built = {false};
        Variables known = variables();
        Variables forgetful = name -> built[0] && name.equals(variable) ? null : known.get(name);
        Routing routing = routing(server, ROUTES);
        DeliveryOperatorFactory factory = new DeliveryOperatorFactory(routing, forgetful, Duration.ofSeconds(2));
        built[0] = true;
        return new DeliveryHarness(routing, factory, null, 1_000).heard();
    }

    static Variables variables() {
        return Variables.of(Map.of("HOOK_SECRET", SECRET, "HOOK_PATH", "geheimer-pfad"));
    }

    /** One receiver, {@code hook}, at the server. */
    static Routing routing(MisbehavingServer server, String routes) throws Exception {
        return Routing.parse("alert-routing.yaml", receiver("hook", server) + routes, variables());
    }

    static String receiver(String name, MisbehavingServer server) {
        return (name.equals("hook") ? "receivers:\n" : "")
                + "  - {name: " + name + ", type: webhook, url: \"" + server.uri("/") + "${HOOK_PATH}"
                + "\", secret: \"${HOOK_SECRET}\", allow_http_hosts: [127.0.0.1], allow_private: true}\n";
    }

    void send(Transition transition) throws Exception {
        sendAs(routing, transition);
    }

    /** Addressed by another routing file. */
    void sendAs(Routing addressed, Transition transition) throws Exception {
        Addressees before = told.get(transition.alertId());
        Addressed to = addressed.address(transition, before).timed(before, harness.getProcessingTime());
        told.put(transition.alertId(), to.after());
        for (Notification notification : to.notifications()) {
            harness.tell(notification, transition.at());
        }
    }

    /** What every subtask hears of a transition. */
    void hear(Transition transition) throws Exception {
        harness.hear(new Circumstance.OfSource(transition));
    }

    /** Rules and routing were replaced. */
    void take(RuleUpdate update) throws Exception {
        harness.hear(new Circumstance.OfRules(update));
    }

    /** What somebody said of alerts. */
    void say(Command command) throws Exception {
        harness.hear(new Circumstance.OfCommand(command));
    }

    /** Event time has come so far. */
    void watermark(long millis) throws Exception {
        harness.watermark(millis);
    }

    /** The same alert in another queue. */
    void sendToQueue(Transition t, String queue) throws Exception {
        send(Transitions.labelled(t, Map.of("queue", queue)));
    }

    /** Moves the clock; what is due happens. */
    void clock(long millis) throws Exception {
        harness.setProcessingTime(millis);
    }

    /** Lets answers come in until something holds. */
    void until(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 20 s for a condition").isLessThan(deadline);
            if (!handleOneAnswer()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Lets exactly so many answers come in. */
    void answers(int count) throws Exception {
        int[] left = {count};
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (left[0] > 0) {
            assertThat(System.nanoTime()).as("waited 20 s for an answer").isLessThan(deadline);
            if (handleOneAnswer()) {
                left[0]--;
            } else {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private boolean handleOneAnswer() throws Exception {
        Optional<Mail> mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
        if (mail.isPresent()) {
            mail.get().run();
        }
        return mail.isPresent();
    }

    /** Whether a request is under way or its answer waits; a request leaves at once, so this needs no waiting. */
    boolean isFlying() {
        return timers() == 0 && stateEntries() > 0;
    }

    List<FailedDelivery> failed() {
        return harness.extractOutputValues();
    }

    /** {@code decision (reason) transition}, in their order. */
    List<String> decisions() {
        var decided = harness.getSideOutput(DeliveryOperatorFactory.DECISIONS);
        return decided == null
                ? List.of()
                : decided.stream()
                        .map(record -> record.getValue())
                        .map(one -> one.kind().wireName() + " (" + one.reason() + ") "
                                + one.transition().wireName())
                        .toList();
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numProcessingTimeTimers();
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    /** Flink's own for two inputs takes no factory, which alone has a mailbox to give. */
    private static final class Harness extends AbstractStreamOperatorTestHarness<FailedDelivery> {

        Harness(DeliveryOperatorFactory factory) throws Exception {
            super(factory, 1, 1, 0);
            KeySelector<Notification, String> key = Notification::groupKey;
            config.setStatePartitioner(0, key);
            config.setStateKeySerializer(Types.STRING.createSerializer(executionConfig.getSerializerConfig()));
            config.serializeAllConfigs();
        }

        private DeliveryOperator delivery() {
            return (DeliveryOperator) getOperator();
        }

        void tell(Notification notification, long at) throws Exception {
            StreamRecord<Notification> record = new StreamRecord<>(notification, at);
            delivery().setKeyContextElement1(record);
            delivery().processElement1(record);
        }

        void hear(Circumstance circumstance) throws Exception {
            delivery().processElement2(new StreamRecord<>(circumstance));
        }

        void watermark(long millis) throws Exception {
            delivery().processWatermark1(new Watermark(millis));
        }

        int numKeyedStateEntries() {
            return ((AbstractKeyedStateBackend<?>) delivery().getKeyedStateBackend()).numKeyValueStateEntries();
        }
    }
}
