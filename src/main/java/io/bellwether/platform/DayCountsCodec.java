package io.bellwether.platform;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How {@link DayCounts} are kept. */
public final class DayCountsCodec extends Codec<DayCounts> {

    /** The one for everybody. */
    public static final DayCountsCodec INSTANCE = new DayCountsCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public DayCountsCodec() {
        super("platform-days", 1, DayCounts.class);
    }

    @Override
    public void write(DayCounts value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public DayCounts read(DataInput in, Versions stored) throws IOException {
        return DayCounts.read(in);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
