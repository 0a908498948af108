package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a {@link Point} is written. That of a cell has its numbers by their place among the metrics of its measurement: it
 * crosses the network of one release and is in no state.
 */
public final class PointCodec extends Codec<Point> {

    /** The one for everybody. */
    public static final PointCodec INSTANCE = new PointCodec();

    private static final long serialVersionUID = 1L;

    /** Whether it belongs to one thread. */
    private final boolean own;

    private transient CellKeyPool keys;

    /** For who looks it up by its name. */
    public PointCodec() {
        this(false);
    }

    private PointCodec(boolean own) {
        super("point", 1, Point.class, CellKeyCodec.INSTANCE);
        this.own = own;
    }

    @Override
    public void write(Point value, DataOutput out) throws IOException {
        out.writeBoolean(value.key() != null);
        out.writeLong(value.time());
        if (value.key() != null) {
            out.write(value.key().bytes());
            writeNumbers(value.numbers(), out);
            Texts.write(value.text() == null ? "" : value.text(), out);
            return;
        }
        Texts.write(value.measurement(), out);
        String[] tags = value.tagPairs();
        Varint.writeUnsigned(tags.length / 2, out);
        for (String text : tags) {
            Texts.write(text, out);
        }
        Varint.writeUnsigned(value.fields().size(), out);
        for (Map.Entry<String, Object> field : value.fields().entrySet()) {
            Texts.write(field.getKey(), out);
            writeField(field.getValue(), out);
        }
    }

    @Override
    public Point read(DataInput in, Versions stored) throws IOException {
        boolean ofCell = in.readBoolean();
        long time = in.readLong();
        if (ofCell) {
            CellKey key = readKey(in, stored);
            double[] numbers = readNumbers(key.measurement(), in);
            String text = TextPool.ofThread().read(in);
            return new Point(key, numbers, text.isEmpty() ? null : text, time);
        }
        TextPool pool = TextPool.ofThread();
        String measurement = pool.read(in);
        TreeMap<String, String> tags = pool.readMap(in);
        TreeMap<String, Object> fields = new TreeMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            fields.put(pool.read(in), readField(in));
        }
        return new Point(measurement, tags, fields, time);
    }

    private CellKey readKey(DataInput in, Versions stored) throws IOException {
        if (!own || !stored.areCurrent()) {
            return CellKeyCodec.INSTANCE.read(in, stored);
        }
        keys = keys == null ? new CellKeyPool() : keys;
        return keys.read(in);
    }

    private static void writeNumbers(double[] numbers, DataOutput out) throws IOException {
        long there = 0;
        for (int i = 0; i < numbers.length; i++) {
            there |= Double.isNaN(numbers[i]) ? 0 : 1L << i;
        }
        Varint.writeUnsigned(there, out);
        for (double number : numbers) {
            if (!Double.isNaN(number)) {
                out.writeDouble(number);
            }
        }
    }

    private static double[] readNumbers(Measurement measurement, DataInput in) throws IOException {
        double[] numbers = new double[Metric.byField(measurement).size()];
        long there = Varint.readUnsigned(in);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (there & 1L << i) == 0 ? Double.NaN : in.readDouble();
        }
        return numbers;
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

    /** One that remembers keys. */
    @Override
    public Codec<Point> forThread() {
        return new PointCodec(true);
    }
}
