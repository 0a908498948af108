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
    final Roster roster;
    /** End of the last window that was spoken of; the least of numbers for none. */
    long told = Long.MIN_VALUE;
    /** From which window on what was said is no longer so; the greatest of numbers for none. */
    long wrongFrom = Long.MAX_VALUE;
    /** End of the last pane that came, or when the last shift was said. */
    long lastEnd = Long.MIN_VALUE;
    /** Version of the plan whose intervals were told. */
    String plan = "";

    QueueState() {
        this(new QueueDemand(), new Presence(), new Roster());
    }

    private QueueState(QueueDemand demand, Presence presence, Roster roster) {
        this.demand = demand;
        this.presence = presence;
        this.roster = roster;
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

    /** @param horizon of what is older nothing is told anew */
    void take(PlannedShift shift, long horizon) {
        long from = roster.put(shift, horizon);
        if (isKnown()) {
            lastEnd = Math.max(lastEnd, shift.said());
        }
        if (from <= told) {
            wrongFrom = Math.min(wrongFrom, from);
        }
    }

    /** Whether anything but shifts was heard of the queue; before that nothing is told of it. */
    boolean isKnown() {
        return told != Long.MIN_VALUE || presence.firstEnd() != Long.MAX_VALUE;
    }

    /** End of the last pane that ended until a time; the least of numbers for none. */
    long heardUntil(long time) {
        return presence.lastUntil(time);
    }

    /**
     * One that knows alone what is heard after a time, and was never spoken of.
     *
     * @param paneMillis length of a pane
     */
    QueueState after(long time, long paneMillis) {
        Presence later = presence.after(time);
        long first = later.firstEnd() == Long.MAX_VALUE ? Long.MAX_VALUE : later.firstEnd() - paneMillis;
        QueueState state = new QueueState(demand.since(time, first), later, roster.after(time));
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
        roster.write(out);
    }

    /** @param withRoster whether it was written with one, and with the time since which the queue is known */
    static QueueState read(DataInput in, boolean withRoster) throws IOException {
        QueueDemand demand = QueueDemand.read(in, withRoster);
        Presence presence = Presence.read(in);
        long told = in.readLong();
        long wrongFrom = in.readLong();
        long lastEnd = in.readLong();
        String plan = Texts.read(in);
        QueueState state = new QueueState(demand, presence, withRoster ? Roster.read(in) : new Roster());
        state.told = told;
        state.wrongFrom = wrongFrom;
        state.lastEnd = lastEnd;
        state.plan = plan;
        return state;
    }
}
