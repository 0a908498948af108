package io.bellwether.plan;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How a {@link PlanBook} is sent and kept. */
public final class PlanBookCodec extends Codec<PlanBook> {

    /** The one for everybody. */
    public static final PlanBookCodec INSTANCE = new PlanBookCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public PlanBookCodec() {
        super("plan", 1, PlanBook.class);
    }

    @Override
    public void write(PlanBook book, DataOutput out) throws IOException {
        Texts.write(book.version(), out);
        Varint.writeUnsigned(book.queues().size(), out);
        for (Map.Entry<String, NavigableMap<Long, PlanRow>> queue : new TreeMap<>(book.queues()).entrySet()) {
            Texts.write(queue.getKey(), out);
            Varint.writeUnsigned(queue.getValue().size(), out);
            for (Map.Entry<Long, PlanRow> row : queue.getValue().entrySet()) {
                out.writeLong(row.getKey());
                write(row.getValue(), out);
            }
        }
    }

    private static void write(PlanRow row, DataOutput out) throws IOException {
        out.writeDouble(row.arrivals());
        out.writeDouble(row.low());
        out.writeDouble(row.high());
        out.writeDouble(row.handleSeconds());
        out.writeDouble(row.required());
        out.writeDouble(row.staffed());
    }

    @Override
    public PlanBook read(DataInput in, Versions stored) throws IOException {
        String version = Texts.read(in);
        Map<String, NavigableMap<Long, PlanRow>> queues = new HashMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            NavigableMap<Long, PlanRow> rows = new TreeMap<>();
            queues.put(Texts.read(in), rows);
            for (int row = Texts.readCount(in); row > 0; row--) {
                rows.put(
                        in.readLong(),
                        new PlanRow(
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble()));
            }
        }
        return new PlanBook(version, queues);
    }
}
