package io.bellwether.plan;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Windowing;
import java.util.List;

/**
 * One thing that is heard of a queue: of the two one is there, the other null.
 *
 * @param pane the newest version of what came to the queue in a pane
 * @param shift who is planned for an interval
 */
public record QueueNews(Cell pane, PlannedShift shift) {

    public static QueueNews of(Cell pane) {
        return new QueueNews(pane, null);
    }

    public static QueueNews of(PlannedShift shift) {
        return new QueueNews(null, shift);
    }

    /** Whether a cell says something of a whole queue. */
    public static boolean isPane(Cell cell) {
        return cell.key().measurement() == Measurement.QUEUE
                && cell.key().dimensions().equals(Windowing.QUEUE);
    }

    /** Of what is said of the queue: so it is where rules on it are. */
    public CellKey key() {
        List<String> queue = pane == null ? List.of(shift.queue()) : pane.key().values();
        return new CellKey(Measurement.PLAN, Windowing.QUEUE, queue, List.of());
    }
}
