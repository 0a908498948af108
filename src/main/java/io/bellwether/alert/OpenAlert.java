package io.bellwether.alert;

import io.bellwether.metric.Signal;
import io.bellwether.rule.Severity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** An alert on one case that is firing. */
final class OpenAlert {

    final String uid;
    final Signal.Kind kind;
    final String clock;
    final int instance;
    final long startsAt;
    /** Those of the signal that fired it, so that it keeps its place in routing and grouping until it is over. */
    final Map<String, String> labels;

    int level;
    Severity severity;
    long seq;
    /** Time of its last transition. */
    long at;

    OpenAlert(String uid, Signal.Kind kind, String clock, int instance, long startsAt, Map<String, String> labels) {
        this.uid = uid;
        this.kind = kind;
        this.clock = clock;
        this.instance = instance;
        this.startsAt = startsAt;
        this.labels = labels;
        this.at = startsAt;
    }

    boolean isOf(Signal signal) {
        return clock.equals(signal.clock()) && instance == signal.instance();
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(uid);
        out.writeUTF(kind.wireName());
        out.writeUTF(clock);
        out.writeInt(instance);
        out.writeLong(startsAt);
        AlertCodec.write(labels, out);
        out.writeByte(level);
        out.writeByte(severity.ordinal());
        out.writeLong(seq);
        out.writeLong(at);
    }

    static OpenAlert read(DataInput in) throws IOException {
        String uid = in.readUTF();
        Signal.Kind kind = kind(in.readUTF());
        String clock = in.readUTF();
        int instance = in.readInt();
        long startsAt = in.readLong();
        Map<String, String> labels = AlertCodec.readLabels(in);
        OpenAlert alert = new OpenAlert(uid, kind, clock, instance, startsAt, labels);
        alert.level = in.readUnsignedByte();
        alert.severity = Severity.values()[in.readUnsignedByte()];
        alert.seq = in.readLong();
        alert.at = in.readLong();
        return alert;
    }

    private static Signal.Kind kind(String name) throws IOException {
        for (Signal.Kind kind : Signal.Kind.values()) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        throw new IOException("state names the signal " + name + ", which this version does not have");
    }
}
