package io.bellwether.notify;

import io.bellwether.state.Part;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How {@link GroupTimes} are written, in whatever has some. */
public final class GroupTimesPart extends Part {

    /** The one for everybody. */
    public static final GroupTimesPart INSTANCE = new GroupTimesPart();

    private static final long serialVersionUID = 1L;

    private GroupTimesPart() {
        super("group-times", 1);
    }

    /** Writes it. */
    public void write(GroupTimes times, DataOutput out) throws IOException {
        Varint.writeSigned(times.waitMillis(), out);
        Varint.writeSigned(times.intervalMillis(), out);
        Varint.writeSigned(times.repeatMillis(), out);
        Texts.writeAll(times.muteTimes(), out);
        Texts.writeAll(times.activeTimes(), out);
    }

    /** Reads it. */
    public GroupTimes read(DataInput in) throws IOException {
        return new GroupTimes(
                Varint.readSigned(in),
                Varint.readSigned(in),
                Varint.readSigned(in),
                Texts.readAll(in),
                Texts.readAll(in));
    }

    /** Reads what was there before there were intervals: the wait alone. */
    public GroupTimes readWait(DataInput in) throws IOException {
        return new GroupTimes(Varint.readSigned(in), 0, 0);
    }
}
