package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.control.Acknowledgement;

/**
 * A transition on its way to one receiver.
 *
 * @param deliveryId the idempotency key, {@link DeliveryId}
 * @param transition as the receiver is told of it: it may be FIRING for a change of severity where the receiver never heard
 *     of the alert
 * @param repeated whether the receiver knows it and is told again, since the alert still fires
 * @param delayMillis how old the news was when it came, if that was too old to be told at once; else 0
 * @param remarks what the receiver is told beside it
 */
public record Change(String deliveryId, Transition transition, boolean repeated, long delayMillis, Remarks remarks) {

    /** News. */
    public Change(String deliveryId, Transition transition) {
        this(deliveryId, transition, false, 0, Remarks.NONE);
    }

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

    /** Whether somebody may be woken by it, or may go back to sleep. */
    public boolean isOfPage() {
        return transition.severity().equals("page")
                || transition.previousSeverity().equals("page");
    }

    /** Whether it says that somebody sees to an alert which the receiver knows, and nothing else. */
    public boolean isAcknowledgement() {
        return remarks.isAcknowledgement();
    }

    /** The same news as the first that the receiver hears of the episode. */
    Change asFiring() {
        return new Change(deliveryId, transition.asFiring(), repeated, delayMillis, remarks);
    }

    /** The same, come late. */
    public Change delayed(long millis) {
        return new Change(deliveryId, transition, repeated, millis, remarks);
    }

    /** The same with other remarks. */
    Change remarked(Remarks other) {
        return new Change(deliveryId, transition, repeated, delayMillis, other);
    }

    /** What the receiver knows already, once more: the same alert, an id of its own. */
    public Change again(long number) {
        return new Change(
                DeliveryId.ofRepeat(deliveryId, number), transition.asFiring(), true, delayMillis, Remarks.NONE);
    }

    /** That somebody sees to what the receiver knows: the same alert, an id of its own. */
    public Change seen(Acknowledgement ack) {
        return new Change(
                DeliveryId.ofAcknowledgement(deliveryId, ack.id(), ack.at()),
                transition.asFiring(),
                true,
                delayMillis,
                Remarks.NONE.seen(Remarks.Seen.of(ack, true)));
    }
}
