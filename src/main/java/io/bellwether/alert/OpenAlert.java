package io.bellwether.alert;

import io.bellwether.metric.Signal;
import io.bellwether.rule.Severity;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
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
    /** What the last signal that opened it or said it again had to say, for texts of its end. */
    Map<String, String> detail = Map.of();
    /** The deadline of the same, epoch ms; 0 without one. */
    long deadline;

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

    /** Remembers what a signal says of what is wrong. */
    void remember(Signal signal) {
        detail = signal.detail();
        deadline = signal.deadline();
    }

    void write(DataOutput out) throws IOException {
        Texts.write(uid, out);
        Signal.Kind.CODES.write(kind, out);
        Texts.write(clock, out);
        Varint.writeSigned(instance, out);
        out.writeLong(startsAt);
        Texts.writeMap(labels, out);
        out.writeByte(level);
        Severity.CODES.write(severity, out);
        Varint.writeSigned(seq, out);
        out.writeLong(at);
        Texts.writeMap(detail, out);
        Varint.writeSigned(deadline, out);
    }

    /** @param remembers whether it was written with what its signal said */
    static OpenAlert read(DataInput in, boolean remembers) throws IOException {
        String uid = Texts.read(in);
        Signal.Kind kind = Signal.Kind.CODES.read(in);
        String clock = Texts.read(in);
        int instance = (int) Varint.readSigned(in);
        OpenAlert alert = new OpenAlert(uid, kind, clock, instance, in.readLong(), Texts.readMap(in));
        alert.level = in.readUnsignedByte();
        alert.severity = Severity.CODES.read(in);
        alert.seq = Varint.readSigned(in);
        alert.at = in.readLong();
        if (remembers) {
            alert.detail = Texts.readMap(in);
            alert.deadline = Varint.readSigned(in);
        }
        return alert;
    }
}
