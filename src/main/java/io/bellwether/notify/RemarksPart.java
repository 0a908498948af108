package io.bellwether.notify;

import io.bellwether.state.Part;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How {@link Remarks} are written, in whatever has some. */
final class RemarksPart extends Part {

    /** The one for everybody. */
    static final RemarksPart INSTANCE = new RemarksPart();

    private static final long serialVersionUID = 1L;
    private static final int SEEN = 1;
    private static final int SILENCED = 2;
    private static final int CASES = 4;

    private RemarksPart() {
        super("remarks", 1);
    }

    void write(Remarks value, DataOutput out) throws IOException {
        out.writeByte((value.seen() == null ? 0 : SEEN)
                | (value.silenced() == null ? 0 : SILENCED)
                | (value.cases() == null ? 0 : CASES));
        if (value.seen() != null) {
            Texts.write(value.seen().by(), out);
            out.writeLong(value.seen().at());
            Texts.write(value.seen().comment(), out);
            out.writeBoolean(value.seen().news());
        }
        if (value.silenced() != null) {
            Texts.write(value.silenced().by(), out);
            out.writeLong(value.silenced().until());
        }
        if (value.cases() != null) {
            Varint.writeUnsigned(value.cases().count(), out);
            Texts.write(value.cases().oldest(), out);
            Texts.write(value.cases().source(), out);
            out.writeLong(value.cases().since());
        }
    }

    Remarks read(DataInput in) throws IOException {
        int there = in.readByte();
        Remarks.Seen seen = (there & SEEN) == 0
                ? null
                : new Remarks.Seen(Texts.read(in), in.readLong(), Texts.read(in), in.readBoolean());
        Remarks.Silenced silenced =
                (there & SILENCED) == 0 ? null : new Remarks.Silenced(Texts.read(in), in.readLong());
        Remarks.Cases cases = (there & CASES) == 0
                ? null
                : new Remarks.Cases(Texts.readCount(in), Texts.read(in), Texts.read(in), in.readLong());
        return new Remarks(seen, silenced, cases);
    }
}
