package io.bellwether.plan;

import io.bellwether.metric.Cell;
import io.bellwether.metric.Measure;
import io.bellwether.state.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is kept of one queue, and how far it was spoken of. */
final class QueueState {

    final QueueDemand demand;
    final Presence presence;
    /** End of the last window that was spoken of; the least of numbers for none. */
    long told = Long.MIN_VALUE;
    /** From which window on what was said is no longer so; the greatest of numbers for none. */
    long wrongFrom = Long.MAX_VALUE;
    /** End of the last pane that came. */
    long lastEnd = Long.MIN_VALUE;
    /** Version of the plan whose intervals were told. */
    String plan = "";

    QueueState() {
        this(new QueueDemand(), new Presence());
    }

    private QueueState(QueueDemand demand, Presence presence) {
        this.demand = demand;
        this.presence = presence;
    }

    /** Takes the newest version of a pane. */
    void take(Cell cell) {
        boolean news = demand.put(cell.start(), Lately.of(cell));
        news |= presence.put(cell.end(), cell.atEnd(Measure.QUEUE_STAFFED));
        lastEnd = Math.max(lastEnd, cell.end());
        if (news && cell.end() <= told) {
            wrongFrom = Math.min(wrongFrom, cell.end());
        }
    }

    /** End of the last pane that ended until a time; the least of numbers for none. */
    long heardUntil(long time) {
        return presence.lastUntil(time);
    }

    /** One that knows the panes alone that end after a time, and was never spoken of; null where there are none. */
    QueueState after(long time) {
        Presence later = presence.after(time);
        if (later == null) {
            return null;
        }
        QueueState state = new QueueState(demand.since(time), later);
        state.lastEnd = lastEnd;
        return state;
    }

    void write(DataOutput out) throws IOException {
        demand.write(out);
        presence.write(out);
        out.writeLong(told);
        out.writeLong(wrongFrom);
        out.writeLong(lastEnd);
        Texts.write(plan, out);
    }

    static QueueState read(DataInput in) throws IOException {
        QueueState state = new QueueState(QueueDemand.read(in), Presence.read(in));
        state.told = in.readLong();
        state.wrongFrom = in.readLong();
        state.lastEnd = in.readLong();
        state.plan = Texts.read(in);
        return state;
    }
}
