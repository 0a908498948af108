package io.bellwether.job;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Point;
import io.bellwether.metric.ValueLimits;
import io.bellwether.queue.ServiceLevel;
import org.apache.flink.api.common.functions.MapFunction;

/** Makes points of cells; those of queues say by which formula their service level is judged. */
final class PointFunction implements MapFunction<Cell, Point> {

    private static final long serialVersionUID = 1L;

    private final ServiceLevel serviceLevel;

    PointFunction(ServiceLevel serviceLevel) {
        this.serviceLevel = serviceLevel;
    }

    @Override
    public Point map(Cell cell) {
        CellKey key = cell.key();
        String text = key.measurement().text() == null
                ? null
                : serviceLevel.formulas(value(key, "queue"), value(key, "channel"));
        return Point.of(cell, text);
    }

    /** Null where the series is not of one value: what is beyond the limit may be any. */
    private static String value(CellKey key, String dimension) {
        int at = key.dimensions().indexOf(dimension);
        String value = at < 0 ? null : key.values().get(at);
        return ValueLimits.OTHER.equals(value) ? null : value;
    }
}
