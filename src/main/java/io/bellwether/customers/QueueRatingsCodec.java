package io.bellwether.customers;

import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link QueueRatings} is kept. */
public final class QueueRatingsCodec extends Codec<QueueRatings> {

    /** The one for everybody. */
    static final QueueRatingsCodec INSTANCE = new QueueRatingsCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public QueueRatingsCodec() {
        super("queue-ratings", 1, QueueRatings.class, CustomerFactCodec.INSTANCE);
    }

    @Override
    public void write(QueueRatings value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public QueueRatings read(DataInput in, Versions stored) throws IOException {
        return QueueRatings.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
