package io.bellwether.plan;

import io.bellwether.metric.Cell;
import io.bellwether.metric.Measure;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What came to a queue within some time.
 *
 * @param offered contacts that entered it
 * @param handled contacts that ended
 * @param workMillis what was told of their work, ms
 * @param lost contacts whose customer left unanswered
 * @param waitedMillis waits of all who left the queue, answered or not, ms
 */
record Lately(long offered, long handled, long workMillis, long lost, long waitedMillis) {

    static final Lately NOTHING = new Lately(0, 0, 0, 0, 0);

    /** @param cell of measurement {@code queue} */
    static Lately of(Cell cell) {
        return new Lately(
                cell.count(Measure.QUEUE_OFFERED),
                cell.timing(Measure.QUEUE_HANDLE).count(),
                cell.count(Measure.QUEUE_WORK_TIME),
                cell.count(Measure.QUEUE_ABANDONED),
                cell.timing(Measure.QUEUE_WAIT).sum()
                        + cell.timing(Measure.QUEUE_WAIT_LOST).sum());
    }

    Lately plus(Lately other) {
        return new Lately(
                offered + other.offered,
                handled + other.handled,
                workMillis + other.workMillis,
                lost + other.lost,
                waitedMillis + other.waitedMillis);
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    void write(DataOutput out) throws IOException {
        Varint.writeSigned(offered, out);
        Varint.writeSigned(handled, out);
        Varint.writeSigned(workMillis, out);
        Varint.writeSigned(lost, out);
        Varint.writeSigned(waitedMillis, out);
    }

    static Lately read(DataInput in) throws IOException {
        return new Lately(
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in));
    }
}
