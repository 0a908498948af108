package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Decision} is written. */
public final class DecisionCodec extends Codec<Decision> {

    /** The one for everybody. */
    public static final DecisionCodec INSTANCE = new DecisionCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public DecisionCodec() {
        super("notify-decision", 1, Decision.class);
    }

    @Override
    public void write(Decision value, DataOutput out) throws IOException {
        Decision.Kind.CODES.write(value.kind(), out);
        Texts.write(value.reason(), out);
        Texts.write(value.by(), out);
        Texts.write(value.receiver(), out);
        Texts.write(value.groupKey(), out);
        Texts.write(value.alertId(), out);
        Texts.write(value.uid(), out);
        Texts.write(value.severity(), out);
        Transition.Kind.CODES.write(value.transition(), out);
        out.writeLong(value.startsAt());
        Varint.writeSigned(value.seq(), out);
        out.writeLong(value.at());
    }

    @Override
    public Decision read(DataInput in, Versions stored) throws IOException {
        return new Decision(
                Decision.Kind.CODES.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Transition.Kind.CODES.read(in),
                in.readLong(),
                Varint.readSigned(in),
                in.readLong());
    }
}
