package io.bellwether.gateway.sender;

/**
 * Whether a delivery is taken in.
 *
 * @param verdict why, where it is not
 * @param delivery what is taken in, decrypted where it came encrypted; null where it is not
 */
public record Admission(SenderVerdict verdict, WebhookCall delivery) {

    static Admission of(WebhookCall delivery) {
        return new Admission(SenderVerdict.GENUINE, delivery);
    }

    static Admission refused(SenderVerdict verdict) {
        return new Admission(verdict, null);
    }

    /** Whether it is. */
    public boolean isGenuine() {
        return verdict == SenderVerdict.GENUINE;
    }
}
