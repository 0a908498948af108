package io.bellwether.platform;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How {@link ConsumerDays} are kept. */
public final class ConsumerDaysCodec extends Codec<ConsumerDays> {

    /** The one for everybody. */
    public static final ConsumerDaysCodec INSTANCE = new ConsumerDaysCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public ConsumerDaysCodec() {
        super("consumer-days", 1, ConsumerDays.class);
    }

    @Override
    public void write(ConsumerDays value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public ConsumerDays read(DataInput in, Versions stored) throws IOException {
        return ConsumerDays.read(in);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
