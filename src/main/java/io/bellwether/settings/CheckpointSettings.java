package io.bellwether.settings;

import java.io.Serializable;

/**
 * How often state is kept and where.
 *
 * @param directory of checkpoints; empty for what the cluster says
 */
public record CheckpointSettings(long intervalMillis, String directory) implements Serializable {

    /** Of Flink, which refuses less when the job is built. */
    static final long LEAST_INTERVAL_MILLIS = 10;

    public static final CheckpointSettings DEFAULT = new CheckpointSettings(10_000, "");
}
