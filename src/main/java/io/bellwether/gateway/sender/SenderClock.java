package io.bellwether.gateway.sender;

import io.bellwether.event.EventTime;
import java.nio.charset.StandardCharsets;

/**
 * When a delivery says that it was sent; far from now it is not taken.
 *
 * @param in where that stands; null where it stands with the signature
 * @param field its name there
 * @param seconds whether it counts seconds; else RFC 3339 or milliseconds
 * @param windowMillis how far from now it may be, before and behind
 */
record SenderClock(SignedPart in, String field, boolean seconds, long windowMillis) {

    private static final int LONGEST_SECONDS = 12;

    SenderVerdict check(WebhookCall delivery, String signature, long now) {
        String text = text(delivery, signature);
        if (text == null || text.isEmpty()) {
            return SenderVerdict.MISSING;
        }
        String millis = seconds ? text.strip() + "000" : text.strip();
        long time = seconds && text.length() > LONGEST_SECONDS ? EventTime.INVALID : EventTime.parse(millis);
        if (time == EventTime.INVALID) {
            return SenderVerdict.UNREADABLE;
        }
        return Math.abs(now - time) > windowMillis ? SenderVerdict.OUT_OF_WINDOW : SenderVerdict.GENUINE;
    }

    byte[] written(WebhookCall delivery, String signature) {
        String text = text(delivery, signature);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private String text(WebhookCall delivery, String signature) {
        if (in != null) {
            return in.text(delivery);
        }
        for (String pair : signature.split(",", -1)) {
            if (pair.strip().startsWith(field + "=")) {
                return pair.strip().substring(field.length() + 1);
            }
        }
        return null;
    }
}
