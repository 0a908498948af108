package io.bellwether.customers;

import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.quality.CustomerRules;
import io.bellwether.quality.Doubt;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ratings of one kind that a queue gets, in ten minutes each, for a week: which of them came in a burst. A burst is of one
 * side, satisfied or not: that is what is bought, or given in bad faith.
 *
 * <p>Ten minutes are a burst of a side where it has at least {@value #LEAST}, more than three times the usual, and more than
 * the usual by five standard deviations of a Poisson count. Usual is the mean of the week before, or that of the same hours of
 * its days if that is more; bursts count for nothing in it, and before a day is known there is none. It is judged when the ten
 * minutes are over, and again where a rating comes late or is taken back.
 */
final class QueueRatings extends Kept {

    static final long SLOT = 600_000;
    static final long DAY = 86_400_000;
    static final long WEEK = 7 * DAY;

    private static final int LEAST = 10;
    private static final int TIMES = 3;
    private static final int DEVIATIONS = 5;
    private static final long HOUR = 3_600_000;
    private static final Kind[] SIDES = {Kind.RATED_WELL, Kind.RATED_BADLY};

    /** Ten minutes. */
    private static final class Slot {
        final int[] counts = new int[SIDES.length];
        final boolean[] burst = new boolean[SIDES.length];
        /** As long as one that is late may change what is said of them. */
        final List<CustomerFact> ratings = new ArrayList<>(2);
    }

    private final TreeMap<Long, Slot> slots = new TreeMap<>();
    /** Start of the first ten minutes that are known of. */
    private long since = Long.MAX_VALUE;

    private static long start(long time) {
        return Math.floorDiv(time, SLOT) * SLOT;
    }

    /** At the end of its ten minutes. */
    @Override
    long dueAt(CustomerFact rating) {
        return start(rating.time()) + SLOT;
    }

    @Override
    boolean put(CustomerFact rating, CustomerRules rules) {
        long start = start(rating.time());
        Slot slot = slots.computeIfAbsent(start, s -> new Slot());
        boolean known = rating.delta() > 0 ? slot.ratings.add(rating) : slot.ratings.remove(rating.by(1));
        if (known) {
            slot.counts[rating.kind() == Kind.RATED_WELL ? 0 : 1] += rating.delta();
        }
        since = Math.min(since, start);
        return true;
    }

    /** Judges the ten minutes that are over. */
    @Override
    void tell(CustomerRules rules, Told told) {
        for (Map.Entry<Long, Slot> entry : slots.entrySet()) {
            Slot slot = entry.getValue();
            long end = entry.getKey() + SLOT;
            if (slot.ratings.isEmpty() || end > told.until()) {
                continue;
            }
            for (int side = 0; side < SIDES.length; side++) {
                slot.burst[side] = isBurst(entry.getKey(), side);
            }
            for (CustomerFact rating : slot.ratings) {
                if (slot.burst[rating.kind() == Kind.RATED_WELL ? 0 : 1]) {
                    told.doubt(Doubt.BURST, rating, end);
                }
            }
        }
    }

    private boolean isBurst(long start, int side) {
        int n = slots.get(start).counts[side];
        double usual = n < LEAST ? Double.NaN : usual(start, side);
        return n > TIMES * usual && n > usual + DEVIATIONS * Math.sqrt(usual);
    }

    /** How many are usual in ten minutes; NaN where too little is known. */
    private double usual(long start, int side) {
        long from = Math.max(since, start - WEEK);
        if (start - from < DAY) {
            return Double.NaN;
        }
        long all = 0;
        long ofHour = 0;
        for (Map.Entry<Long, Slot> entry : slots.subMap(from, start).entrySet()) {
            int n = entry.getValue().burst[side] ? 0 : entry.getValue().counts[side];
            all += n;
            ofHour += isSameHour(entry.getKey(), start) ? n : 0;
        }
        long hours = 0;
        for (long at = from; at < start; at += SLOT) {
            hours += isSameHour(at, start) ? 1 : 0;
        }
        double mean = (double) all * SLOT / (start - from);
        return hours == 0 ? mean : Math.max(mean, (double) ofHour / hours);
    }

    private static boolean isSameHour(long one, long other) {
        long apart = Math.floorMod(other - one, DAY);
        return Math.min(apart, DAY - apart) <= HOUR;
    }

    /** Lets go of the ratings that cannot be corrected any more, and of what is no part of a week before anything. */
    @Override
    void judgeBy(CustomerRules rules, long time) {
        // nothing of it is kept by a rule
    }

    @Override
    void settle(long until, CustomerRules rules) {
        for (Map.Entry<Long, Slot> entry : slots.headMap(until - SLOT, false).entrySet()) {
            entry.getValue().ratings.clear();
        }
        slots.headMap(until - SLOT - WEEK, false).clear();
    }

    @Override
    long nextWake(Wake wake, CustomerRules rules) {
        long next = NEVER;
        for (Map.Entry<Long, Slot> entry : slots.descendingMap().entrySet()) {
            long end = entry.getKey() + SLOT;
            if (!wake.isAhead(end) && entry.getValue().ratings.isEmpty()) {
                break;
            }
            next = Math.min(next, wake.at(end));
        }
        return next != NEVER || slots.isEmpty() ? next : wake.letGo(slots.lastKey() + SLOT + WEEK);
    }

    /** None of it: no ten minutes are over by that. */
    @Override
    long endsAt() {
        return Long.MIN_VALUE;
    }

    @Override
    boolean isNothing() {
        return slots.isEmpty();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(since);
        writeHead(out);
        Varint.writeUnsigned(slots.size(), out);
        for (Map.Entry<Long, Slot> entry : slots.entrySet()) {
            Slot slot = entry.getValue();
            out.writeLong(entry.getKey());
            for (int side = 0; side < SIDES.length; side++) {
                Varint.writeUnsigned(slot.counts[side], out);
                out.writeBoolean(slot.burst[side]);
            }
            CustomerFactCodec.INSTANCE.writeAll(slot.ratings, out);
        }
    }

    static QueueRatings read(DataInput in, Versions stored) throws IOException {
        QueueRatings read = new QueueRatings();
        read.since = in.readLong();
        read.readHead(in);
        for (int i = Texts.readCount(in); i > 0; i--) {
            Slot slot = new Slot();
            read.slots.put(in.readLong(), slot);
            for (int side = 0; side < SIDES.length; side++) {
                slot.counts[side] = (int) Varint.readUnsigned(in);
                slot.burst[side] = in.readBoolean();
            }
            slot.ratings.addAll(CustomerFactCodec.INSTANCE.readAll(in, stored));
        }
        return read;
    }
}
