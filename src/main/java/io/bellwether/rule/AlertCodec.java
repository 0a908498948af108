package io.bellwether.rule;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The binary form of an {@link AlertState}: levels that are blank take one byte. */
final class AlertCodec {

    private AlertCodec() {}

    static void write(AlertState state, DataOutput out) throws IOException {
        out.writeUTF(state.shape);
        out.writeLong(state.due);
        out.writeLong(state.gapSince);
        out.writeByte(state.severity);
        if (state.isFiring()) {
            out.writeLong(state.startsAt);
            out.writeLong(state.seq);
            out.writeLong(state.recoveringSince);
        }
        for (int i = 0; i < state.on.length; i++) {
            boolean blank = !state.on[i] && state.crossedSince[i] == AlertState.NONE && state.crossed[i] == 0;
            out.writeByte(blank ? 0 : state.on[i] ? 2 : 1);
            if (!blank) {
                out.writeLong(state.crossedSince[i]);
                out.writeLong(state.crossed[i]);
                out.writeLong(state.held[i]);
            }
        }
    }

    static AlertState read(DataInput in) throws IOException {
        AlertState state = new AlertState(in.readUTF());
        state.due = in.readLong();
        state.gapSince = in.readLong();
        state.severity = in.readByte();
        if (state.isFiring()) {
            state.startsAt = in.readLong();
            state.seq = in.readLong();
            state.recoveringSince = in.readLong();
        }
        for (int i = 0; i < state.on.length; i++) {
            int form = in.readByte();
            state.on[i] = form == 2;
            if (form != 0) {
                state.crossedSince[i] = in.readLong();
                state.crossed[i] = in.readLong();
                state.held[i] = in.readLong();
            }
        }
        return state;
    }
}
