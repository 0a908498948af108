package io.bellwether.ingest;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventType;

/**
 * One record as it came in, decoded.
 *
 * @param topic where it came from: a topic, or a file's name in a replay
 * @param recordTime when the broker or producer stamped the record, epoch ms; {@link Long#MAX_VALUE} where nobody did
 */
public record Inbound(Decoded decoded, String topic, long recordTime) {

    /** Whether it is one of the job's own heartbeats. */
    public boolean isHeartbeat() {
        return decoded.isEvent() && decoded.event().type() == EventType.CLOCK_HEARTBEAT;
    }
}
