package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link RollupWindow} through Flink. */
public final class RollupWindowSerializer extends CodecSerializer<RollupWindow> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<RollupWindow> typeInfo() {
        return new CodecTypeInfo<>(RollupWindow.class, new RollupWindowSerializer());
    }

    @Override
    protected void write(RollupWindow value, DataOutput out) throws IOException {
        Codecs.write(value.key(), out);
        out.writeLong(value.start());
        value.window().write(out);
    }

    @Override
    protected RollupWindow read(DataInput in) throws IOException {
        return new RollupWindow(Codecs.readKey(in), in.readLong(), Window.read(in));
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializerSnapshot<RollupWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RollupWindow> {
        public Snapshot() {
            super(RollupWindowSerializer::new);
        }
    }
}
