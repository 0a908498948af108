package io.bellwether.cases;

import io.bellwether.event.EventsOfCase;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a snapshot keeps the events of a case that wait for the watermark. */
public final class WaitingCodec extends Codec<PackedEvents> {

    /** The one for everybody. */
    public static final WaitingCodec INSTANCE = new WaitingCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public WaitingCodec() {
        super("waiting", 1, PackedEvents.class, EventsOfCase.PART);
    }

    @Override
    public void write(PackedEvents value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public PackedEvents read(DataInput in, Versions stored) throws IOException {
        return PackedEvents.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
