package io.bellwether.queue;

import io.bellwether.event.SourceId;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How an {@link OnContact} is written. */
public final class OnContactCodec extends Codec<OnContact> {

    /** The one for everybody. */
    public static final OnContactCodec INSTANCE = new OnContactCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public OnContactCodec() {
        super("on-contact", 1, OnContact.class, SourceIdCodec.INSTANCE);
    }

    @Override
    public void write(OnContact value, DataOutput out) throws IOException {
        SourceIdCodec.INSTANCE.write(value.agent(), out);
        SourceIdCodec.INSTANCE.write(value.caseId(), out);
        out.writeLong(value.time());
        OnContact.Step.CODES.write(value.step(), out);
        out.writeByte(value.delta());
    }

    @Override
    public OnContact read(DataInput in, Versions stored) throws IOException {
        // agents are few, and so are systems
        TextPool pool = TextPool.ofThread();
        return new OnContact(
                new SourceId(pool.read(in), pool.read(in)),
                new SourceId(pool.read(in), Texts.read(in)),
                in.readLong(),
                OnContact.Step.CODES.read(in),
                in.readByte());
    }
}
