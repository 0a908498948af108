package io.bellwether.influx;

import java.util.List;

/** State of one writer: the points that the store has not acknowledged, oldest first. */
record PendingPoints(List<PointLine> lines) {

    PendingPoints {
        lines = List.copyOf(lines);
    }
}
