package io.bellwether.plan;

import io.bellwether.metric.CellCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How {@link QueueNews} is sent. */
public final class QueueNewsCodec extends Codec<QueueNews> {

    /** The one for everybody. */
    public static final QueueNewsCodec INSTANCE = new QueueNewsCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public QueueNewsCodec() {
        super("queue-news", 1, QueueNews.class, CellCodec.INSTANCE);
    }

    @Override
    public void write(QueueNews news, DataOutput out) throws IOException {
        out.writeBoolean(news.shift() != null);
        if (news.shift() == null) {
            CellCodec.INSTANCE.write(news.pane(), out);
            return;
        }
        Texts.write(news.shift().queue(), out);
        out.writeLong(news.shift().start());
        Varint.writeUnsigned(news.shift().agents(), out);
        out.writeLong(news.shift().said());
        Texts.write(news.shift().source(), out);
        Texts.write(news.shift().id(), out);
    }

    @Override
    public QueueNews read(DataInput in, Versions stored) throws IOException {
        return in.readBoolean()
                ? QueueNews.of(new PlannedShift(
                        Texts.read(in),
                        in.readLong(),
                        (int) Varint.readUnsigned(in),
                        in.readLong(),
                        Texts.read(in),
                        Texts.read(in)))
                : QueueNews.of(CellCodec.INSTANCE.read(in, stored));
    }
}
