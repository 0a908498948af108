package io.bellwether.cases;

import io.bellwether.event.EventsOfCase;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link CaseState} is kept. */
public final class CaseStateCodec extends Codec<CaseState> {

    /** The one for everybody. */
    public static final CaseStateCodec INSTANCE = new CaseStateCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public CaseStateCodec() {
        super("case", 1, CaseState.class, CaseCoreCodec.INSTANCE, EventsOfCase.PART);
    }

    @Override
    public void write(CaseState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public CaseState read(DataInput in, Versions stored) throws IOException {
        return CaseState.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }

    @Override
    public CaseState copy(CaseState value) {
        return value.copy();
    }
}
