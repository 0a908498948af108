package io.bellwether.webhook;

import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.Mute;
import io.bellwether.notify.NotifyDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Takes what the current group has to say to its receiver, as soon as that lets it in. */
final class Sending {

    private final Groups groups;
    private final Outbox outbox;
    private final Circumstances circumstances;
    private final Packer packer;
    private final Abandonment abandonment;
    private final Companions companions;
    private final Flights flights;
    private final Answers answers;
    private final Reminders reminders;
    private final DeliveryMetrics counters;
    private final LongSupplier clock;

    Sending(
            Groups groups,
            Outbox outbox,
            Abandonment abandonment,
            Flights flights,
            Circumstances circumstances,
            DeliveryMetrics counters,
            DecisionLog decided,
            Troubles troubles,
            LongSupplier clock) {
        this.groups = groups;
        this.outbox = outbox;
        this.circumstances = circumstances;
        this.packer = new Packer(outbox, circumstances, counters, decided);
        this.abandonment = abandonment;
        this.companions = new Companions(groups, outbox, packer, abandonment, flights);
        this.flights = flights;
        this.answers = new Answers(groups, outbox, packer, abandonment, companions, counters, decided, troubles);
        this.reminders = new Reminders(outbox);
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Does what is due; nothing before it is known what people said of it. False where nothing is due yet, so that what is held
     * back still is.
     */
    boolean advance(Head head, Recipient recipient, long now) throws Exception {
        long dueAt = Math.max(head.dueAt(), recipient.gate().pausedUntil());
        if (!circumstances.areCommandsRead()) {
            return false;
        }
        if (now < dueAt) {
            wakeAt(dueAt);
            return false;
        }
        if (!head.isFlying()) {
            send(head, recipient, now);
        } else {
            again(head, recipient, now);
        }
        return true;
    }

    private void wakeAt(long millis) {
        if (millis < Mute.UNTIL_NEWS) {
            groups.wakeAt(millis);
        }
    }

    /** Says what waits. */
    private void send(Head head, Recipient recipient, long now) throws Exception {
        Parcel parcel = packer.reduce(groups.key(), abandonment.expired(head, groups.key(), now), now);
        if (parcel.entries().isEmpty() && parcel.holds()) {
            hold(parcel, now);
            return;
        }
        NotifyDecision decision = NotifyDecision.of(parcel.situation(), now);
        switch (decision.action()) {
            case WAIT_FOR_TIME -> {
                long at = parcel.holds() ? Math.min(decision.at(), parcel.heldUntil()) : decision.at();
                outbox.head(parcel.head().due(at));
                if (parcel.holds()) {
                    groups.held();
                }
                groups.wakeAt(at);
            }
            case SEND -> launch(parcel, recipient, now);
            default -> groups.settle(parcel.head(), now);
        }
    }

    /** There is nothing to say but what may not be said now. */
    private void hold(Parcel parcel, long now) throws Exception {
        Head head = reminders.scheduled(parcel.head(), now);
        if (head.rounds().repeatAt() > 0 && head.rounds().repeatAt() <= now) {
            Head reminded = reminders.repeat(head, now);
            if (reminded.size() > head.size()) {
                outbox.head(reminded);
                groups.advance(now);
                return;
            }
            head = reminded;
        }
        long repeatAt = head.rounds().repeatAt();
        long at = repeatAt > 0 ? Math.min(repeatAt, parcel.heldUntil()) : parcel.heldUntil();
        outbox.head(head.holding().due(at));
        groups.held();
        wakeAt(at);
    }

    private void launch(Parcel parcel, Recipient recipient, long now) throws Exception {
        if (enter(recipient.gate(), now)) {
            List<Parcel> parcels = new ArrayList<>();
            parcels.add(packer.launch(parcel, recipient.maxChanges(), now));
            companions.join(parcels, recipient, now);
            post(parcels, recipient, now);
        } else {
            outbox.head(parcel.head());
        }
    }

    /** Says what was under way when the state was saved. */
    private void again(Head head, Recipient recipient, long now) throws Exception {
        if (enter(recipient.gate(), now)) {
            post(List.of(packer.again(groups.key(), head, recipient.maxChanges(), now)), recipient, now);
        }
    }

    /** There is nothing more to say of the group for now. */
    void settled(String key) {
        companions.judged(key);
    }

    private boolean enter(ReceiverGate gate, long now) {
        boolean entered = gate.enter(groups.key(), now);
        if (!entered) {
            gate.askAgainAt(now).ifPresent(groups::wakeAt);
        }
        return entered;
    }

    private void post(List<Parcel> parcels, Recipient recipient, long now) throws Exception {
        String receiver = parcels.get(0).head().receiver();
        List<String> keys = parcels.stream().map(Parcel::key).toList();
        Attempt attempt = Attempt.of(parcels, recipient, now);
        if (attempt.request() == null) {
            answers.judge(keys, attempt.id(), attempt.outcome(), attempt.detail(), recipient, now);
            return;
        }
        counters.add(receiver, DeliveryCounter.REQUESTS, 1);
        counters.add(receiver, DeliveryCounter.TRUNCATED, attempt.request().truncated());
        counters.add(receiver, DeliveryCounter.DIGESTED, keys.size() - 1L);
        flights.start(keys, recipient.endpoint().allowed(), attempt.request(), (reply, failure) -> {
            long answeredAt = clock.getAsLong();
            counters.add(receiver, DeliveryCounter.REQUEST_MILLIS, Math.max(0, answeredAt - now));
            HttpOutcome outcome = recipient.judge(reply, failure, answeredAt);
            answers.judge(keys, attempt.id(), outcome, recipient.detail(reply, failure), recipient, answeredAt);
        });
    }
}
