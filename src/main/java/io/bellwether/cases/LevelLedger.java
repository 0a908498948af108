package io.bellwether.cases;

import io.bellwether.metric.Measure;
import io.bellwether.sla.ClockKind;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which levels a case counts in at present, so that they can move with it when its dimensions change and be given back
 * when it is forgotten.
 */
final class LevelLedger {

    /** One level that the case counts in. */
    record Held(Measure measure, List<String> tags, long since, long n) {}

    private static final int NO_TAGS = 0xFF;
    private static final int OTHER_TAGS = 0xFE;

    private final List<Held> held = new ArrayList<>(4);

    void change(Measure measure, List<String> tags, long delta, long since) {
        for (int i = 0; i < held.size(); i++) {
            Held entry = held.get(i);
            if (entry.measure == measure && entry.since == since && same(entry.tags, tags)) {
                if (entry.n + delta == 0) {
                    held.remove(i);
                } else {
                    held.set(i, new Held(measure, tags, since, entry.n + delta));
                }
                return;
            }
        }
        held.add(new Held(measure, tags, since, delta));
    }

    /** Done for many events: the lists' own way would make two iterators. */
    private static boolean same(List<String> one, List<String> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = one.get(i).equals(other.get(i));
        }
        return same;
    }

    List<Held> held() {
        return List.copyOf(held);
    }

    /** Whether the case counts in fewer levels than it did, and in no other. */
    boolean isPartOf(List<Held> before) {
        return held.size() < before.size() && before.containsAll(held);
    }

    /** The entry of a measure without tags, or null. */
    Held find(Measure measure) {
        for (int i = 0; i < held.size(); i++) {
            Held entry = held.get(i);
            if (entry.measure == measure && entry.tags.isEmpty()) {
                return entry;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    void clear() {
        held.clear();
    }

    /** @param base a time near which most since-times are, epoch ms */
    void write(long base, DataOutput out) throws IOException {
        Varint.writeUnsigned(held.size(), out);
        for (Held entry : held) {
            Measure.CODES.write(entry.measure, out);
            writeTags(entry.tags, out);
            Varint.writeSigned(entry.since - base, out);
            Varint.writeSigned(entry.n, out);
        }
    }

    static LevelLedger read(long base, DataInput in) throws IOException {
        LevelLedger ledger = new LevelLedger();
        for (long i = Varint.readUnsigned(in); i > 0; i--) {
            Measure measure = Measure.CODES.read(in);
            List<String> tags = readTags(in);
            ledger.held.add(new Held(measure, tags, base + Varint.readSigned(in), Varint.readSigned(in)));
        }
        return ledger;
    }

    /** Most levels are of a clock, whose name is known: it takes a byte. */
    private static void writeTags(List<String> tags, DataOutput out) throws IOException {
        ClockKind clock = tags.size() == 1 ? ClockKind.byWireName(tags.get(0)) : null;
        if (tags.isEmpty() || clock != null) {
            out.writeByte(clock == null ? NO_TAGS : clock.code());
            return;
        }
        out.writeByte(OTHER_TAGS);
        Texts.writeAll(tags, out);
    }

    private static List<String> readTags(DataInput in) throws IOException {
        int code = in.readUnsignedByte();
        if (code == NO_TAGS) {
            return List.of();
        }
        if (code != OTHER_TAGS) {
            return ClockKind.CODES.of(code).tags();
        }
        return List.copyOf(Texts.readAll(in));
    }
}
