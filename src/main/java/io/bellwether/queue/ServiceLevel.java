package io.bellwether.queue;

import java.io.Serializable;
import java.util.Map;

/**
 * The two limits of a queue's service level.
 *
 * @param thresholdMillis an answer after at most this wait counts as in threshold
 * @param shortAbandonMillis who leaves after at most this wait is a short abandon and does not hurt the service level
 * @param byQueue limits of single queues, instead of these
 */
public record ServiceLevel(long thresholdMillis, long shortAbandonMillis, Map<String, ServiceLevel> byQueue)
        implements Serializable {

    /** 20 s and 5 s, the field's usual pair. */
    public static final ServiceLevel DEFAULT = new ServiceLevel(20_000, 5_000, Map.of());

    public ServiceLevel {
        byQueue = Map.copyOf(byQueue);
    }

    /** The limits of a queue. */
    public ServiceLevel of(String queue) {
        ServiceLevel own = queue == null ? null : byQueue.get(queue);
        return own == null ? this : own;
    }
}
