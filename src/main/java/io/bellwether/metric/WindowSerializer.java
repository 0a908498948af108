package io.bellwether.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Moves a {@link Window} through Flink. */
public final class WindowSerializer extends CodecSerializer<Window> {

    private static final long serialVersionUID = 1L;

    /** How Flink moves it. */
    public static TypeInformation<Window> typeInfo() {
        return new CodecTypeInfo<>(Window.class, new WindowSerializer());
    }

    @Override
    protected void write(Window value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    protected Window read(DataInput in) throws IOException {
        return Window.read(in);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializerSnapshot<Window> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Window> {
        public Snapshot() {
            super(WindowSerializer::new);
        }
    }
}
