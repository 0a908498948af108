package io.bellwether.notify;

import io.bellwether.alert.Transition;

/**
 * A transition on its way to one receiver.
 *
 * @param deliveryId the idempotency key, {@link DeliveryId}
 * @param transition as the receiver is told of it: it may be FIRING for a change of severity where the receiver never heard
 *     of the alert
 */
public record Change(String deliveryId, Transition transition) {

    /** The change that a transition is for a receiver. */
    static Change of(Transition transition, String receiver) {
        return new Change(
                DeliveryId.of(transition.alertId(), transition.startsAt(), transition.seq(), receiver), transition);
    }

    /** What happened to the alert, as the receiver is told. */
    public Transition.Kind kind() {
        return transition.kind();
    }

    /** Alert and start: what is announced once and ended once. */
    public String episode() {
        return transition.alertId() + '|' + transition.startsAt();
    }

    /** The same news as the first that the receiver hears of the episode. */
    Change asFiring() {
        return new Change(deliveryId, transition.asFiring());
    }
}
