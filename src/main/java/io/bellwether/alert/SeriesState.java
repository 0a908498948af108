package io.bellwether.alert;

import io.bellwether.metric.Cell;
import io.bellwether.metric.CellCodec;
import io.bellwether.metric.CellKey;
import io.bellwether.metric.CellKeyCodec;
import io.bellwether.metric.Measure;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything remembered of one series: its recent cells, shared by all rules on it, and the alerts that are not settled. */
final class SeriesState {

    private static final Set<Measure> EVERYTHING = EnumSet.allOf(Measure.class);

    final Panes panes;
    /** By uid; a rule whose alert is as if it had never been looked at is not here. */
    final TreeMap<String, AlertState> alerts = new TreeMap<>();
    /** Of what texts of rules name, since the start of which pane panes keep it; the least of numbers for ever. */
    final Map<Measure, Long> namedSince = new EnumMap<>(Measure.class);
    /** The timer that is registered, {@link AlertState#NEVER} if none. */
    long timer = AlertState.NEVER;

    SeriesState() {
        this(new Panes());
    }

    private SeriesState(Panes panes) {
        this.panes = panes;
    }

    boolean isEmpty() {
        return panes.isEmpty() && alerts.isEmpty();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(timer);
        Varint.writeUnsigned(panes.cells().size(), out);
        if (!panes.isEmpty()) {
            CellKeyCodec.INSTANCE.write(panes.cells().iterator().next().key(), out);
        }
        for (Cell cell : panes.cells()) {
            CellCodec.INSTANCE.writeContent(cell, out);
        }
        Varint.writeUnsigned(alerts.size(), out);
        for (Map.Entry<String, AlertState> alert : alerts.entrySet()) {
            Texts.write(alert.getKey(), out);
            AlertForm.write(alert.getValue(), out);
        }
        Varint.writeUnsigned(namedSince.size(), out);
        for (Map.Entry<Measure, Long> one : namedSince.entrySet()) {
            Varint.writeUnsigned(one.getKey().code(), out);
            out.writeLong(one.getValue());
        }
    }

    static SeriesState read(DataInput in, Versions stored) throws IOException {
        long timer = in.readLong();
        Panes panes = new Panes();
        int size = Texts.readCount(in);
        CellKey key = size == 0 ? null : CellKeyCodec.INSTANCE.read(in, stored);
        for (int i = 0; i < size; i++) {
            panes.put(CellCodec.INSTANCE.readContent(key, in, stored), EVERYTHING, true);
        }
        SeriesState state = new SeriesState(panes);
        state.timer = timer;
        for (int i = Texts.readCount(in); i > 0; i--) {
            state.alerts.put(Texts.read(in), AlertForm.read(in));
        }
        int named = stored.of(SeriesStateCodec.INSTANCE) < SeriesStateCodec.WITH_NAMED ? 0 : Texts.readCount(in);
        for (int i = 0; i < named; i++) {
            state.namedSince.put(Measure.CODES.read(in), in.readLong());
        }
        return state;
    }
}
