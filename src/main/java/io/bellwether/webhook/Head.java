package io.bellwether.webhook;

import io.bellwether.notify.Notification;
import java.util.Map;

/**
 * What is known of a group beside its entries. Kept in state.
 *
 * @param nextOrder the order that the next entry gets
 * @param size how many entries wait or fly
 * @param told how many episodes the receiver holds for firing
 * @param dueAt epoch ms processing time before which nothing is sent
 * @param failures attempts that failed since the last success
 * @param flightEnd entries below this order are in the request under way; 0 if there is none
 */
public record Head(
        String receiver,
        Map<String, String> group,
        long waitMillis,
        long nextOrder,
        int size,
        int told,
        long dueAt,
        int failures,
        long flightEnd) {

    static Head of(Notification first) {
        return new Head(first.receiver(), first.group(), first.waitMillis(), 0, 0, 0, 0, 0, 0);
    }

    boolean isFlying() {
        return flightEnd > 0;
    }

    /** With the wait that its route has now. */
    Head waiting(long newWaitMillis) {
        return new Head(receiver, group, newWaitMillis, nextOrder, size, told, dueAt, failures, flightEnd);
    }

    Head appended() {
        return new Head(receiver, group, waitMillis, nextOrder + 1, size + 1, told, dueAt, failures, flightEnd);
    }

    Head counted(int newSize, int newTold) {
        return new Head(receiver, group, waitMillis, nextOrder, newSize, newTold, dueAt, failures, flightEnd);
    }

    Head due(long newDueAt) {
        return new Head(receiver, group, waitMillis, nextOrder, size, told, newDueAt, failures, flightEnd);
    }

    /** With a request under way that holds the entries below an order. */
    Head flying(long end) {
        return new Head(receiver, group, waitMillis, nextOrder, size, told, dueAt, failures, end);
    }

    Head landed(int newFailures) {
        return new Head(receiver, group, waitMillis, nextOrder, size, told, dueAt, newFailures, 0);
    }
}
