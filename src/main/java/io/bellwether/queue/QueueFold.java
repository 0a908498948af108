package io.bellwether.queue;

import static io.bellwether.metric.Measure.*;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;

/**
 * The life of contacts: offered, answered, abandoned, transferred; waits and handle times. Counts go twice, into the pane
 * of the moment and into the interval of the enqueueing.
 *
 * <p>Per queue and at every moment: offered = answered + abandoned + transferred + waiting.
 */
public final class QueueFold {

    private final ServiceLevel limits;

    public QueueFold(ServiceLevel limits) {
        this.limits = limits;
    }

    /** Whether this event puts the case into a queue, given the contact it has: a new contact begins. */
    public static boolean enqueues(Contact contact, ServiceEvent event) {
        return switch (event.type()) {
            case CHAT_QUEUED ->
                contact == null
                        || !contact.waiting()
                        || event.queue() != null && !event.queue().equals(contact.queue());
            case CHAT_TRANSFERRED ->
                event.queue() != null
                        && (contact == null
                                || !contact.waiting()
                                || !event.queue().equals(contact.queue()));
            default -> false;
        };
    }

    /** Begins a contact in a queue. */
    public Contact enqueue(String queue, long time, ContactListener out) {
        out.count(QUEUE_OFFERED, time, 1);
        out.count(INTERVAL_OFFERED, time, 1);
        out.level(QUEUE_WAITING, time, 1, time);
        out.level(INTERVAL_WAITING, time, 1, time);
        return Contact.enqueued(queue, time);
    }

    /**
     * Ends the stay of a contact that moves to another queue.
     *
     * @param contact null if there is none
     */
    public void leave(Contact contact, long time, ContactListener out) {
        if (contact == null) {
            return;
        }
        if (contact.waiting()) {
            both(QUEUE_TRANSFERRED, INTERVAL_TRANSFERRED, contact, time, out);
            leaveLine(contact, time, QUEUE_WAIT_LOST, INTERVAL_WAIT_LOST, out);
        } else if (contact.inService()) {
            endService(contact, time, out);
        }
    }

    /**
     * Applies an event that does not begin a contact.
     *
     * @return the contact afterwards
     */
    public Contact apply(Contact contact, ServiceEvent event, ContactListener out) {
        long time = event.time();
        return switch (event.type()) {
            case CHAT_ASSIGNED -> contact.waiting() ? answer(contact, time, out) : contact;
            case CHAT_MISSED -> {
                both(QUEUE_MISSED, INTERVAL_MISSED, contact, time, out);
                yield contact;
            }
            case CHAT_ABANDONED, CHAT_ENDED -> end(contact, time, out);
            case CHAT_WRAPPED_UP -> wrapUp(contact, time, out);
            default -> contact;
        };
    }

    private Contact answer(Contact contact, long time, ContactListener out) {
        both(QUEUE_ANSWERED, INTERVAL_ANSWERED, contact, time, out);
        long wait = time - contact.enqueuedAt();
        if (wait <= limits.of(contact.queue()).thresholdMillis()) {
            both(QUEUE_ANSWERED_IN_THRESHOLD, INTERVAL_ANSWERED_IN_THRESHOLD, contact, time, out);
        }
        leaveLine(contact, time, QUEUE_WAIT, INTERVAL_WAIT, out);
        out.level(QUEUE_IN_SERVICE, time, 1, time);
        return contact.assigned(time);
    }

    /**
     * Ends a contact's chat: one that waits is abandoned, one in service is finished.
     *
     * @return the contact afterwards, null if nothing more can come of it
     */
    public Contact end(Contact contact, long time, ContactListener out) {
        if (contact.waiting()) {
            abandon(contact, time, out);
            return null;
        }
        if (contact.inService()) {
            return contact.ended(time, endService(contact, time, out));
        }
        return contact;
    }

    /**
     * Lets go of a contact whose end never came: the levels are given back, and one that waited counts as abandoned. When
     * it left is not known, so neither its wait nor its handle time is observed.
     */
    public void forget(Contact contact, long time, ContactListener out) {
        if (contact.waiting()) {
            both(QUEUE_ABANDONED, INTERVAL_ABANDONED, contact, time, out);
            leaveLevels(contact, time, out);
        } else if (contact.inService()) {
            out.level(QUEUE_IN_SERVICE, time, -1, contact.assignedAt());
        }
    }

    private void abandon(Contact contact, long time, ContactListener out) {
        both(QUEUE_ABANDONED, INTERVAL_ABANDONED, contact, time, out);
        long wait = time - contact.enqueuedAt();
        ServiceLevel own = limits.of(contact.queue());
        if (wait <= own.shortAbandonMillis()) {
            both(QUEUE_SHORT_ABANDONED, INTERVAL_SHORT_ABANDONED, contact, time, out);
        }
        if (wait <= own.thresholdMillis()) {
            both(QUEUE_ABANDONED_IN_THRESHOLD, INTERVAL_ABANDONED_IN_THRESHOLD, contact, time, out);
        }
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
    }

    private static long endService(Contact contact, long time, ContactListener out) {
        long handle = time - contact.assignedAt();
        out.timing(QUEUE_HANDLE, time, handle, 1);
        out.timing(INTERVAL_HANDLE, contact.enqueuedAt(), handle, 1);
        out.level(QUEUE_IN_SERVICE, time, -1, contact.assignedAt());
        return handle;
    }

    /** The wrap-up belongs to the handle time of the contact, which was observed without it when the chat ended. */
    private static Contact wrapUp(Contact contact, long time, ContactListener out) {
        if (contact.endedAt() == Contact.NOT_YET || time <= contact.endedAt()) {
            return contact;
        }
        long handle = time - contact.assignedAt();
        out.timing(QUEUE_HANDLE, contact.endedAt(), contact.handleMillis(), -1);
        out.timing(QUEUE_HANDLE, contact.endedAt(), handle, 1);
        out.timing(INTERVAL_HANDLE, contact.enqueuedAt(), contact.handleMillis(), -1);
        out.timing(INTERVAL_HANDLE, contact.enqueuedAt(), handle, 1);
        return contact.ended(contact.endedAt(), handle);
    }

    private static void both(Measure pane, Measure interval, Contact contact, long time, ContactListener out) {
        out.count(pane, time, 1);
        out.count(interval, contact.enqueuedAt(), 1);
    }
}
