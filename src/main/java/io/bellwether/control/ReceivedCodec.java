package io.bellwether.control;

import io.bellwether.event.RejectionCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How {@link Received} is shipped. */
public final class ReceivedCodec extends Codec<Received> {

    /** The one for everybody. */
    public static final ReceivedCodec INSTANCE = new ReceivedCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public ReceivedCodec() {
        super("received-command", 1, Received.class, CommandCodec.INSTANCE, RejectionCodec.INSTANCE);
    }

    @Override
    public void write(Received value, DataOutput out) throws IOException {
        out.writeBoolean(value.command() != null);
        if (value.command() != null) {
            CommandCodec.INSTANCE.write(value.command(), out);
        } else {
            RejectionCodec.INSTANCE.write(value.rejection(), out);
        }
    }

    @Override
    public Received read(DataInput in, Versions stored) throws IOException {
        return in.readBoolean()
                ? new Received(CommandCodec.INSTANCE.read(in, stored), null)
                : new Received(null, RejectionCodec.INSTANCE.read(in, stored));
    }
}
