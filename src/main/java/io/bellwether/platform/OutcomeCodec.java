package io.bellwether.platform;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How an {@link Outcome} is shipped. */
public final class OutcomeCodec extends Codec<Outcome> {

    /** The one for everybody. */
    public static final OutcomeCodec INSTANCE = new OutcomeCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public OutcomeCodec() {
        super("platform-outcome", 1, Outcome.class);
    }

    @Override
    public void write(Outcome value, DataOutput out) throws IOException {
        Texts.write(value.platform(), out);
        Texts.write(value.indicator(), out);
        Texts.write(value.shop(), out);
        Texts.write(value.consumer(), out);
        Varint.writeSigned(value.day(), out);
        out.writeLong(value.time());
        Varint.writeSigned(value.numerator(), out);
        Varint.writeSigned(value.denominator(), out);
        Varint.writeSigned(value.squares(), out);
        Varint.writeSigned(value.atRisk(), out);
    }

    @Override
    public Outcome read(DataInput in, Versions stored) throws IOException {
        return new Outcome(
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Varint.readSigned(in),
                in.readLong(),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in));
    }
}
