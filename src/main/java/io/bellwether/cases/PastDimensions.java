package io.bellwether.cases;

import io.bellwether.metric.Measure;
import io.bellwether.state.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The dimensions that a case had before its present ones, so that what was counted under them can be taken back there.
 * Remembers the last {@value #MOST}; most cases have none.
 *
 * <p>A time tells the dimensions but for what was counted in the instant of a move, before it, or for a time before the
 * move, after it: that is remembered one by one, also the last {@value #MOST}.
 */
final class PastDimensions {

    static final int MOST = 16;

    /** What may be taken back. */
    private static final Set<Measure> REVOCABLE = EnumSet.of(
            Measure.CASES_SOLVED,
            Measure.CASES_CLOSED,
            Measure.CASES_ONE_TOUCH,
            Measure.CASES_TRANSFERRED,
            Measure.CASES_ESCALATED,
            Measure.SATISFACTION_SCORE,
            Measure.SATISFACTION_SATISFIED,
            Measure.SATISFACTION_DISSATISFIED,
            Measure.SLA_MET,
            Measure.SLA_BREACHED,
            Measure.SLA_CONSUMED,
            Measure.SURVEYS_REQUESTED,
            Measure.DOUBT_RATINGS,
            Measure.DOUBT_SATISFIED);

    /** In the byte of the number of past ones: counts stand behind them. */
    private static final int WITH_COUNTS = 0x80;

    /** Dimensions that held until a time, exclusive. */
    private record Past(List<String> values, long until) {}

    /** What was counted once for a time. */
    private record Counted(Measure measure, List<String> tags, long time, List<String> values) {

        boolean is(Measure measure, List<String> tags, long time) {
            return this.time == time && this.measure == measure && this.tags.equals(tags);
        }
    }

    private List<Past> past = List.of();
    /** Not under the dimensions that its time tells. */
    private List<Counted> elsewhere = List.of();
    /** In the present instant, under the present dimensions. Not written: no instant is folded in two goes. */
    private List<Counted> now = List.of();

    /** Whether nothing is remembered that would have to be written. */
    boolean isEmpty() {
        return past.isEmpty() && elsewhere.isEmpty();
    }

    /** Other dimensions hold from that time on. */
    void leave(List<String> values, long time) {
        if (past.size() == MOST) {
            past.remove(0);
        }
        past = past.isEmpty() ? new ArrayList<>(1) : past;
        past.add(new Past(values, time));
        for (Counted one : now) {
            if (one.time >= time) {
                remember(one);
            }
        }
        now = List.of();
    }

    /** Something is counted under the present dimensions. */
    void count(Measure measure, List<String> tags, long time, List<String> present) {
        if (!REVOCABLE.contains(measure)) {
            return;
        }
        Counted counted = new Counted(measure, tags, time, present);
        List<String> then = at(time);
        if (then != null && !then.equals(present) || find(measure, tags, time) >= 0) {
            remember(counted);
        } else if (now.isEmpty() || now.get(0).time < time) {
            now = new ArrayList<>(2);
            now.add(counted);
        } else if (now.get(0).time == time) {
            now.add(counted);
        }
    }

    private void remember(Counted counted) {
        if (elsewhere.size() == MOST) {
            elsewhere.remove(0);
        }
        elsewhere = elsewhere.isEmpty() ? new ArrayList<>(1) : elsewhere;
        elsewhere.add(counted);
    }

    /** The dimensions under which it was counted for that time, the last if several times; null if under the present ones. */
    List<String> takeBack(Measure measure, List<String> tags, long time) {
        int at = find(measure, tags, time);
        return at < 0 ? at(time) : elsewhere.remove(at).values;
    }

    /** The dimensions under which it was counted for that time; null if under the present ones. */
    List<String> of(Measure measure, List<String> tags, long time) {
        int at = find(measure, tags, time);
        return at < 0 ? at(time) : elsewhere.get(at).values;
    }

    private int find(Measure measure, List<String> tags, long time) {
        for (int i = elsewhere.size() - 1; i >= 0; i--) {
            if (elsewhere.get(i).is(measure, tags, time)) {
                return i;
            }
        }
        return -1;
    }

    private List<String> at(long time) {
        for (int i = 0; i < past.size(); i++) {
            if (time < past.get(i).until) {
                return past.get(i).values;
            }
        }
        return null;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(past.size() | (elsewhere.isEmpty() ? 0 : WITH_COUNTS));
        for (Past one : past) {
            out.writeLong(one.until);
            Texts.writeAll(one.values, out);
        }
        if (elsewhere.isEmpty()) {
            return;
        }
        out.writeByte(elsewhere.size());
        for (Counted one : elsewhere) {
            Measure.CODES.write(one.measure, out);
            Texts.writeAll(one.tags, out);
            out.writeLong(one.time);
            Texts.writeAll(one.values, out);
        }
    }

    static PastDimensions read(DataInput in) throws IOException {
        PastDimensions read = new PastDimensions();
        int present = in.readUnsignedByte();
        for (int i = present & ~WITH_COUNTS; i > 0; i--) {
            read.past = read.past.isEmpty() ? new ArrayList<>(1) : read.past;
            long until = in.readLong();
            read.past.add(new Past(List.copyOf(Texts.readAll(in)), until));
        }
        for (int i = (present & WITH_COUNTS) == 0 ? 0 : in.readUnsignedByte(); i > 0; i--) {
            Measure measure = Measure.CODES.read(in);
            read.remember(new Counted(
                    measure, List.copyOf(Texts.readAll(in)), in.readLong(), List.copyOf(Texts.readAll(in))));
        }
        return read;
    }
}
