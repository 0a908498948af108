package io.bellwether.notify;

import java.io.Serializable;

/**
 * A message that says nothing but that the job is alive, so that somebody outside notices when it is not.
 *
 * @param receiver who is told; of a type that {@link ReceiverType#takesHeartbeats()}
 * @param everyMillis processing time
 */
public record LifeSign(String receiver, long everyMillis) implements Serializable {

    /**
     * One message.
     *
     * @param id the same for every message of a slot, also after a restart
     * @param slotMillis epoch ms processing time at which its slot began
     * @param everyMillis how long slots are
     * @param watermark epoch ms event time that the job has come to
     */
    public record Beat(String id, long slotMillis, long everyMillis, long watermark) {}

    /** The message of the slot in which {@code now} (epoch ms processing time) is. */
    public Beat at(long now, long watermark) {
        long slot = now - Math.floorMod(now, everyMillis);
        return new Beat(DeliveryId.ofHeartbeat(receiver, slot), slot, everyMillis, watermark);
    }
}
