package io.bellwether.webhook;

import io.bellwether.http.GuardedHttpClient;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import java.time.Duration;
import java.util.ArrayList;
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

    private static final long serialVersionUID = 1L;

    private final transient Routing routing;
    private final transient Variables variables;
    private final transient Duration requestTimeout;
    private final transient MailboxExecutor mailbox;
    private final transient DeliveryLog log = new DeliveryLog();
    private transient Map<String, Recipient> recipients;
    private transient DeliveryMetrics counters;
    private transient Flights flights;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Outbox outbox;
    private transient Packer packer;
    private transient Abandonment abandonment;
    private transient Companions companions;

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
        recipients = Recipient.all(routing, variables);
        counters = new DeliveryMetrics(getMetricGroup());
        packer = new Packer(outbox, counters);
        abandonment = new Abandonment(outbox, counters, report -> output.collect(new StreamRecord<>(report)));
        flights = new Flights(new GuardedHttpClient(requestTimeout), mailbox);
        companions = new Companions(outbox, packer, abandonment, flights, this::setCurrentKey, this::settle);
        timers = getInternalTimerService("delivery", VoidNamespaceSerializer.INSTANCE, this);
        wakeRestoredGroups();
    }

    /**
     * Whatever was waiting or under way when the state was saved continues as soon as the task runs. Tries before the restart
     * do not count for giving up: what grew old while the job was down has not been tried since.
     */
    private void wakeRestoredGroups() throws Exception {
        long now = now();
        for (String key : Outbox.keys(getKeyedStateBackend())) {
            setCurrentKey(key);
            Head head = outbox.head();
            if (!head.isFlying()) {
                outbox.head(head.landed(0));
            }
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
        Recipient recipient = recipients.get(head.receiver());
        if (recipient == null) {
            Head left = abandonment.receiverRemoved(head, key(), now);
            settle(left.landed(0), now);
            return;
        }
        long dueAt = Math.max(head.dueAt(), recipient.gate().pausedUntil());
        if (now < dueAt) {
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, dueAt);
        } else if (!head.isFlying()) {
            send(abandonment.expired(head, key(), now), recipient, now);
        } else if (enter(recipient.gate(), now)) {
            post(List.of(packer.again(key(), head, recipient.maxChanges())), recipient, now);
        }
    }

    private boolean enter(ReceiverGate gate, long now) {
        boolean entered = gate.enter(key(), now);
        if (!entered) {
            gate.askAgainAt(now).ifPresent(at -> timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, at));
        }
        return entered;
    }

    private void send(Head head, Recipient recipient, long now) throws Exception {
        Parcel parcel = packer.reduce(key(), head);
        if (parcel.entries().isEmpty()) {
            settle(parcel.head(), now);
        } else if (enter(recipient.gate(), now)) {
            List<Parcel> parcels = new ArrayList<>();
            parcels.add(packer.launch(parcel, recipient.maxChanges()));
            companions.join(parcels, recipient, now);
            post(parcels, recipient, now);
        } else {
            outbox.head(parcel.head());
        }
    }

    private void post(List<Parcel> parcels, Recipient recipient, long now) throws Exception {
        String receiver = parcels.get(0).head().receiver();
        List<String> keys = parcels.stream().map(Parcel::key).toList();
        Attempt attempt = Attempt.of(parcels, recipient, now);
        if (attempt.request() == null) {
            judge(keys, attempt.id(), attempt.outcome(), attempt.detail(), recipient, now);
            return;
        }
        counters.add(receiver, DeliveryCounter.REQUESTS, 1);
        counters.add(receiver, DeliveryCounter.TRUNCATED, attempt.request().truncated());
        counters.add(receiver, DeliveryCounter.DIGESTED, keys.size() - 1L);
        flights.start(keys, recipient.endpoint().allowed(), attempt.request(), (reply, failure) -> {
            long answeredAt = now();
            counters.add(receiver, DeliveryCounter.REQUEST_MILLIS, Math.max(0, answeredAt - now));
            HttpOutcome outcome = recipient.judge(reply, failure, answeredAt);
            judge(keys, attempt.id(), outcome, recipient.detail(reply, failure), recipient, answeredAt);
        });
    }

    /** What one attempt means for its groups, and for those that wait for a place. */
    private void judge(List<String> keys, String id, HttpOutcome outcome, String detail, Recipient recipient, long now)
            throws Exception {
        recipient.gate().leave();
        if (outcome instanceof HttpOutcome.Final && keys.size() > 1) {
            part(keys, now);
        } else {
            for (String key : keys) {
                setCurrentKey(key);
                judge(outbox.head(), id, outcome, detail, recipient.gate(), now);
            }
        }
        admitWaiting(recipient.gate(), now);
    }

    /** What one alert is refused for the others must not be given up for: each group goes by itself. */
    private void part(List<String> keys, long now) throws Exception {
        companions.part(keys);
        for (String key : keys) {
            setCurrentKey(key);
            Head head = outbox.head();
            outbox.head(head.landed(head.failures()).due(now));
            advance(now);
        }
    }

    private void judge(Head head, String id, HttpOutcome outcome, String detail, ReceiverGate gate, long now)
            throws Exception {
        if (outcome instanceof HttpOutcome.Ok) {
            log.answers(head.receiver());
            settle(packer.delivered(head).landed(0), now);
        } else if (outcome instanceof HttpOutcome.Final end) {
            settle(abandonment.refused(head, key(), end.reason(), detail, now).landed(0), now);
        } else {
            tryLater(head, id, outcome, detail, gate, now);
        }
    }

    private void admitWaiting(ReceiverGate gate, long now) throws Exception {
        for (String next = gate.next(now); next != null; next = gate.next(now)) {
            setCurrentKey(next);
            advance(now);
        }
    }

    private void tryLater(Head head, String id, HttpOutcome outcome, String detail, ReceiverGate gate, long now)
            throws Exception {
        int failures = Math.min(head.failures(), Integer.MAX_VALUE - 1) + 1;
        long dueAt = gate.nextTry(outcome, failures, ThreadLocalRandom.current().nextDouble(), now);
        boolean retried = outcome instanceof HttpOutcome.Retry;
        counters.add(head.receiver(), retried ? DeliveryCounter.RETRIES : DeliveryCounter.BROKEN, 1);
        if (outcome instanceof HttpOutcome.Retry retry && retry.mayHaveArrived()) {
            outbox.attempted(head);
        }
        log.failed(head.receiver(), id, failures, outcome, detail, now);
        outbox.head(head.landed(failures).due(dueAt));
        advance(now);
    }

    /** After a request has ended: what came meanwhile goes next, and a group with nothing left leaves no state. */
    private void settle(Head head, long now) throws Exception {
        companions.judged(key());
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
