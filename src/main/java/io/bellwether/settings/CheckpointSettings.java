package io.bellwether.settings;

import java.io.Serializable;

/**
 * How often state is kept and where.
 *
 * @param directory of checkpoints; empty for what the cluster says
 */
public record CheckpointSettings(long intervalMillis, String directory) implements Serializable {

    public static final CheckpointSettings DEFAULT = new CheckpointSettings(10_000, "");
}
