package io.bellwether.event;

/**
 * A record that did not become an event, with everything that a person needs to find and repair it.
 *
 * @param reason why, from the one vocabulary
 * @param detail what was wrong, naming the field; never contains message texts
 * @param topic Kafka topic, or the file's name in a replay
 * @param partition partition; 0 in a replay
 * @param offset offset; the line number (from 1) in a replay
 * @param original the bytes as received
 */
public record Rejection(
        RejectionReason reason, String detail, String topic, int partition, long offset, byte[] original) {}
