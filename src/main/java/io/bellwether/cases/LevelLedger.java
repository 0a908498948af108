package io.bellwether.cases;

import io.bellwether.metric.Measure;
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

    private final List<Held> held = new ArrayList<>(4);

    void change(Measure measure, List<String> tags, long delta, long since) {
        for (int i = 0; i < held.size(); i++) {
            Held entry = held.get(i);
            if (entry.measure == measure && entry.since == since && entry.tags.equals(tags)) {
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

    List<Held> held() {
        return List.copyOf(held);
    }

    /** The entry of a measure without tags, or null. */
    Held find(Measure measure) {
        for (Held entry : held) {
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

    void write(DataOutput out) throws IOException {
        out.writeShort(held.size());
        for (Held entry : held) {
            out.writeShort(entry.measure.ordinal());
            out.writeByte(entry.tags.size());
            for (String tag : entry.tags) {
                out.writeUTF(tag);
            }
            out.writeLong(entry.since);
            out.writeLong(entry.n);
        }
    }

    static LevelLedger read(DataInput in) throws IOException {
        LevelLedger ledger = new LevelLedger();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            Measure measure = Measure.values()[in.readUnsignedShort()];
            List<String> tags = new ArrayList<>(1);
            for (int t = in.readUnsignedByte(); t > 0; t--) {
                tags.add(in.readUTF());
            }
            ledger.held.add(new Held(measure, List.copyOf(tags), in.readLong(), in.readLong()));
        }
        return ledger;
    }
}
