package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** How a {@link Cell} is written. */
public final class CellCodec extends Codec<Cell> {

    /** The one for everybody. */
    public static final CellCodec INSTANCE = new CellCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public CellCodec() {
        super("cell", 1, Cell.class, CellKeyCodec.INSTANCE, SketchCodec.INSTANCE);
    }

    @Override
    public void write(Cell value, DataOutput out) throws IOException {
        CellKeyCodec.INSTANCE.write(value.key(), out);
        writeContent(value, out);
    }

    @Override
    public Cell read(DataInput in, Versions stored) throws IOException {
        return readContent(CellKeyCodec.INSTANCE.read(in, stored), in, stored);
    }

    /** Writes a cell without its key, for state that holds many of one series. */
    public void writeContent(Cell cell, DataOutput out) throws IOException {
        out.writeLong(cell.start());
        Varint.writeSigned(cell.end() - cell.start(), out);
        out.writeByte(cell.counts().size());
        for (Map.Entry<Measure, Long> entry : cell.counts().entrySet()) {
            Measure.CODES.write(entry.getKey(), out);
            Varint.writeSigned(entry.getValue(), out);
        }
        out.writeByte(cell.timings().size());
        for (Map.Entry<Measure, Sketch> entry : cell.timings().entrySet()) {
            Measure.CODES.write(entry.getKey(), out);
            SketchCodec.INSTANCE.write(entry.getValue(), out);
        }
        out.writeByte(cell.levels().size());
        for (Map.Entry<Measure, LevelValue> entry : cell.levels().entrySet()) {
            Measure.CODES.write(entry.getKey(), out);
            write(entry.getValue(), out);
            if (entry.getKey().hasAges()) {
                entry.getValue().ages().write(out);
            }
        }
    }

    private static void write(LevelValue level, DataOutput out) throws IOException {
        Varint.writeSigned(level.atEnd(), out);
        Varint.writeSigned(level.max(), out);
        Varint.writeSigned(level.integralMs(), out);
        out.writeLong(level.oldestSince());
    }

    /** Reads what {@link #writeContent} wrote. */
    public Cell readContent(CellKey key, DataInput in, Versions stored) throws IOException {
        long start = in.readLong();
        long end = start + Varint.readSigned(in);
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            counts.put(Measure.CODES.read(in), Varint.readSigned(in));
        }
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            timings.put(Measure.CODES.read(in), SketchCodec.INSTANCE.read(in, stored));
        }
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            Measure measure = Measure.CODES.read(in);
            levels.put(measure, readLevel(measure, in));
        }
        return new Cell(key, start, end, counts, timings, levels);
    }

    private static LevelValue readLevel(Measure measure, DataInput in) throws IOException {
        long atEnd = Varint.readSigned(in);
        long max = Varint.readSigned(in);
        long integral = Varint.readSigned(in);
        return new LevelValue(atEnd, max, integral, in.readLong(), measure.hasAges() ? Ages.read(in) : Ages.NONE);
    }
}
