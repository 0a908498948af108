package io.bellwether.influx;

import java.util.List;

/**
 * State of one writer: the points that the store has not acknowledged, oldest first.
 *
 * @param lines those before what is in files
 * @param segments files with those behind, in order
 * @param last those behind these
 */
record PendingPoints(List<PointLine> lines, List<Segment> segments, List<PointLine> last) {

    PendingPoints {
        lines = List.copyOf(lines);
        segments = List.copyOf(segments);
        last = List.copyOf(last);
    }

    /** None is in a file. */
    PendingPoints(List<PointLine> lines) {
        this(lines, List.of(), List.of());
    }
}
