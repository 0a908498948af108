package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link Point} through Flink. */
public final class PointSerializer extends CodecSerializer<Point> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<Point> typeInfo() {
        return new CodecTypeInfo<>(Point.class, new PointSerializer());
    }

    @Override
    protected void write(Point value, DataOutput out) throws IOException {
        out.writeUTF(value.measurement());
        Codecs.writeMap(value.tags(), out);
        out.writeByte(value.fields().size());
        for (var field : value.fields().entrySet()) {
            out.writeUTF(field.getKey());
            Codecs.writeField(field.getValue(), out);
        }
        out.writeLong(value.time());
    }

    @Override
    protected Point read(DataInput in) throws IOException {
        String measurement = in.readUTF();
        TreeMap<String, String> tags = new TreeMap<>(Codecs.readMap(in));
        TreeMap<String, Object> fields = new TreeMap<>();
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            fields.put(in.readUTF(), Codecs.readField(in));
        }
        return new Point(measurement, tags, fields, in.readLong());
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<Point> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Point> {
        public Snapshot() {
            super(PointSerializer::new);
        }
    }
}
