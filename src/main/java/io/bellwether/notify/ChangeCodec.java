package io.bellwether.notify;

import io.bellwether.alert.TransitionCodec;
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
        super("change", 3, Change.class, TransitionCodec.INSTANCE, RemarksPart.INSTANCE);
    }

    @Override
    public void write(Change value, DataOutput out) throws IOException {
        Texts.write(value.deliveryId(), out);
        TransitionCodec.INSTANCE.write(value.transition(), out);
        out.writeBoolean(value.repeated());
        Varint.writeSigned(value.delayMillis(), out);
        RemarksPart.INSTANCE.write(value.remarks(), out);
    }

    @Override
    public Change read(DataInput in, Versions stored) throws IOException {
        return new Change(
                Texts.read(in),
                TransitionCodec.INSTANCE.read(in, stored),
                stored.of(this) >= 2 && in.readBoolean(),
                stored.of(this) >= 2 ? Varint.readSigned(in) : 0,
                stored.of(this) >= 3 ? RemarksPart.INSTANCE.read(in) : Remarks.NONE);
    }

    /** Version 1 was before anything was said again, version 2 before there were remarks. */
    @Override
    public int oldest() {
        return 1;
    }
}
