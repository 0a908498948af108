package io.bellwether.queue;

import static io.bellwether.metric.Measure.*;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Windowing;
import java.util.Objects;

/**
 * What is counted of contacts: offered, answered, abandoned, transferred, given up; waits and handle times. Counts go twice, into the
 * pane of the moment and into the interval of the enqueueing.
 *
 * <p>Per queue and at every moment: offered = answered + abandoned + transferred + overflow + callback +
 * waiting.
 */
public final class QueueFold {

    private final ServiceLevel limits;

    public QueueFold(ServiceLevel limits) {
        this.limits = limits;
    }

    /** Counts what the stay before the turn comes to: to be called before {@link #enter}. */
    public void leave(Turn turn, long time, ContactListener out) {
        Contact before = turn.before();
        if (turn.missed()) {
            both(QUEUE_MISSED, INTERVAL_MISSED, before, time, out);
        }
        if (turn.left() == null) {
            return;
        }
        switch (turn.left()) {
            case ABANDONED -> abandon(before, time, out);
            case TRANSFERRED -> {
                both(QUEUE_TRANSFERRED, INTERVAL_TRANSFERRED, before, time, out);
                leaveLine(before, time, QUEUE_WAIT_LOST, INTERVAL_WAIT_LOST, out);
            }
            case OVERFLOW -> giveUp(before, time, out);
            case TIMED_OUT -> {
                both(QUEUE_TIMED_OUT, INTERVAL_TIMED_OUT, before, time, out);
                giveUp(before, time, out);
            }
            case CALLBACK -> {
                both(QUEUE_CALLBACK, INTERVAL_CALLBACK, before, time, out);
                ServiceLimits own = limits(before, out);
                judge(own.formula().ofCallback(time - before.enqueuedAt(), own), before, time, out);
                leaveLine(before, time, QUEUE_WAIT_LOST, INTERVAL_WAIT_LOST, out);
            }
            case FINISHED -> finish(turn, time, out);
        }
        if (turn.external()) {
            both(QUEUE_TRANSFERRED_EXTERNAL, INTERVAL_TRANSFERRED_EXTERNAL, before, time, out);
        }
    }

    private static void giveUp(Contact contact, long time, ContactListener out) {
        both(QUEUE_OVERFLOW, INTERVAL_OVERFLOW, contact, time, out);
        leaveLine(contact, time, QUEUE_WAIT_LOST, INTERVAL_WAIT_LOST, out);
    }

    /** Counts the stay after the turn. */
    public void enter(Turn turn, long time, ContactListener out) {
        Contact before = turn.before();
        Contact after = turn.after();
        if (turn.moved()) {
            both(QUEUE_TRANSFERRED_IN, INTERVAL_TRANSFERRED_IN, after, time, out);
        } else if (turn.handedOver()) {
            both(QUEUE_HANDED_OVER, INTERVAL_HANDED_OVER, after, time, out);
        }
        if (turn.offered()) {
            out.count(QUEUE_OFFERED, time, 1);
            out.count(INTERVAL_OFFERED, time, 1);
            out.level(QUEUE_WAITING, time, 1, time);
            out.level(INTERVAL_WAITING, time, 1, time);
        } else if (turn.given()) {
            out.count(INTERVAL_SERVED, after.begunAt(), 1);
            out.level(QUEUE_IN_SERVICE, time, 1, time);
            out.onContact(after.agent(), time, 1, time);
        } else if (turn.answered()) {
            answer(before, time, out);
            out.onContact(after.agent(), time, 1, time);
        } else if (turn.left() == null && after != null && !turn.missed()) {
            goOn(before, after, time, out);
        }
    }

    /**
     * When a contact that waits will have waited too long, epoch ms; {@link Long#MAX_VALUE} where that is over or cannot be.
     *
     * @param contact null for none
     * @param channel under which it counts; null for none
     */
    public long overThresholdAt(Contact contact, String channel) {
        return contact == null || !contact.waiting() || contact.overThreshold()
                ? Long.MAX_VALUE
                : contact.enqueuedAt() + limits.of(contact.queue(), channel).thresholdMillis() + 1;
    }

    /** Counts a contact among those that have waited too long. */
    public Contact passThreshold(Contact contact, ContactListener out) {
        out.level(QUEUE_WAITING_OVER_THRESHOLD, overThresholdAt(contact, out.channel()), 1, contact.enqueuedAt());
        return contact.kept();
    }

    private ServiceLimits limits(Contact contact, ContactListener out) {
        return limits.of(contact.queue(), out.channel());
    }

    /** What the service level makes of a contact that left unanswered. */
    private static void judge(ServiceFormula.Verdict verdict, Contact contact, long time, ContactListener out) {
        switch (verdict) {
            case MET -> both(QUEUE_LOST_MET, INTERVAL_LOST_MET, contact, time, out);
            case UNMET -> both(QUEUE_LOST_UNMET, INTERVAL_LOST_UNMET, contact, time, out);
            case NEITHER -> {}
        }
    }

    private static void goOn(Contact before, Contact after, long time, ContactListener out) {
        if (after.inService()) {
            if (Objects.equals(before.agent(), after.agent())) {
                return;
            }
            out.onContact(before.agent(), time, -1, before.agentSince());
            out.onContact(after.agent(), time, 1, time);
        } else {
            wrapUp(before, after, time, out);
        }
    }

