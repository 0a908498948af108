package io.bellwether.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Idempotency keys: functions of what is said to whom, so the same after every retry and restart. */
public final class DeliveryId {

    private DeliveryId() {}

    /** Of one change for one receiver. */
    public static String of(String alertId, long startsAt, long seq, String receiver) {
        return sha256(alertId + '|' + startsAt + '|' + seq + '|' + receiver);
    }

    /** Of a notification: the change's own if it is alone, else of all of them in whatever order. */
    public static String of(List<Change> changes) {
        if (changes.size() == 1) {
            return changes.get(0).deliveryId();
        }
        return sha256(String.join("|", changes.stream().map(Change::deliveryId).sorted().toList()));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
