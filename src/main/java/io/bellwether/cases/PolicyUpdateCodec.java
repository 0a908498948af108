package io.bellwether.cases;

import io.bellwether.sla.PolicyBookCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link PolicyUpdate} is written. */
public final class PolicyUpdateCodec extends Codec<PolicyUpdate> {

    /** The one for everybody. */
    public static final PolicyUpdateCodec INSTANCE = new PolicyUpdateCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public PolicyUpdateCodec() {
        super("policies", 1, PolicyUpdate.class, PolicyBookCodec.INSTANCE);
    }

    @Override
    public void write(PolicyUpdate value, DataOutput out) throws IOException {
        Texts.write(value.version(), out);
        PolicyBookCodec.INSTANCE.write(value.book(), out);
    }

    @Override
    public PolicyUpdate read(DataInput in, Versions stored) throws IOException {
        return new PolicyUpdate(Texts.read(in), PolicyBookCodec.INSTANCE.read(in, stored));
    }
}
