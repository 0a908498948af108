package io.bellwether.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The binary form of an {@link AlertState}: levels that are blank take one byte. A severity with {@link #LABELLED} on top is
 * followed by the episode's labels; states of before that have none.
 */
final class AlertCodec {

    private static final int LABELLED = 64;

    private AlertCodec() {}

    static void write(AlertState state, DataOutput out) throws IOException {
        out.writeUTF(state.shape);
        out.writeLong(state.due);
        out.writeLong(state.gapSince);
        boolean labelled = state.isFiring() && state.labels != null;
        out.writeByte(labelled ? state.severity + LABELLED : state.severity);
        if (labelled) {
            write(state.labels, out);
        }
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
        if (state.severity >= LABELLED) {
            state.severity -= LABELLED;
            state.labels = readLabels(in);
        }
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

    static void write(Map<String, String> labels, DataOutput out) throws IOException {
        out.writeShort(labels.size());
        for (Map.Entry<String, String> label : labels.entrySet()) {
            out.writeUTF(label.getKey());
            out.writeUTF(label.getValue());
        }
    }

    static Map<String, String> readLabels(DataInput in) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            labels.put(in.readUTF(), in.readUTF());
        }
        return labels;
    }
}
