package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Binary forms of the values that cross the network. */
public final class Codecs {

    private static final Measure[] MEASURES = Measure.values();
    private static final Measurement[] MEASUREMENTS = Measurement.values();

    private Codecs() {}

    static void writeStrings(List<String> strings, DataOutput out) throws IOException {
        out.writeByte(strings.size());
        for (String string : strings) {
            out.writeUTF(string);
        }
    }

    static List<String> readStrings(DataInput in) throws IOException {
        int size = in.readUnsignedByte();
        List<String> strings = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            strings.add(in.readUTF());
        }
        return strings;
    }

    static void writeMap(Map<String, String> map, DataOutput out) throws IOException {
        out.writeByte(map.size());
        for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    static Map<String, String> readMap(DataInput in) throws IOException {
        Map<String, String> map = new TreeMap<>();
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            map.put(in.readUTF(), in.readUTF());
        }
        return map;
    }

    static void writeField(Object value, DataOutput out) throws IOException {
        if (value instanceof Long whole) {
            out.writeByte('i');
            out.writeLong(whole);
        } else if (value instanceof Double real) {
            out.writeByte('d');
            out.writeDouble(real);
        } else {
            out.writeByte('s');
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
    }

    static Object readField(DataInput in) throws IOException {
        int kind = in.readByte();
        if (kind == 'i') {
            return in.readLong();
        }
        if (kind == 'd') {
            return in.readDouble();
        }
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    static void write(Series series, DataOutput out) throws IOException {
        out.writeByte(series.measurement().ordinal());
        writeStrings(series.dimensions(), out);
        writeStrings(series.tags(), out);
    }

    static Series readSeries(DataInput in) throws IOException {
        return new Series(MEASUREMENTS[in.readUnsignedByte()], readStrings(in), readStrings(in));
    }

    /** Writes a cell's key. */
    public static void write(CellKey key, DataOutput out) throws IOException {
        out.writeByte(key.measurement().ordinal());
        writeStrings(key.dimensions(), out);
        writeStrings(key.values(), out);
        writeStrings(key.tags(), out);
    }

    /** Reads a cell's key. */
    public static CellKey readKey(DataInput in) throws IOException {
        return new CellKey(MEASUREMENTS[in.readUnsignedByte()], readStrings(in), readStrings(in), readStrings(in));
    }

    /** Writes a cell. */
    public static void write(Cell cell, DataOutput out) throws IOException {
        write(cell.key(), out);
        writeContent(cell, out);
    }

    /** Writes a cell without its key, for state that holds many of one series. */
    public static void writeContent(Cell cell, DataOutput out) throws IOException {
        out.writeLong(cell.start());
        out.writeLong(cell.end());
        out.writeByte(cell.counts().size());
        for (Map.Entry<Measure, Long> entry : cell.counts().entrySet()) {
            out.writeShort(entry.getKey().ordinal());
            out.writeLong(entry.getValue());
        }
        out.writeByte(cell.timings().size());
        for (Map.Entry<Measure, Sketch> entry : cell.timings().entrySet()) {
            out.writeShort(entry.getKey().ordinal());
            entry.getValue().write(out);
        }
        out.writeByte(cell.levels().size());
        for (Map.Entry<Measure, LevelValue> entry : cell.levels().entrySet()) {
            out.writeShort(entry.getKey().ordinal());
            out.writeLong(entry.getValue().atEnd());
            out.writeLong(entry.getValue().max());
            out.writeLong(entry.getValue().integralMs());
            out.writeLong(entry.getValue().oldestSince());
        }
    }

    /** Reads a cell. */
    public static Cell readCell(DataInput in) throws IOException {
        return readContent(readKey(in), in);
    }

    /** Reads what {@link #writeContent} wrote. */
    public static Cell readContent(CellKey key, DataInput in) throws IOException {
        long start = in.readLong();
        long end = in.readLong();
        Map<Measure, Long> counts = new EnumMap<>(Measure.class);
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            counts.put(MEASURES[in.readUnsignedShort()], in.readLong());
        }
        Map<Measure, Sketch> timings = new EnumMap<>(Measure.class);
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            timings.put(MEASURES[in.readUnsignedShort()], Sketch.read(in));
        }
        Map<Measure, LevelValue> levels = new EnumMap<>(Measure.class);
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            levels.put(
                    MEASURES[in.readUnsignedShort()],
                    new LevelValue(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
        }
        return new Cell(key, start, end, counts, timings, levels);
    }
}
