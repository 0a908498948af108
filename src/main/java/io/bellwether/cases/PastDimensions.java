package io.bellwether.cases;

import io.bellwether.metric.Measure;
import io.bellwether.sla.ClockKind;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The dimensions that a case had before its present ones, so that what was counted under them can be taken back there.
 * Remembers the last {@value #MOST} under which something was counted; most cases have none. Of what was counted before those
 * nobody knows where: it stands.
 *
 * <p>A time tells the dimensions but for what was counted in the instant of a move, before it, or for a time before the
 * move, after it: that is remembered one by one, also the last {@value #MOST}.
 */
final class PastDimensions {

    static final int MOST = 32;

    /** Where something was counted of which nobody knows it any more. */
    static final List<String> FORGOTTEN = List.of("forgotten");

    private static final long NEVER = Long.MIN_VALUE;

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

    /** With the number of past ones: counts stand behind them. */
    private static final int WITH_COUNTS = 1;

    /** Likewise: something was counted under the present ones. */
    private static final int WITH_PRESENT = 2;

    /** Likewise: until when all is forgotten stands behind them. */
    private static final int WITH_FORGOTTEN = 4;

    private static final int FLAGS = 3;

    /** Dimensions that held until a time, exclusive. */
    private record Past(List<String> values, long until) {}

    /** What was counted once for a time. */
    private record Counted(Measure measure, List<String> tags, long time, List<String> values) {

        boolean is(Measure measure, List<String> tags, long time) {
            return this.time == time && this.measure == measure && this.tags.equals(tags);
        }

        /** Whether it is the verdict of a clock that nothing takes back, such as each move ends one. */
        boolean stands() {
            boolean verdict = measure == Measure.SLA_MET || measure == Measure.SLA_CONSUMED;
            return verdict && !ClockKind.byWireName(tags.get(0)).mayBeTakenBack();
        }
    }

    private List<Past> past = List.of();
    /** Not under the dimensions that its time tells. */
    private List<Counted> elsewhere = List.of();
    /** In the present instant, under the present dimensions. Not written: no instant is folded in two goes. */
    private List<Counted> now = List.of();
    /** Whether something was counted under the present dimensions, or may have been. */
    private boolean present = true;

    private long forgottenUntil = NEVER;

    /** Whether nothing is remembered that would have to be written. */
    boolean isEmpty() {
        return past.isEmpty() && elsewhere.isEmpty();
    }

    /** Other dimensions hold from that time on. */
    void leave(List<String> values, long time) {
        if (present) {
            if (past.size() == MOST) {
                forgottenUntil = Math.max(forgottenUntil, past.remove(0).until);
            }
            past = past.isEmpty() ? new ArrayList<>(1) : past;
            past.add(new Past(values, time));
            present = false;
        }
        for (Counted one : now) {
            if (one.time >= time && !one.stands()) {
                remember(one);
            }
        }
        now = List.of();
    }

    /** Something is counted under the present dimensions. */
    void count(Measure measure, List<String> tags, long time, List<String> values) {
        if (!REVOCABLE.contains(measure)) {
            return;
        }
        present = true;
        Counted counted = new Counted(measure, tags, time, values);
        List<String> then = at(time);
        if (then != null && !then.equals(values) || find(measure, tags, time) >= 0) {
            remember(counted);
        } else {
            countNow(counted);
        }
    }

    private void countNow(Counted counted) {
        if (!now.isEmpty() && now.get(0).time < counted.time) {
            now.clear();
        }
        if (now.isEmpty()) {
            // done for many events: one list for all instants
            now = now instanceof ArrayList ? now : new ArrayList<>(2);
            now.add(counted);
        } else if (now.get(0).time == counted.time) {
            now.add(counted);
        }
    }

    private void remember(Counted counted) {
        if (elsewhere.size() == MOST) {
            forgottenUntil = Math.max(forgottenUntil, elsewhere.remove(0).time + 1);
        }
        elsewhere = elsewhere.isEmpty() ? new ArrayList<>(1) : elsewhere;
        elsewhere.add(counted);
    }

    /**
     * The dimensions under which it was counted for that time, the last if several times; null if under the present ones,
     * {@link #FORGOTTEN} where nobody knows.
     */
    List<String> takeBack(Measure measure, List<String> tags, long time) {
        int at = find(measure, tags, time);
        return at < 0 ? at(time) : elsewhere.remove(at).values;
    }

    /** The same, and it stays counted. */
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
        if (time < forgottenUntil) {
            return FORGOTTEN;
        }
        for (int i = 0; i < past.size(); i++) {
            if (time < past.get(i).until) {
                return past.get(i).values;
            }
        }
        return null;
    }

    void write(DataOutput out) throws IOException {
        int flags = (elsewhere.isEmpty() ? 0 : WITH_COUNTS)
                | (present ? WITH_PRESENT : 0)
                | (forgottenUntil == NEVER ? 0 : WITH_FORGOTTEN);
        Varint.writeUnsigned((long) past.size() << FLAGS | flags, out);
        if (forgottenUntil != NEVER) {
            out.writeLong(forgottenUntil);
        }
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
        int there = (int) Varint.readUnsigned(in);
        read.present = (there & WITH_PRESENT) != 0;
        read.forgottenUntil = (there & WITH_FORGOTTEN) == 0 ? NEVER : in.readLong();
        for (int i = there >> FLAGS; i > 0; i--) {
            read.past = read.past.isEmpty() ? new ArrayList<>(1) : read.past;
            long until = in.readLong();
            read.past.add(new Past(List.copyOf(Texts.readAll(in)), until));
        }
        for (int i = (there & WITH_COUNTS) == 0 ? 0 : in.readUnsignedByte(); i > 0; i--) {
            Measure measure = Measure.CODES.read(in);
            read.remember(new Counted(
                    measure, List.copyOf(Texts.readAll(in)), in.readLong(), List.copyOf(Texts.readAll(in))));
        }
        return read;
    }
}
