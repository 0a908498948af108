package io.bellwether.simulate;

/**
 * A record as a source would send it.
 *
 * @param stream which of the three topics it belongs to
 * @param key case id, or agent id
 * @param value JSON, or what ought to have been JSON
 * @param time when it is delivered, epoch ms; the time inside may be earlier
 */
public record Delivered(Stream stream, String key, byte[] value, long time) {
    /** The input topics, by their role. */
    public enum Stream {
        TICKETS,
        CHATS,
        AGENTS
    }
}
