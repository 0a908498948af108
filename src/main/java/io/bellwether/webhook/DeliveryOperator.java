package io.bellwether.webhook;

import io.bellwether.http.GuardedHttpClient;
import io.bellwether.notify.Circumstance;
import io.bellwether.notify.Entry;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingInForceWriter;
import io.bellwether.notify.Variables;
import io.bellwether.rule.RuleStart;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
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
 * <p><b>After a start</b> nothing is told before {@link Circumstance.CommandsRead}: alerts are computed again from the last
 * checkpoint on, and a silence that came behind it must not come behind them.
 *
 * <p><b>What is held back</b> ({@link Circumstances}) stays in the outbox, where newer changes take its place, until it may be
 * told. The second input, which every subtask hears, brings what that depends on beside time,
 * and routing that replaces the one before, which is kept.
 *
 * <p><b>Time</b>: processing time of the task, for gathering, backing off and giving up.
 */
final class DeliveryOperator extends AbstractStreamOperator<FailedDelivery>
        implements TwoInputStreamOperator<Notification, Circumstance, FailedDelivery>,
                Triggerable<String, VoidNamespace>,
                Groups {

    private static final long serialVersionUID = 1L;

    private final transient RuleStart start;
    private transient Routing routing;
    private transient RoutingInForceWriter inForce;
    private final transient Variables variables;
    private final transient Duration requestTimeout;
    private final transient MailboxExecutor mailbox;
    private transient Map<String, Recipient> recipients;
    private transient DeliveryMetrics counters;
    private transient Flights flights;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Outbox outbox;
    private transient Abandonment abandonment;
    private transient Sending sending;
    private transient DecisionLog decided;
    private transient Circumstances circumstances;
    private transient Troubles troubles;
    /** Groups of which something that waits is held back, and nothing flies. In memory: restored groups are all looked at. */
    private final transient Set<String> holding = new LinkedHashSet<>();

    private transient Reminders reminders;
    private transient Heartbeats heartbeats;
    private final transient ClockWatch clock = new ClockWatch();

    DeliveryOperator(
            StreamOperatorParameters<FailedDelivery> parameters,
            Routing routing,
            RuleStart start,
            Variables variables,
            Duration requestTimeout,
            MailboxExecutor mailbox) {
        super(parameters);
        this.start = start;
        this.routing = routing;
        this.variables = variables;
        this.requestTimeout = requestTimeout;
        this.mailbox = mailbox;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        outbox = new Outbox(context.getKeyedStateStore());
        inForce = new RoutingInForceWriter(routing, start, context.getOperatorStateStore());
        routing = inForce.routing();
        circumstances = new Circumstances(
                routing.conduct(), context.getOperatorStateStore(), context.isRestored() ? now() : Long.MIN_VALUE);
        troubles = new Troubles(routing.conduct().fallback(), context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        circumstances.save();
    }

    @Override
    public void open() throws Exception {
        super.open();
        recipients = Recipient.all(routing, variables);
        counters = new DeliveryMetrics(getMetricGroup());
        decided = new DecisionLog(
                decision -> output.collect(DeliveryOperatorFactory.DECISIONS, new StreamRecord<>(decision)));
        abandonment = new Abandonment(outbox, circumstances.folding(), counters, this::report);
        flights = new Flights(new GuardedHttpClient(requestTimeout), mailbox);
        reminders = new Reminders(outbox);
        sending =
                new Sending(this, outbox, abandonment, flights, circumstances, counters, decided, troubles, this::now);
        heartbeats = Heartbeats.of(routing, recipients, flights, counters, this::now);
        timers = getInternalTimerService("delivery", VoidNamespaceSerializer.INSTANCE, this);
        Restored.wake(keys(), this, outbox, circumstances.folding(), now());
    }

    @Override
    public void processElement1(StreamRecord<Notification> element) throws Exception {
        Notification notification = element.getValue();
        counters.add(notification.receiver(), DeliveryCounter.CHANGES, 1);
        Head head = outbox.head();
        boolean empty = head == null || head.size() == 0;
        boolean idle = empty || head.held();
        if (empty
                && !notification.primary()
                && !outbox.isTold(notification.change().episode())) {
            counters.add(notification.receiver(), DeliveryCounter.NEVER_TOLD, 1);
            return;
        }
        head = head == null ? Head.of(notification) : head.timed(notification.times());
        long now = now();
        head = outbox.append(head, circumstances.received(notification, now));
        if (head.size() >= Outbox.MAX_ENTRIES) {
            head = abandonment.overflowing(head, key(), now);
        }
        boolean starts = idle || head.hurries(notification.change(), now);
        outbox.head(starts ? head.roused().due(now + head.waitMillis()) : head);
        if (starts) {
            advance(now);
        }
        tellTroubles(now);
    }

    @Override
    public void processElement2(StreamRecord<Circumstance> element) throws Exception {
        long now = now();
        if (element.getValue() instanceof Circumstance.OfRules came && inForce.take(came.update())) {
            follow(inForce.routing(), now);
        }
        if (circumstances.observe(element.getValue(), now)) {
            new Announcements(this, outbox).tell(element.getValue(), this::keys, now);
            askAgain(now);
        }
        if (element.getValue() instanceof Circumstance.CommandsRead) {
            Roused.all(keys(), this, now);
        }
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        super.processWatermark1(mark);
        heartbeats.observe(mark.getTimestamp());
        long now = now();
        clock.observe(now, this, outbox, recipients.values());
        if (circumstances.observe(mark.getTimestamp(), now)) {
            askAgain(now);
        }
    }

    /** What was held back may be told now, or something else may. */
    private void askAgain(long now) throws Exception {
        Roused.held(List.copyOf(holding), this, outbox, now);
        tellTroubles(now);
    }

    private void follow(Routing next, long now) throws Exception {
        Map<String, Recipient> before = recipients;
        recipients = Recipient.following(routing, before, next, variables);
        routing = next;
        circumstances.follow(next.conduct());
        circumstances.folding().follow(next.conduct().fold(), keys(), this, outbox);
        troubles.follow(next.conduct().fallback(), now);
        heartbeats = heartbeats.with(next, recipients);
        Roused.readdressed(keys(), this, outbox, before, recipients, now);
        tellTroubles(now);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        advance(now());
        tellTroubles(now());
    }

    @Override
    public void tellTroubles(long now) throws Exception {
        if (circumstances.folding().takeFreed()) {
            askAgain(now);
        }
        for (Notification news : troubles.take()) {
            setCurrentKey(news.groupKey());
            processElement1(new StreamRecord<>(news));
        }
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

    @Override
    public void advance(long now) throws Exception {
        Head head = outbox.head();
        boolean held = holding.remove(key());
        if (head == null || flights.isFlying(key())) {
            return;
        }
        Recipient recipient = recipients.get(head.receiver());
        if (recipient == null) {
            Head left = abandonment.receiverRemoved(head, key(), now);
            settle(left.landed(0), now);
            return;
        }
        if (head.size() == 0) {
            reminders.rest(head, this, now);
            return;
        }
        if (!sending.advance(head, recipient, now) && held) {
            held();
        }
    }

    @Override
    public void settle(Head head, long now) throws Exception {
        sending.settled(key());
        Head left = reminders.scheduled(head, now);
        if (left.size() > 0) {
            long oldest = outbox.oldest().map(Entry::arrivedAt).orElse(now - left.waitMillis());
            outbox.head(left.due(Math.max(now, oldest + left.waitMillis())));
            advance(now);
        } else if (left.told() > 0) {
            reminders.rest(left.due(0), this, now);
        } else {
            outbox.clear();
        }
    }

    @Override
    public List<String> keys() throws Exception {
        return Outbox.keys(getKeyedStateBackend());
    }

    @Override
    public String key() {
        return (String) getCurrentKey();
    }

    @Override
    public void turnTo(String key) {
        setCurrentKey(key);
    }

    @Override
    public void held() {
        holding.add(key());
    }

    @Override
    public void wakeAt(long millis) {
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, millis);
    }

    private void report(FailedDelivery failed) throws Exception {
        troubles.gaveUp(failed);
        output.collect(new StreamRecord<>(failed));
        decided.givenUp(failed);
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
