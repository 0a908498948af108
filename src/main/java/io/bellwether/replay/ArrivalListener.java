package io.bellwether.replay;

/** Told of what comes to queues, in the order of time, and of how long it was handled. */
public interface ArrivalListener {

    /**
     * A contact entered a queue, or a ticket was created.
     *
     * @param queue null where nobody names it
     * @param millis when
     */
    void arrived(String queue, long millis);

    /**
     * Agents had a contact, or are known to have had it longer.
     *
     * @param begunMillis when it came, or was given to an agent who did not take it out of a queue
     * @param handleMillis how long, or how much longer
     * @param contacts 1, or 0 where it was told before
     */
    void handled(String queue, long begunMillis, long handleMillis, int contacts);
}
