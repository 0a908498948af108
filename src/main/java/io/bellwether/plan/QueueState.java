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

    /** @param latenessMillis of what is older nothing is told anew */
    void take(PlannedShift shift, long latenessMillis) {
        long from = roster.put(shift, told == Long.MIN_VALUE ? told : told - latenessMillis);
        lastEnd = Math.max(lastEnd, shift.said());
        if (from <= told) {
            wrongFrom = Math.min(wrongFrom, from);
        }
    }

    /** End of the last pane that ended until a time; the least of numbers for none. */
    long heardUntil(long time) {
        return presence.lastUntil(time);
    }

    /** The first time of which it knows something; the greatest of numbers where it knows nothing. */
    long firstHeard() {
        return Math.min(presence.firstEnd(), roster.firstSaid());
    }

    /** One that knows alone what is heard after a time, and was never spoken of. */
    QueueState after(long time) {
        QueueState state = new QueueState(demand.since(time), presence.after(time), roster.after(time));
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

    /** @param withRoster whether it was written with one */
    static QueueState read(DataInput in, boolean withRoster) throws IOException {
        QueueDemand demand = QueueDemand.read(in);
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
