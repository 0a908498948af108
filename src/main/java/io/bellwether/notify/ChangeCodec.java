package io.bellwether.notify;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Change} is written. */
public final class ChangeCodec extends Codec<Change> {

    /** The one for everybody. */
    public static final ChangeCodec INSTANCE = new ChangeCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public ChangeCodec() {
        super("change", 1, Change.class);
    }

    @Override
    public void write(Change value, DataOutput out) throws IOException {
        Texts.write(value.deliveryId(), out);
        Texts.write(value.alertId(), out);
        Texts.write(value.uid(), out);
        Texts.write(value.ruleVersion(), out);
        Varint.writeSigned(value.seq(), out);
        Change.Kind.CODES.write(value.kind(), out);
        Texts.write(value.reason(), out);
        Texts.write(value.severity(), out);
        Texts.write(value.previousSeverity(), out);
        out.writeDouble(value.value());
        out.writeDouble(value.threshold());
        Varint.writeSigned(value.samples(), out);
        out.writeLong(value.startsAt());
        out.writeLong(value.at());
        Texts.write(value.title(), out);
        Texts.write(value.text(), out);
        Texts.writeMap(value.labels(), out);
        Texts.write(value.subject(), out);
        Texts.write(value.source(), out);
        Texts.write(value.runbook(), out);
        Texts.write(value.dashboard(), out);
    }

    @Override
    public Change read(DataInput in, Versions stored) throws IOException {
        return new Change(
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Varint.readSigned(in),
                Change.Kind.CODES.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                in.readDouble(),
                in.readDouble(),
                Varint.readSigned(in),
                in.readLong(),
                in.readLong(),
                Texts.read(in),
                Texts.read(in),
                Texts.readMap(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in));
    }
}
