package io.bellwether.ingest;

import io.bellwether.event.Actor;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventType;
import io.bellwether.event.Origin;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import java.nio.ByteBuffer;

/**
 * One record as it came in, decoded.
 *
 * @param topic where it came from: a topic, or a file's name in a replay
 * @param partition of the topic; 0 in a replay
 * @param offset in its partition, or the line number from 1; {@link #NO_OFFSET} where it is no record
 * @param key the record's key, which stays as it is; null for none
 * @param recordTime when the broker or producer stamped the record, epoch ms; {@link Long#MAX_VALUE} where nobody did
 * @param gone records before it that Kafka no longer held when they were to be read; such a one is itself no record
 */
public record Inbound(
        Decoded decoded, String topic, int partition, long offset, ByteBuffer key, long recordTime, long gone) {

    /** The offset of what is not in a partition. */
    public static final long NO_OFFSET = -1;

    /** A record. */
    public Inbound(Decoded decoded, String topic, int partition, long offset, ByteBuffer key, long recordTime) {
        this(decoded, topic, partition, offset, key, recordTime, 0);
    }

    /** A record that no partition has. */
    public Inbound(Decoded decoded, String topic, long recordTime) {
        this(decoded, topic, NO_OFFSET, recordTime);
    }

    /** A line of a file, or a record of partition 0 without a key. */
    public Inbound(Decoded decoded, String topic, long offset, long recordTime) {
        this(decoded, topic, 0, offset, null, recordTime);
    }

    /** A heartbeat that nobody wrote: the reader itself proved that a partition of the topic came to a moment. */
    static Inbound heartbeat(String topic, long moment) {
        return new Inbound(new Decoded(Heartbeat.at(moment), null), topic, moment);
    }

    /** Tells of records that are gone. A heartbeat that proves nothing, so that time and whoever looks at events passes it by. */
    static Inbound gone(String topic, long records) {
        return new Inbound(new Decoded(Heartbeat.at(0), null), topic, 0, NO_OFFSET, null, 0, records);
    }

    /** The same place with an event that was looked at meanwhile. */
    Inbound with(ServiceEvent event) {
        return new Inbound(new Decoded(event, null), topic, partition, offset, key, recordTime);
    }

    /** Where the record is. */
    Origin origin() {
        return new Origin(topic, partition, offset, Origin.bytes(key));
    }

    /** Whether it is one of the job's own heartbeats. */
    public boolean isHeartbeat() {
        return decoded.isEvent() && decoded.event().type() == EventType.CLOCK_HEARTBEAT;
    }

    /** Whether it is a message to be scored: by a human, for the other side, and not yet scored. */
    boolean awaitsScore() {
        return decoded.isEvent() && awaitsScore(decoded.event());
    }

    /** The same of an event. */
    static boolean awaitsScore(ServiceEvent event) {
        boolean human = event.actor() == Actor.CUSTOMER || event.actor() == Actor.AGENT;
        return event.isMessage()
                && event.text() != null
                && event.sentiment() == null
                && human
                && event.visibility() != Visibility.PRIVATE;
    }
}
