package io.bellwether.webhook;

/**
 * A change that a receiver was not told of and never will be. Goes to a topic for operators; holds no secret and no
 * message text.
 *
 * @param deliveryId of the change
 * @param receiver by name
 * @param groupKey the group it belonged to
 * @param alertId of the alert
 * @param uid of its rule
 * @param startsAt of the episode, epoch ms event time
 * @param seq of the change in the episode
 * @param transition {@code firing}, {@code severity_changed} or {@code resolved}
 * @param severity of the change
 * @param reason why it was given up: the outcome's word ({@code http_400}), {@code expired}, {@code outbox_full},
 *     {@code receiver_removed} or {@code unrenderable}
 * @param detail the beginning of the receiver's answer with secrets removed; empty if there was none
 * @param at epoch ms processing time
 */
public record FailedDelivery(
        String deliveryId,
        String receiver,
        String groupKey,
        String alertId,
        String uid,
        long startsAt,
        long seq,
        String transition,
        String severity,
        String reason,
        String detail,
        long at) {}
