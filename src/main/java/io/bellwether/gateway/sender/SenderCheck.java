package io.bellwether.gateway.sender;

/** Whether a delivery comes from whom it should. For any number of threads; never throws, whatever was delivered. */
@FunctionalInterface
public interface SenderCheck {

    /** Takes all: for sources that are known to be safe by other means. */
    SenderCheck NONE = (delivery, now) -> Admission.of(delivery);

    /** @param now epoch ms, for windows of time */
    Admission check(WebhookCall delivery, long now);
}
