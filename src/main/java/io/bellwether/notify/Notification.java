package io.bellwether.notify;

import java.util.Map;

/**
 * A change addressed to a group of a receiver. Changes of one group reach the receiver in order and, if they come close
 * together, in one message.
 *
 * @param receiver its name in the routing file
 * @param groupKey the receiver and the group's labels; what the delivery is keyed by
 * @param group the labels that make the group
 * @param times when the route wants the group to be told
 * @param primary whether the route of the alert's present severity leads here. False: a former route did, and only a
 *     receiver that was told of the alert hears the rest
 * @param afterMillis when the receiver is told, as a step of an escalation, after this came; 0 for one that is told anyway
 * @param change what to say
 */
public record Notification(
        String receiver,
        String groupKey,
        Map<String, String> group,
        GroupTimes times,
        boolean primary,
        long afterMillis,
        Change change) {

    /** The same as a step whose turn is so long after this came. */
    Notification after(long millis) {
        return new Notification(receiver, groupKey, group, times, primary, millis, change);
    }

    /** How long to gather changes before a message, processing time. */
    public long waitMillis() {
        return times.waitMillis();
    }
}
