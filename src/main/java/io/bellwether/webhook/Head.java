package io.bellwether.webhook;

import io.bellwether.notify.Change;
import io.bellwether.notify.GroupTimes;
import io.bellwether.notify.Notification;
import io.bellwether.notify.Rounds;
import java.util.Map;

/**
 * What is known of a group beside its entries. Kept in state.
 *
 * @param times when the route of its newest change wants it to be told
 * @param nextOrder the order that the next entry gets
 * @param size how many entries wait or fly
 * @param told how many episodes the receiver holds for firing
 * @param dueAt epoch ms processing time before which nothing is sent
 * @param failures attempts that failed since the last success
 * @param flightEnd entries below this order are in the request under way; 0 if there is none
 * @param rounds when it was told, and is told again
 * @param held whether all that waits is held back, so that it is as good as idle
 */
public record Head(
        String receiver,
        Map<String, String> group,
        GroupTimes times,
        long nextOrder,
        int size,
        int told,
        long dueAt,
        int failures,
        long flightEnd,
        Rounds rounds,
        boolean held) {

    static Head of(Notification first) {
        return new Head(first.receiver(), first.group(), first.times(), 0, 0, 0, 0, 0, 0, Rounds.NONE, false);
    }

    boolean isFlying() {
        return flightEnd > 0;
    }

    /** How long to gather before a message. */
    long waitMillis() {
        return times.waitMillis();
    }

    /** Whether nothing but the time of its next message keeps it from saying more. */
    boolean waitsForNextMessage(long now) {
        return !isFlying() && failures == 0 && dueAt > now + waitMillis();
    }

    /** With what its route wants now. */
    Head timed(GroupTimes newTimes) {
        return new Head(receiver, group, newTimes, nextOrder, size, told, dueAt, failures, flightEnd, rounds, held);
    }

    Head appended() {
        return new Head(
                receiver, group, times, nextOrder + 1, size + 1, told, dueAt, failures, flightEnd, rounds, held);
    }

    Head counted(int newSize, int newTold) {
        return new Head(receiver, group, times, nextOrder, newSize, newTold, dueAt, failures, flightEnd, rounds, held);
    }

    Head due(long newDueAt) {
        return new Head(receiver, group, times, nextOrder, size, told, newDueAt, failures, flightEnd, rounds, held);
    }

    /** With a request under way that holds the entries below an order. */
    Head flying(long end) {
        return new Head(receiver, group, times, nextOrder, size, told, dueAt, failures, end, rounds, held);
    }

    Head landed(int newFailures) {
        return new Head(receiver, group, times, nextOrder, size, told, dueAt, newFailures, 0, rounds, held);
    }

    Head in(Rounds newRounds) {
        return new Head(receiver, group, times, nextOrder, size, told, dueAt, failures, flightEnd, newRounds, held);
    }

    /** All that waits is held back. */
    Head holding() {
        return new Head(receiver, group, times, nextOrder, size, told, dueAt, failures, flightEnd, rounds, true);
    }

    /** Something may have to be said. */
    Head roused() {
        return new Head(receiver, group, times, nextOrder, size, told, dueAt, failures, flightEnd, rounds, false);
    }

    /** With all its times so much earlier. */
    Head earlier(long millis) {
        return due(Math.max(0, dueAt - millis)).in(rounds.earlier(millis));
    }

    /** Whether a change is of a page, which does not wait for the next message of its group, only for others of it. */
    boolean hurries(Change change, long now) {
        return waitsForNextMessage(now) && change.isOfPage();
    }

    /** With room for entries behind all others. */
    Head skipped(int count) {
        return new Head(
                receiver, group, times, nextOrder + count, size, told, dueAt, failures, flightEnd, rounds, held);
    }
}
