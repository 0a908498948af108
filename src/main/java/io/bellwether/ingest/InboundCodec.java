package io.bellwether.ingest;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;

/** Refuses to write: an {@link Inbound} still has the message's text, which must not cross the network or enter state. The
 * source and the door are chained, so nobody asks; if a later change breaks the chain, the job fails at once. */
public final class InboundCodec extends Codec<Inbound> {

    /** The one for everybody. */
    public static final InboundCodec INSTANCE = new InboundCodec();

    private static final long serialVersionUID = 1L;

    private static final String CHAIN =
            "the door must be chained to its source: message texts must not cross the network or enter state";

    /** For who looks it up by its name. */
    public InboundCodec() {
        super("inbound", 1, Inbound.class);
    }

    @Override
    public void write(Inbound value, DataOutput out) {
        throw new IllegalStateException(CHAIN);
    }

    @Override
    public Inbound read(DataInput in, Versions stored) {
        throw new IllegalStateException(CHAIN);
    }
}
