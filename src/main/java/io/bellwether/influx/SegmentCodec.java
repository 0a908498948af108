package io.bellwether.influx;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Segment} is named in state; its points are in its file. */
public final class SegmentCodec extends Codec<Segment> {

    /** The one for everybody. */
    public static final SegmentCodec INSTANCE = new SegmentCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public SegmentCodec() {
        super("points-segment", 1, Segment.class);
    }

    @Override
    public void write(Segment value, DataOutput out) throws IOException {
        Texts.write(value.file(), out);
        Varint.writeUnsigned(value.points(), out);
        Varint.writeUnsigned(value.bytes(), out);
    }

    @Override
    public Segment read(DataInput in, Versions stored) throws IOException {
        return new Segment(Texts.read(in), (int) Varint.readUnsigned(in), Varint.readUnsigned(in));
    }
}
