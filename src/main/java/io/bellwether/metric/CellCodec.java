package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

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
        for (Measure.Kind kind : Measure.Kind.values()) {
            List<Measure> measures = cell.measures(kind);
            int size = 0;
            for (Measure measure : measures) {
                size += cell.says(measure) ? 1 : 0;
            }
            out.writeByte(size);
            for (Measure measure : measures) {
                if (cell.says(measure)) {
                    Measure.CODES.write(measure, out);
                    write(cell, measure, out);
                }
            }
        }
    }

    private static void write(Cell cell, Measure measure, DataOutput out) throws IOException {
        switch (measure.kind()) {
            case COUNT -> Varint.writeSigned(cell.count(measure), out);
            case TIMING -> SketchCodec.INSTANCE.write(cell.timing(measure), out);
            case LEVEL -> {
                LevelValue level = cell.level(measure);
                Varint.writeSigned(level.atEnd(), out);
                Varint.writeSigned(level.max(), out);
                Varint.writeSigned(level.integralMs(), out);
                out.writeLong(level.oldestSince());
                if (measure.hasAges()) {
                    level.ages().write(out);
                }
            }
        }
    }

    /** Reads what {@link #writeContent} wrote. */
    public Cell readContent(CellKey key, DataInput in, Versions stored) throws IOException {
        long start = in.readLong();
        long end = start + Varint.readSigned(in);
        Cell.Parts parts = new Cell.Parts(key.measurement());
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            parts.set(Measure.CODES.read(in), Varint.readSigned(in));
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            parts.set(Measure.CODES.read(in), SketchCodec.INSTANCE.read(in, stored));
        }
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            Measure measure = Measure.CODES.read(in);
            parts.set(measure, readLevel(measure, in));
        }
        return parts.cell(key, start, end);
    }

    private static LevelValue readLevel(Measure measure, DataInput in) throws IOException {
        long atEnd = Varint.readSigned(in);
        long max = Varint.readSigned(in);
        long integral = Varint.readSigned(in);
        return new LevelValue(atEnd, max, integral, in.readLong(), measure.hasAges() ? Ages.read(in) : Ages.NONE);
    }
}
