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

    /** From which on points may wait in files. */
    private static final int WITH_FILES = 2;

    /** For who looks it up by its name. */
    public PendingPointsCodec() {
        super("pending-points", WITH_FILES, PendingPoints.class, SegmentCodec.INSTANCE);
    }

    @Override
    public int oldest() {
        return 1;
    }

    @Override
    public void write(PendingPoints value, DataOutput out) throws IOException {
        writeLines(value.lines(), out);
        Varint.writeUnsigned(value.segments().size(), out);
        for (Segment segment : value.segments()) {
            SegmentCodec.INSTANCE.write(segment, out);
        }
        writeLines(value.last(), out);
    }

    private static void writeLines(List<PointLine> lines, DataOutput out) throws IOException {
        Varint.writeUnsigned(lines.size(), out);
        for (PointLine line : lines) {
            Texts.write(line.id().series(), out);
            Texts.write(line.fields(), out);
            out.writeLong(line.id().time());
        }
    }

    @Override
    public PendingPoints read(DataInput in, Versions stored) throws IOException {
        List<PointLine> lines = new ArrayList<>();
        readLines(in, lines);
        if (stored.of(this) < WITH_FILES) {
            return new PendingPoints(lines);
        }
        List<Segment> segments = new ArrayList<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            segments.add(SegmentCodec.INSTANCE.read(in, stored));
        }
        List<PointLine> last = new ArrayList<>();
        readLines(in, last);
        return new PendingPoints(lines, segments, last);
    }

    /** @param lines where each goes as soon as it is read: where the bytes break off, those before it are whole */
    static void readLines(DataInput in, List<PointLine> lines) throws IOException {
        for (int i = Texts.readCount(in); i > 0; i--) {
            String series = Texts.read(in);
            String fields = Texts.read(in);
            lines.add(new PointLine(new PointLine.Id(series, in.readLong()), fields));
        }
    }
}
