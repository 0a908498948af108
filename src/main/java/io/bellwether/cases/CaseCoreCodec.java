package io.bellwether.cases;

import io.bellwether.event.SeenIds;
import io.bellwether.sla.SlaState;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link CaseCore} is written. */
public final class CaseCoreCodec extends Codec<CaseCore> {

    /** The one for everybody. */
    public static final CaseCoreCodec INSTANCE = new CaseCoreCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public CaseCoreCodec() {
        super("case-core", 1, CaseCore.class, SeenIds.PART, SlaState.PART);
    }

    @Override
    public void write(CaseCore value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public CaseCore read(DataInput in, Versions stored) throws IOException {
        return CaseForm.read(in);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
