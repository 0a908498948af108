package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** How a {@link Point} is written. */
public final class PointCodec extends Codec<Point> {

    /** The one for everybody. */
    public static final PointCodec INSTANCE = new PointCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public PointCodec() {
        super("point", 1, Point.class);
    }

    @Override
    public void write(Point value, DataOutput out) throws IOException {
        Texts.write(value.measurement(), out);
        Texts.writeMap(value.tags(), out);
        Varint.writeUnsigned(value.fields().size(), out);
        for (Map.Entry<String, Object> field : value.fields().entrySet()) {
            Texts.write(field.getKey(), out);
            writeField(field.getValue(), out);
        }
        out.writeLong(value.time());
    }

    @Override
    public Point read(DataInput in, Versions stored) throws IOException {
        String measurement = Texts.read(in);
        TreeMap<String, String> tags = Texts.readMap(in);
        TreeMap<String, Object> fields = new TreeMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            fields.put(Texts.read(in), readField(in));
        }
        return new Point(measurement, tags, fields, in.readLong());
    }

    private static void writeField(Object value, DataOutput out) throws IOException {
        if (value instanceof Long whole) {
            out.writeByte('i');
            Varint.writeSigned(whole, out);
        } else if (value instanceof Double real) {
            out.writeByte('d');
            out.writeDouble(real);
        } else {
            out.writeByte('s');
            Texts.write((String) value, out);
        }
    }

    private static Object readField(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'i' -> (Object) Varint.readSigned(in);
            case 'd' -> in.readDouble();
            case 's' -> Texts.read(in);
            default -> throw new IOException("no field is of kind " + kind);
        };
    }
}
