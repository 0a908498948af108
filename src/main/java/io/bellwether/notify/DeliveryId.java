package io.bellwether.notify;

import io.bellwether.yaml.Fingerprint;
import java.util.List;

/** Idempotency keys: functions of what is said to whom, so the same after every retry and restart. */
public final class DeliveryId {

    private static final int BYTES = 32;

    private DeliveryId() {}

    /** Of one change for one receiver. */
    public static String of(String alertId, long startsAt, long seq, String receiver) {
        return Fingerprint.hex(alertId + '|' + startsAt + '|' + seq + '|' + receiver, BYTES);
    }

    /** Of what is said for the so-and-so-many-th time: a function of what was said first. */
    static String ofRepeat(String deliveryId, long number) {
        return Fingerprint.hex(deliveryId + "|repeat|" + number, BYTES);
    }

    /** Of word that somebody sees to it: a function of what was said first, and of what that somebody said. */
    static String ofAcknowledgement(String deliveryId, String ackId, long ackAt) {
        return Fingerprint.hex(deliveryId + "|ack|" + ackId + '|' + ackAt, BYTES);
    }

    /** Of a sign of life. */
    static String ofHeartbeat(String receiver, long slotMillis) {
        return Fingerprint.hex("heartbeat|" + receiver + '|' + slotMillis, BYTES);
    }

    /** Of a notification: the change's own if it is alone, else of all of them in whatever order. */
    public static String of(List<Change> changes) {
        if (changes.size() == 1) {
            return changes.get(0).deliveryId();
        }
        return Fingerprint.hex(
                String.join(
                        "|", changes.stream().map(Change::deliveryId).sorted().toList()),
                BYTES);
    }
}
