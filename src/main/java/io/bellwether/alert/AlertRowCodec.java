package io.bellwether.alert;

import io.bellwether.state.Codec;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How an {@link AlertRow} is kept. */
public final class AlertRowCodec extends Codec<AlertRow> {

    /** The one for everybody. */
    public static final AlertRowCodec INSTANCE = new AlertRowCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public AlertRowCodec() {
        super("alert-row", 1, AlertRow.class, TransitionCodec.INSTANCE);
    }

    @Override
    public void write(AlertRow value, DataOutput out) throws IOException {
        TransitionCodec.INSTANCE.write(value.transition(), out);
        Varint.writeSigned(value.place(), out);
    }

    @Override
    public AlertRow read(DataInput in, Versions stored) throws IOException {
        return new AlertRow(TransitionCodec.INSTANCE.read(in, stored), (int) Varint.readSigned(in));
    }
}