    private void answer(Contact contact, long time, ContactListener out) {
        both(QUEUE_ANSWERED, INTERVAL_ANSWERED, contact, time, out);
        long wait = time - contact.enqueuedAt();
        if (wait <= limits(contact, out).thresholdMillis()) {
            both(QUEUE_ANSWERED_IN_THRESHOLD, INTERVAL_ANSWERED_IN_THRESHOLD, contact, time, out);
        }
        out.count(INTERVAL_SERVED, contact.begunAt(), 1);
        leaveLine(contact, time, QUEUE_WAIT, INTERVAL_WAIT, out);
        out.level(QUEUE_IN_SERVICE, time, 1, time);
    }

    /**
     * Lets go of a contact whose end never came: the levels are given back, and one that waited counts as abandoned. When
     * it left is not known, so neither its wait nor its handle time is observed.
     */
    public void forget(Contact contact, long time, ContactListener out) {
        if (contact.waiting()) {
            both(QUEUE_ABANDONED, INTERVAL_ABANDONED, contact, time, out);
            judge(limits(contact, out).formula().ofAbandoned(Long.MAX_VALUE, limits(contact, out)), contact, time, out);
            leaveLevels(contact, time, out);
        } else if (contact.inService()) {
            leaveAgent(contact, time, out);
        }
    }

    private void abandon(Contact contact, long time, ContactListener out) {
        both(QUEUE_ABANDONED, INTERVAL_ABANDONED, contact, time, out);
        long wait = time - contact.enqueuedAt();
        ServiceLimits own = limits(contact, out);
        if (wait <= own.shortAbandonMillis()) {
            both(QUEUE_SHORT_ABANDONED, INTERVAL_SHORT_ABANDONED, contact, time, out);
        }
        if (wait <= own.thresholdMillis()) {
            both(QUEUE_ABANDONED_IN_THRESHOLD, INTERVAL_ABANDONED_IN_THRESHOLD, contact, time, out);
        }
        judge(own.formula().ofAbandoned(wait, own), contact, time, out);
        leaveLine(contact, time, QUEUE_WAIT_LOST, INTERVAL_WAIT_LOST, out);
    }

    private static void leaveLine(Contact contact, long time, Measure pane, Measure interval, ContactListener out) {
        long wait = time - contact.enqueuedAt();
        out.timing(pane, time, wait, 1);
        out.timing(interval, contact.enqueuedAt(), wait, 1);
        leaveLevels(contact, time, out);
    }

    private static void leaveLevels(Contact contact, long time, ContactListener out) {
        out.level(QUEUE_WAITING, time, -1, contact.enqueuedAt());
        out.level(INTERVAL_WAITING, time, -1, contact.enqueuedAt());
        if (contact.overThreshold()) {
            out.level(QUEUE_WAITING_OVER_THRESHOLD, time, -1, contact.enqueuedAt());
        }
    }

    private static void finish(Turn turn, long time, ContactListener out) {
        Contact contact = turn.before();
        if (turn.moved()) {
            both(QUEUE_TRANSFERRED_OUT, INTERVAL_TRANSFERRED_OUT, contact, time, out);
        }
        long handle = time - contact.assignedAt();
        out.timing(QUEUE_HANDLE, time, handle, 1);
        out.timing(INTERVAL_HANDLE, contact.begunAt(), handle, 1);
        out.count(QUEUE_WORK_TIME, time, handle);
        long held = contact.hold().until(time);
        if (held > 0) {
            out.count(QUEUE_HOLD_TIME, time, held);
            out.count(INTERVAL_HOLD_TIME, contact.begunAt(), held);
        }
        leaveAgent(contact, time, out);
    }

    private static void leaveAgent(Contact contact, long time, ContactListener out) {
        out.level(QUEUE_IN_SERVICE, time, -1, contact.assignedAt());
        out.onContact(contact.agent(), time, -1, contact.agentSince());
    }

    /**
     * The wrap-up belongs to the handle time of the contact, which was observed without it when the chat ended. As work it
     * counts when it is told: what looks back at it need not be told anew.
     */
    private static void wrapUp(Contact before, Contact after, long time, ContactListener out) {
        long more = after.handleMillis() - before.handleMillis();
        boolean first = !before.wrappedUp();
        out.timing(QUEUE_HANDLE, before.endedAt(), before.handleMillis(), -1);
        out.timing(QUEUE_HANDLE, after.endedAt(), after.handleMillis(), 1);
        out.count(QUEUE_WRAP_UP_TIME, after.endedAt(), more);
        out.count(QUEUE_WORK_TIME, time, more);
        if (first) {
            out.count(QUEUE_WRAPPED_UP, after.endedAt(), 1);
        }
        if (time - before.begunAt() > Windowing.INTERVAL_CORRECTED_MILLIS) {
            return;
        }
        out.timing(INTERVAL_HANDLE, before.begunAt(), before.handleMillis(), -1);
        out.timing(INTERVAL_HANDLE, after.begunAt(), after.handleMillis(), 1);
        out.count(INTERVAL_WRAP_UP_TIME, after.begunAt(), more);
        if (first) {
            out.count(INTERVAL_WRAPPED_UP, after.begunAt(), 1);
        }
    }

    private static void both(Measure pane, Measure interval, Contact contact, long time, ContactListener out) {
        out.count(pane, time, 1);
        out.count(interval, contact.begunAt(), 1);
    }
}
