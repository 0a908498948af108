package io.bellwether.agents;

import io.bellwether.metric.Measure;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** What one agent counts in among all agents, or among those of one queue, and since when. Mutable. */
final class AgentCounts {

    /** The levels that an agent counts in, in the order in which they are told and written. */
    private static final Measure[] LEVELS = {
        Measure.AGENTS_ONLINE,
        Measure.AGENTS_AVAILABLE,
        Measure.AGENTS_AWAY,
        Measure.AGENTS_ON_CONTACT,
        Measure.AGENTS_IDLE,
        Measure.AGENTS_SLOTS,
        Measure.AGENTS_WRAP_UP,
        Measure.AGENTS_SLOTS_TAKEN,
        Measure.AGENTS_SLOTS_FREE,
        Measure.AGENTS_LOST
    };

    private static final int SIZE = LEVELS.length;

    private final Spot spot;
    /** How often the agent counts in each level. */
    private final long[] held = new long[SIZE];
    /** And since when; of no meaning where that is 0. */
    private final long[] since = new long[SIZE];
    /** Where they count among those who are away for a reason; null where they are not away. */
    private Spot away;

    private long awaySince;

    AgentCounts(Spot spot) {
        this.spot = spot;
    }

    /**
     * The agent counts like this from then on.
     *
     * @param wanted how often in each level
     * @param reason why they are away; null where they are not
     * @return whether they counted otherwise before
     */
    boolean hold(ToLongFunction<Measure> wanted, String reason, long time, AgentPresence.Levels out) {
        boolean changed = false;
        for (int level = 0; level < SIZE; level++) {
            long n = wanted.applyAsLong(LEVELS[level]);
            if (held[level] != n) {
                hold(level, n, time, out);
                changed = true;
            }
        }
        if (Objects.equals(reason, away == null ? null : away.reason())) {
            return changed;
        }
        beAway(reason, time, out);
        return true;
    }

    private void beAway(String reason, long time, AgentPresence.Levels out) {
        if (away != null) {
            out.level(Measure.AWAY_AGENTS, away, time, -1, awaySince);
        }
        away = reason == null ? null : spot.away(reason);
        awaySince = time;
        if (away != null) {
            out.level(Measure.AWAY_AGENTS, away, time, 1, time);
        }
    }

    /** Since when the agent has counted in a level as often as they do; 0 where they do not. */
    long since(Measure level) {
        for (int i = 0; i < SIZE; i++) {
            if (LEVELS[i] == level) {
                return held[i] == 0 ? 0 : since[i];
            }
        }
        throw new IllegalArgumentException(level + " is no level that an agent counts in");
    }

    /** Since when they are away for their reason; 0 where they are not away. */
    long awaySince() {
        return away == null ? 0 : awaySince;
    }

    /** The agent counts in nothing from then on. */
    void release(long time, AgentPresence.Levels out) {
        hold(level -> 0, null, time, out);
    }

    private void hold(int level, long n, long time, AgentPresence.Levels out) {
        if (held[level] != 0) {
            out.level(LEVELS[level], spot, time, -held[level], since[level]);
        }
        if (n != 0) {
            out.level(LEVELS[level], spot, time, n, time);
        }
        held[level] = n;
        since[level] = time;
    }

    boolean isNothing() {
        for (long n : held) {
            if (n != 0) {
                return false;
            }
        }
        return away == null;
    }

    AgentCounts copy() {
        AgentCounts copy = new AgentCounts(spot);
        System.arraycopy(held, 0, copy.held, 0, SIZE);
        System.arraycopy(since, 0, copy.since, 0, SIZE);
        copy.away = away;
        copy.awaySince = awaySince;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        for (int level = 0; level < SIZE; level++) {
            Varint.writeSigned(held[level], out);
            if (held[level] != 0) {
                out.writeLong(since[level]);
            }
        }
        out.writeBoolean(away != null);
        if (away != null) {
            Texts.write(away.reason(), out);
            out.writeLong(awaySince);
        }
    }

    static AgentCounts read(Spot spot, DataInput in) throws IOException {
        AgentCounts counts = new AgentCounts(spot);
        for (int level = 0; level < SIZE; level++) {
            counts.held[level] = Varint.readSigned(in);
            counts.since[level] = counts.held[level] == 0 ? 0 : in.readLong();
        }
        if (in.readBoolean()) {
            counts.away = spot.away(Texts.read(in));
            counts.awaySince = in.readLong();
        }
        return counts;
    }
}
