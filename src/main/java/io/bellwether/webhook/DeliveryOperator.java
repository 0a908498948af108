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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
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

    /** A group keeps no more changes than this; the oldest tenth is given up when it is reached. */
    static final int MAX_ENTRIES = 10_000;

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
    private final transient Map<String, CompletableFuture<HttpReply>> flights = new HashMap<>();
    private transient DeliveryMetrics counters;
    private transient GuardedHttpClient client;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Outbox outbox;

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
        client = new GuardedHttpClient(requestTimeout);
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
        if (idle && !notification.primary() && !outbox.isTold(notification.change().episode())) {
            counters.add(notification.receiver(), DeliveryCounter.NEVER_TOLD, 1);
            return;
        }
        head = head == null ? Head.of(notification) : head.waiting(notification.waitMillis());
        long now = now();
        head = outbox.append(head, notification, now);
        if (head.size() >= MAX_ENTRIES) {
            head = dropOldest(head, now);
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
        flights.values().forEach(flight -> flight.cancel(true));
        flights.clear();
        if (client != null) {
            client.close();
        }
        super.close();
    }

    /** Does with the current group whatever can be done now. Calling it once too often is harmless. */
    private void advance(long now) throws Exception {
        Head head = outbox.head();
        String key = (String) getCurrentKey();
        if (head == null || flights.containsKey(key)) {
            return;
        }
        Endpoint endpoint = endpoints.get(head.receiver());
        if (endpoint == null) {
            giveUpRemovedReceiver(head, now);
            return;
        }
        ReceiverGate gate = gates.get(head.receiver());
        long dueAt = Math.max(head.dueAt(), gate.pausedUntil());
        if (now < dueAt) {
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, dueAt);
        } else if (head.isFlying()) {
            resume(key, head, gate, endpoint, now);
        } else {
            send(key, expire(head, now), gate, endpoint, now);
        }
    }

    /** Sends again what was under way when the state was saved: the same content, so the same id. */
    private void resume(String key, Head head, ReceiverGate gate, Endpoint endpoint, long now) throws Exception {
        if (gate.enter(key)) {
            post(key, head, flying(head), endpoint, now);
        }
    }

    private void send(String key, Head head, ReceiverGate gate, Endpoint endpoint, long now) throws Exception {
        List<Entry> waiting = outbox.entries();
        List<String> told = new ArrayList<>();
        for (Entry entry : waiting) {
            if (outbox.isTold(entry.change().episode())) {
                told.add(entry.change().episode());
            }
        }
        Coalesced left = Coalesced.of(waiting, new java.util.HashSet<>(told)::contains);
        List<Change> changes = left.keep().stream().map(Entry::change).toList();
        NotifyDecision decision = NotifyDecision.of(changes, head.told(), false, head.dueAt(), now);
        boolean sends = decision.action() == NotifyDecision.Action.SEND;
        if (sends && !gate.enter(key)) {
            outbox.head(head);
            return;
        }
        Head reduced = replace(head, waiting, left);
        if (sends) {
            Head flying = reduced.flying();
            outbox.head(flying);
            post(key, flying, left.keep(), endpoint, now);
        } else {
            settle(reduced, now);
        }
    }

    private Head replace(Head head, List<Entry> waiting, Coalesced left) throws Exception {
        for (Entry entry : waiting) {
            outbox.remove(entry);
        }
        for (Entry entry : left.keep()) {
            outbox.put(entry);
        }
        counters.add(head.receiver(), DeliveryCounter.SUPERSEDED, left.superseded());
        counters.add(head.receiver(), DeliveryCounter.NEVER_TOLD, left.neverTold());
        return head.counted(left.keep().size(), head.told());
    }

    private void post(String key, Head head, List<Entry> entries, Endpoint endpoint, long now) {
        List<Change> changes = entries.stream().map(Entry::change).toList();
        NotifyDecision.Reason reason =
                NotifyDecision.of(changes, head.told(), false, now, now).reason();
        Batch batch = Batch.of(head.receiver(), head.group(), reason, changes);
        WebhookRequest request = endpoint.format().render(batch, now);
        counters.add(head.receiver(), DeliveryCounter.REQUESTS, 1);
        counters.add(head.receiver(), DeliveryCounter.TRUNCATED, request.truncated());
        CompletableFuture<HttpReply> flight =
                client.post(endpoint.uri(), endpoint.allowed(), request.headers(), request.body());
        flights.put(key, flight);
        flight.whenComplete((reply, failure) -> handOver(key, batch.id(), reply, failure, now));
    }

    /** On a thread of the client. */
    private void handOver(String key, String id, HttpReply reply, Throwable failure, long sentAt) {
        try {
            mailbox.execute(() -> answered(key, id, reply, failure, sentAt), "answer to an alert");
        } catch (RejectedExecutionException e) {
            LOGGER.debug("the answer to delivery {} came after the task had ended; it is sent again on restart", id);
        }
    }

    private void answered(String key, String id, HttpReply reply, Throwable failure, long sentAt) throws Exception {
        if (flights.remove(key) == null) {
            return;
        }
        setCurrentKey(key);
        long now = now();
        Head head = outbox.head();
        Endpoint endpoint = endpoints.get(head.receiver());
        HttpOutcome outcome =
                failure == null ? endpoint.format().classify(reply, now) : HttpOutcomes.of(failure);
        counters.add(head.receiver(), DeliveryCounter.REQUEST_MILLIS, Math.max(0, now - sentAt));
        String detail = reply == null || outcome instanceof HttpOutcome.Ok
                ? ""
                : Redact.text(reply.body(), endpoint.secrets());
        ReceiverGate gate = gates.get(head.receiver());
        gate.leave();
        if (outcome instanceof HttpOutcome.Ok) {
            delivered(head, now);
        } else if (outcome instanceof HttpOutcome.Final end) {
            refused(head, id, end.reason(), detail, now);
        } else {
            failed(head, id, outcome, detail, gate, now);
        }
        admitWaiting(gate, now);
    }

    private void admitWaiting(ReceiverGate gate, long now) throws Exception {
        for (String next = gate.next(); next != null; next = gate.next()) {
            setCurrentKey(next);
            advance(now);
        }
    }

    private void delivered(Head head, long now) throws Exception {
        int told = head.told();
        List<Entry> flown = flying(head);
        for (Entry entry : flown) {
            told += outbox.tell(entry.change());
            outbox.remove(entry);
        }
        counters.add(head.receiver(), DeliveryCounter.DELIVERED, flown.size());
        settle(head.counted(head.size() - flown.size(), told).landed(0), now);
    }

    private void refused(Head head, String id, String reason, String detail, long now) throws Exception {
        List<Entry> flown = flying(head);
        LOGGER.warn(
                "receiver {} refused delivery {} for good ({}): {} changes are lost to it; it answered: {}",
                head.receiver(),
                id,
                reason,
                flown.size(),
                detail);
        counters.add(head.receiver(), DeliveryCounter.REJECTED, flown.size());
        settle(giveUp(head, flown, reason, detail, now).landed(0), now);
    }

    private void failed(Head head, String id, HttpOutcome outcome, String detail, ReceiverGate gate, long now)
            throws Exception {
        boolean mayHaveArrived = outcome instanceof HttpOutcome.Retry retry && retry.mayHaveArrived();
        if (mayHaveArrived) {
            for (Entry entry : flying(head)) {
                outbox.put(entry.attempted());
            }
        }
        int failures = Math.min(head.failures(), Integer.MAX_VALUE - 1) + 1;
        long dueAt = now + delay(outcome, failures);
        if (holdsAllGroups(outcome)) {
            gate.pauseUntil(dueAt);
        }
        boolean broken = outcome instanceof HttpOutcome.Disable;
        counters.add(head.receiver(), broken ? DeliveryCounter.BROKEN : DeliveryCounter.RETRIES, 1);
        if (broken) {
            LOGGER.error(
                    "receiver {} seems gone ({}): its alerts wait and it is asked again in {} s; look at its url. It answered: {}",
                    head.receiver(),
                    outcome.word(),
                    BROKEN_PAUSE_MILLIS / 1000,
                    detail);
        } else {
            LOGGER.info("delivery {} to {} failed {} times ({})", id, head.receiver(), failures, outcome.word());
        }
        outbox.head(head.landed(failures).due(dueAt));
        advance(now);
    }

    private static boolean holdsAllGroups(HttpOutcome outcome) {
        return outcome instanceof HttpOutcome.Disable
                || (outcome instanceof HttpOutcome.Retry retry && retry.afterMillis() >= 0);
    }

    private static long delay(HttpOutcome outcome, int failures) {
        if (outcome instanceof HttpOutcome.Retry retry) {
            double random = ThreadLocalRandom.current().nextDouble();
            return Backoff.delayMillis(failures, retry.afterMillis(), random);
        }
        return BROKEN_PAUSE_MILLIS;
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

    private Head expire(Head head, long now) throws Exception {
        List<Entry> expired = new ArrayList<>();
        for (Entry entry : outbox.entries()) {
            if (entry.isExpired(now)) {
                expired.add(entry);
            }
        }
        if (expired.isEmpty()) {
            return head;
        }
        LOGGER.warn("{} changes for receiver {} waited too long and are given up", expired.size(), head.receiver());
        counters.add(head.receiver(), DeliveryCounter.EXPIRED, expired.size());
        return giveUp(head, expired, "expired", "", now);
    }

    private Head dropOldest(Head head, long now) throws Exception {
        List<Entry> oldest = outbox.entries().stream()
                .filter(entry -> entry.order() >= head.flightEnd())
                .limit(MAX_ENTRIES / 10)
                .toList();
        LOGGER.warn("receiver {} has {} changes waiting in one group: the oldest are given up", head.receiver(), head.size());
        counters.add(head.receiver(), DeliveryCounter.OVERFLOW, oldest.size());
        return giveUp(head, oldest, "outbox_full", "", now);
    }

    private void giveUpRemovedReceiver(Head head, long now) throws Exception {
        LOGGER.warn("the routing file has no receiver {} any more: {} changes are given up", head.receiver(), head.size());
        giveUp(head, outbox.entries(), "receiver_removed", "", now);
        outbox.clear();
    }

    /** Removes entries for good and reports each. An end will not be told; a beginning that may have arrived counts as told. */
    private Head giveUp(Head head, List<Entry> entries, String reason, String detail, long now) throws Exception {
        int told = head.told();
        for (Entry entry : entries) {
            Change change = entry.change();
            outbox.remove(entry);
            if (change.kind() == Change.Kind.RESOLVED) {
                told += outbox.forget(change);
            } else if (entry.mayHaveArrived()) {
                told += outbox.tell(change);
            }
            output.collect(new StreamRecord<>(new FailedDelivery(
                    change.deliveryId(),
                    head.receiver(),
                    (String) getCurrentKey(),
                    change.alertId(),
                    change.kind().wireName(),
                    change.severity(),
                    reason,
                    detail,
                    now)));
        }
        return head.counted(head.size() - entries.size(), told);
    }

    private List<Entry> flying(Head head) throws Exception {
        return outbox.entries().stream()
                .filter(entry -> entry.order() < head.flightEnd())
                .toList();
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
