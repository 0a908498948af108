package io.bellwether.metric;

import io.bellwether.state.Codec;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How an {@link Observation} is written. */
public final class ObservationCodec extends Codec<Observation> {

    /** The one for everybody. */
    public static final ObservationCodec INSTANCE = new ObservationCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public ObservationCodec() {
        super("observation", 1, Observation.class, SeriesCodec.INSTANCE);
    }

    @Override
    public void write(Observation value, DataOutput out) throws IOException {
        Measure.CODES.write(value.measure(), out);
        SeriesCodec.INSTANCE.write(value.series(), out);
        out.writeLong(value.time());
        Varint.writeSigned(value.value(), out);
        Varint.writeSigned(value.since(), out);
        out.writeByte(value.weight());
    }

    @Override
    public Observation read(DataInput in, Versions stored) throws IOException {
        return new Observation(
                Measure.CODES.read(in),
                SeriesCodec.INSTANCE.read(in, stored),
                in.readLong(),
                Varint.readSigned(in),
                Varint.readSigned(in),
                in.readByte());
    }
}
