package io.bellwether.influx;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How {@link PendingPoints} are kept. */
public final class PendingPointsCodec extends Codec<PendingPoints> {

    /** The one for everybody. */
    public static final PendingPointsCodec INSTANCE = new PendingPointsCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public PendingPointsCodec() {
        super("pending-points", 1, PendingPoints.class);
    }

    @Override
    public void write(PendingPoints value, DataOutput out) throws IOException {
        Varint.writeUnsigned(value.lines().size(), out);
        for (PointLine line : value.lines()) {
            Texts.write(line.id().series(), out);
            Texts.write(line.fields(), out);
            out.writeLong(line.id().time());
        }
    }

    @Override
    public PendingPoints read(DataInput in, Versions stored) throws IOException {
        List<PointLine> lines = new ArrayList<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            String series = Texts.read(in);
            String fields = Texts.read(in);
            lines.add(new PointLine(new PointLine.Id(series, in.readLong()), fields));
        }
        return new PendingPoints(lines);
    }
}
