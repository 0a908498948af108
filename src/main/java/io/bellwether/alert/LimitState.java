package io.bellwether.alert;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The open alerts of a rule that may have only so many. */
final class LimitState {

    /** Those that were told: the alert's id, and when its episode began. */
    final TreeMap<String, Long> open = new TreeMap<>();
    /** By id the newest change of each that was held back. */
    final TreeMap<String, Transition> held = new TreeMap<>();
    /** What was last said of those that are held back; null while there are none. */
    Transition said;
    /** How many were held back since it was said first. */
    long total;

    boolean isEmpty() {
        return open.isEmpty() && held.isEmpty() && said == null;
    }

    /** Whether nobody would be told of anything that is held back. Its rule may have been another one when it began. */
    boolean isInShadow() {
        return held.values().stream().allMatch(Transition::shadow);
    }

    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(open.size(), out);
        for (Map.Entry<String, Long> one : open.entrySet()) {
            Texts.write(one.getKey(), out);
            out.writeLong(one.getValue());
        }
        Varint.writeUnsigned(held.size(), out);
        for (Transition one : held.values()) {
            TransitionCodec.INSTANCE.write(one, out);
        }
        out.writeBoolean(said != null);
        if (said != null) {
            TransitionCodec.INSTANCE.write(said, out);
            Varint.writeUnsigned(total, out);
        }
    }

    static LimitState read(DataInput in, Versions stored) throws IOException {
        LimitState state = new LimitState();
        for (int i = Texts.readCount(in); i > 0; i--) {
            state.open.put(Texts.read(in), in.readLong());
        }
        for (int i = Texts.readCount(in); i > 0; i--) {
            Transition one = TransitionCodec.INSTANCE.read(in, stored);
            state.held.put(one.alertId(), one);
        }
        if (in.readBoolean()) {
            state.said = TransitionCodec.INSTANCE.read(in, stored);
            state.total = Varint.readUnsigned(in);
        }
        return state;
    }
}
