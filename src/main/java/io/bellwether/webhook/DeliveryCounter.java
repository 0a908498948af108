package io.bellwether.webhook;

/** What the delivery counts, per receiver (metric group {@code receiver}). */
enum DeliveryCounter {
    /** Changes that came in for this receiver. */
    CHANGES("numChanges"),
    /** Requests that were sent, retries included. */
    REQUESTS("numRequests"),
    /** Milliseconds between request and answer, summed; divided by the requests it is the mean latency. */
    REQUEST_MILLIS("requestMillis"),
    /** Changes that the receiver confirmed. */
    DELIVERED("numDelivered"),
    /** Requests that will be made again. */
    RETRIES("numRetries"),
    /** Answers and guard refusals that say the receiver itself is gone; its alerts wait and it is asked again now and then. */
    BROKEN("numBroken"),
    /** Changes given up, for whatever reason: each is in the topic of failed deliveries. Alert on this. */
    FAILED("numFailed"),
    /** Changes that the receiver refused for good. */
    REJECTED("numRejected"),
    /** Changes that waited longer than they are worth. */
    EXPIRED("numExpired"),
    /** Changes of a group that grew beyond its bound: the oldest are given up. */
    OVERFLOW("numOverflow"),
    /** Changes replaced by a newer one of the same alert before they were sent. */
    SUPERSEDED("numSuperseded"),
    /** Changes not sent because the alert ended, or moved elsewhere, before the receiver ever heard of it. */
    NEVER_TOLD("numNeverTold"),
    /** Groups whose changes went in the message of another, because the receiver's rate was used up. */
    DIGESTED("numDigested"),
    /** Changes that were counted in a message too long to list them. */
    TRUNCATED("numTruncated"),
    /** Signs of life that the receiver confirmed. */
    HEARTBEATS("numHeartbeats");

    private final String metricName;

    DeliveryCounter(String metricName) {
        this.metricName = metricName;
    }

    String metricName() {
        return metricName;
    }
}
