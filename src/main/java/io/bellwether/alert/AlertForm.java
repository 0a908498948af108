package io.bellwether.alert;

import io.bellwether.baseline.Baseline;
import io.bellwether.rule.Severity;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How an {@link AlertState} is written: levels that are blank take one byte. */
final class AlertForm {

    private static final Severity[] LEVELS = Severity.values();

    private AlertForm() {}

    static void write(AlertState state, DataOutput out) throws IOException {
        Texts.write(state.shape, out);
        out.writeLong(state.due);
        out.writeLong(state.gapSince);
        Severity.CODES.write(state.isFiring() ? LEVELS[state.severity] : null, out);
        if (state.isFiring()) {
            out.writeBoolean(state.labels != null);
            if (state.labels != null) {
                Texts.writeMap(state.labels, out);
            }
            out.writeLong(state.startsAt);
            Varint.writeSigned(state.seq, out);
            out.writeLong(state.recoveringSince);
        }
        out.writeBoolean(state.learnt != null);
        if (state.learnt != null) {
            out.writeLong(state.emptySince);
            state.learnt.write(out);
        }
        for (int i = 0; i < LEVELS.length; i++) {
            if (state.on[i] || state.crossedSince[i] != AlertState.NONE || state.crossed[i] != 0) {
                Severity.CODES.write(LEVELS[i], out);
                out.writeBoolean(state.on[i]);
                out.writeLong(state.crossedSince[i]);
                Varint.writeUnsigned(state.crossed[i], out);
                Varint.writeUnsigned(state.held[i], out);
            }
        }
        Severity.CODES.write(null, out);
    }

    static AlertState read(DataInput in) throws IOException {
        AlertState state = new AlertState(Texts.read(in));
        state.due = in.readLong();
        state.gapSince = in.readLong();
        Severity severity = Severity.CODES.read(in);
        if (severity != null) {
            state.severity = index(severity);
            state.labels = in.readBoolean() ? Texts.readMap(in) : null;
            state.startsAt = in.readLong();
            state.seq = Varint.readSigned(in);
            state.recoveringSince = in.readLong();
        }
        if (in.readBoolean()) {
            state.emptySince = in.readLong();
            state.learnt = Baseline.read(in);
        }
        for (Severity level = Severity.CODES.read(in); level != null; level = Severity.CODES.read(in)) {
            int i = index(level);
            state.on[i] = in.readBoolean();
            state.crossedSince[i] = in.readLong();
            state.crossed[i] = Varint.readUnsigned(in);
            state.held[i] = Varint.readUnsigned(in);
        }
        return state;
    }

    /** Its place in the arrays of a state in memory. */
    private static int index(Severity level) {
        return level.ordinal();
    }
}
