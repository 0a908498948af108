package io.bellwether.plan;

import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How {@link QueueState} is kept. */
public final class QueueStateCodec extends Codec<QueueState> {

    /** The one for everybody. */
    public static final QueueStateCodec INSTANCE = new QueueStateCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public QueueStateCodec() {
        super("plan-queue", 2, QueueState.class);
    }

    @Override
    public void write(QueueState value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public QueueState read(DataInput in, Versions stored) throws IOException {
        return QueueState.read(in, stored.of(this) >= 2);
    }

    /** Version 1 knew of no shifts. */
    @Override
    public int oldest() {
        return 1;
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
