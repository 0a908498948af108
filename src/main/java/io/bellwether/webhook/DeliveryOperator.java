package io.bellwether.webhook;

import io.bellwether.http.Backoff;
import io.bellwether.http.GuardedHttpClient;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.http.Redact;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.notify.Coalesced;
import io.bellwether.notify.Entry;
import io.bellwether.notify.Notification;
import io.bellwether.notify.NotifyDecision;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notifications at least once, in order within a group, one request at a time.
 *
 * <p><b>Owned state</b>: {@link Outbox}, keyed by group. An entry leaves it only when the receiver confirmed or refused it,
 * when it grew too old, or when the alert ended before anybody was told. A checkpoint holds what is under way, too; a
 * restored task sends that again with the same id before anything newer.
 *
 * <p><b>Threads</b>: requests run on the client's threads; their answers come back through the mailbox, so state is touched
 * by the task's thread alone. Neither elements nor checkpoints ever wait for a receiver.
 *
 * <p><b>Time</b>: processing time of the task, for gathering, backing off and giving up.
 */
final class DeliveryOperator extends AbstractStreamOperator<FailedDelivery>
        implements OneInputStreamOperator<Notification, FailedDelivery>, Triggerable<String, VoidNamespace> {

    /** How long a receiver that seems gone is left alone. */
    static final long BROKEN_PAUSE_MILLIS = 300_000;

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryOperator.class);

    private final transient Routing routing;
    private final transient Variables variables;
    private final transient Duration requestTimeout;
    private final transient MailboxExecutor mailbox;
    private final transient Map<String, Endpoint> endpoints = new HashMap<>();
    private final transient Map<String, ReceiverGate> gates = new HashMap<>();
    private transient DeliveryMetrics counters;
    private transient Flights flights;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Outbox outbox;
    private transient Abandonment abandonment;

    DeliveryOperator(
            StreamOperatorParameters<FailedDelivery> parameters,
            Routing routing,
            Variables variables,
            Duration requestTimeout,
            MailboxExecutor mailbox) {
        super(parameters);
        this.routing = routing;
        this.variables = variables;
        this.requestTimeout = requestTimeout;
        this.mailbox = mailbox;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        outbox = new Outbox(context.getKeyedStateStore());
    }

    @Override
    public void open() throws Exception {
        super.open();
        for (Receiver receiver : routing.receivers().values()) {
            endpoints.put(receiver.name(), Endpoint.of(receiver, variables));
            gates.put(receiver.name(), new ReceiverGate());
        }
        counters = new DeliveryMetrics(getMetricGroup());
        abandonment = new Abandonment(outbox, counters, report -> output.collect(new StreamRecord<>(report)));
        flights = new Flights(new GuardedHttpClient(requestTimeout), mailbox);
        timers = getInternalTimerService("delivery", VoidNamespaceSerializer.INSTANCE, this);
        wakeRestoredGroups();
    }

    /** Whatever was waiting or under way when the state was saved continues as soon as the task runs. */
    private void wakeRestoredGroups() throws Exception {
        List<String> keys = new ArrayList<>();
        this.<String>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        Outbox.HEAD,
                        (key, state) -> keys.add(key));
        long now = now();
        for (String key : keys) {
            setCurrentKey(key);
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, now);
        }
    }

    @Override
    public void processElement(StreamRecord<Notification> element) throws Exception {
        Notification notification = element.getValue();
        counters.add(notification.receiver(), DeliveryCounter.CHANGES, 1);
        Head head = outbox.head();
        boolean idle = head == null || head.size() == 0;
        if (idle
                && !notification.primary()
                && !outbox.isTold(notification.change().episode())) {
            counters.add(notification.receiver(), DeliveryCounter.NEVER_TOLD, 1);
            return;
        }
        head = head == null ? Head.of(notification) : head.waiting(notification.waitMillis());
        long now = now();
        head = outbox.append(head, notification, now);
        if (head.size() >= Outbox.MAX_ENTRIES) {
            head = abandonment.overflowing(head, key(), now);
        }
        outbox.head(idle ? head.due(now + head.waitMillis()) : head);
        if (idle) {
            advance(now);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        advance(now());
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("the delivery registers no event time timers");
    }

    @Override
    public void close() throws Exception {
        if (flights != null) {
            flights.close();
        }
        super.close();
    }

    /** Does with the current group whatever can be done now. Calling it once too often is harmless. */
    private void advance(long now) throws Exception {
        Head head = outbox.head();
        if (head == null || flights.isFlying(key())) {
            return;
        }
        ReceiverGate gate = gates.get(head.receiver());
        if (gate == null) {
            abandonment.receiverRemoved(head, key(), now);
            return;
        }
        long dueAt = Math.max(head.dueAt(), gate.pausedUntil());
        if (now < dueAt) {
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, dueAt);
        } else if (!head.isFlying()) {
            send(abandonment.expired(head, key(), now), gate, now);
        } else if (gate.enter(key())) {
            // under way when the state was saved: the same content again, so the same id
            post(head, outbox.flying(head), now);
        }
    }

    private void send(Head head, ReceiverGate gate, long now) throws Exception {
        List<Entry> waiting = outbox.entries();
        Coalesced left = Coalesced.of(waiting, outbox.told(waiting)::contains);
        boolean speaks = !left.keep().isEmpty();
        if (speaks && !gate.enter(key())) {
            outbox.head(head);
            return;
        }
        counters.add(head.receiver(), DeliveryCounter.SUPERSEDED, left.superseded());
        counters.add(head.receiver(), DeliveryCounter.NEVER_TOLD, left.neverTold());
        Head reduced = outbox.replace(head, waiting, left.keep());
        if (speaks) {
            Head flying = reduced.flying();
            outbox.head(flying);
            post(flying, left.keep(), now);
        } else {
            settle(reduced, now);
        }
    }

    private void post(Head head, List<Entry> entries, long now) {
        List<Change> changes = entries.stream().map(Entry::change).toList();
        NotifyDecision decision = NotifyDecision.of(changes, head.told(), false, head.dueAt(), now);
        Batch batch = Batch.of(head.receiver(), head.group(), decision.reason(), changes);
        Endpoint endpoint = endpoints.get(head.receiver());
        WebhookRequest request = endpoint.format().render(batch, now);
        counters.add(head.receiver(), DeliveryCounter.REQUESTS, 1);
        counters.add(head.receiver(), DeliveryCounter.TRUNCATED, request.truncated());
        String key = key();
        flights.start(key, endpoint, request, (reply, failure) -> answered(key, batch.id(), reply, failure, now));
    }

    private void answered(String key, String id, HttpReply reply, Throwable failure, long sentAt) throws Exception {
        setCurrentKey(key);
        long now = now();
        Head head = outbox.head();
        Endpoint endpoint = endpoints.get(head.receiver());
        HttpOutcome outcome = failure == null ? endpoint.format().classify(reply, now) : HttpOutcomes.of(failure);
        String detail = failure == null ? Redact.text(reply.body(), endpoint.secrets()) : "";
        counters.add(head.receiver(), DeliveryCounter.REQUEST_MILLIS, Math.max(0, now - sentAt));
        ReceiverGate gate = gates.get(head.receiver());
        gate.leave();
        if (outcome instanceof HttpOutcome.Ok) {
            List<Entry> flown = outbox.flying(head);
            counters.add(head.receiver(), DeliveryCounter.DELIVERED, flown.size());
            settle(outbox.deliver(head, flown).landed(0), now);
        } else if (outcome instanceof HttpOutcome.Final end) {
            settle(abandonment.refused(head, key, end.reason(), detail, now).landed(0), now);
        } else {
            tryLater(head, id, outcome, detail, gate, now);
        }
        admitWaiting(gate, now);
    }

    private void admitWaiting(ReceiverGate gate, long now) throws Exception {
        for (String next = gate.next(); next != null; next = gate.next()) {
            setCurrentKey(next);
            advance(now);
        }
    }

    private void tryLater(Head head, String id, HttpOutcome outcome, String detail, ReceiverGate gate, long now)
            throws Exception {
        int failures = Math.min(head.failures(), Integer.MAX_VALUE - 1) + 1;
        long dueAt = now + BROKEN_PAUSE_MILLIS;
        if (outcome instanceof HttpOutcome.Retry retry) {
            dueAt = now
                    + Backoff.delayMillis(
                            failures,
                            retry.afterMillis(),
                            ThreadLocalRandom.current().nextDouble());
            if (retry.mayHaveArrived()) {
                for (Entry entry : outbox.flying(head)) {
                    outbox.put(entry.attempted());
                }
            }
            if (retry.afterMillis() >= 0) {
                gate.pauseUntil(dueAt);
            }
            counters.add(head.receiver(), DeliveryCounter.RETRIES, 1);
            LOGGER.info("delivery {} to {} failed {} times ({})", id, head.receiver(), failures, retry.reason());
        } else {
            gate.pauseUntil(dueAt);
            counters.add(head.receiver(), DeliveryCounter.BROKEN, 1);
            LOGGER.error(
                    "receiver {} seems gone ({}): its alerts wait, it is asked again in {} s; check its url. It answered: {}",
                    head.receiver(),
                    outcome.word(),
                    BROKEN_PAUSE_MILLIS / 1000,
                    detail);
        }
        outbox.head(head.landed(failures).due(dueAt));
        advance(now);
    }

    /** After a request has ended: what came meanwhile goes next, and a group with nothing left leaves no state. */
    private void settle(Head head, long now) throws Exception {
        if (head.size() > 0) {
            long oldest = outbox.entries().get(0).arrivedAt();
            outbox.head(head.due(Math.max(now, oldest + head.waitMillis())));
            advance(now);
        } else if (head.told() > 0) {
            outbox.head(head.due(0));
        } else {
            outbox.clear();
        }
    }

    private String key() {
        return (String) getCurrentKey();
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
