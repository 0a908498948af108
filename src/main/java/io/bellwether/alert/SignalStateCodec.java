package io.bellwether.alert;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link SignalState} is kept. */
public final class SignalStateCodec extends Codec<SignalState> {

    /** The one for everybody. */
    public static final SignalStateCodec INSTANCE = new SignalStateCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public SignalStateCodec() {
        super("signal-rules", 2, SignalState.class);
    }

    /** Version 1 did not remember what the signals of open alerts had said. */
    @Override
    public int oldest() {
        return 1;
    }

    @Override
    public void write(SignalState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public SignalState read(DataInput in, Versions stored) throws IOException {
        return SignalState.read(in, stored.of(this) >= 2);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
