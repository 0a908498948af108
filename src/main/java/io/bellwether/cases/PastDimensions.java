package io.bellwether.cases;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The dimensions that a case had before its present ones, so that what was counted under them can be taken back there.
 * Remembers the last {@value #MOST}; most cases have none.
 */
final class PastDimensions {

    static final int MOST = 16;

    /** Dimensions that held until a time, exclusive. */
    private record Past(List<String> values, long until) {}

    private final List<Past> past = new ArrayList<>(0);

    /** Other dimensions hold from that time on. */
    void leave(List<String> values, long time) {
        if (past.size() == MOST) {
            past.remove(0);
        }
        past.add(new Past(values, time));
    }

    /** The dimensions at a time; null if they are the present ones. */
    List<String> at(long time) {
        for (Past one : past) {
            if (time < one.until) {
                return one.values;
            }
        }
        return null;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(past.size());
        for (Past one : past) {
            out.writeLong(one.until);
            out.writeByte(one.values.size());
            for (String value : one.values) {
                out.writeUTF(value);
            }
        }
    }

    static PastDimensions read(DataInput in) throws IOException {
        PastDimensions read = new PastDimensions();
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            long until = in.readLong();
            List<String> values = new ArrayList<>(4);
            for (int n = in.readUnsignedByte(); n > 0; n--) {
                values.add(in.readUTF());
            }
            read.past.add(new Past(List.copyOf(values), until));
        }
        return read;
    }
}
