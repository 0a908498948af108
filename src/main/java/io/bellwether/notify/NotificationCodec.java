package io.bellwether.notify;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Notification} is written. */
public final class NotificationCodec extends Codec<Notification> {

    /** The one for everybody. */
    public static final NotificationCodec INSTANCE = new NotificationCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public NotificationCodec() {
        super("notification", 2, Notification.class, GroupTimesPart.INSTANCE, ChangeCodec.INSTANCE);
    }

    @Override
    public void write(Notification value, DataOutput out) throws IOException {
        Texts.write(value.receiver(), out);
        Texts.write(value.groupKey(), out);
        Texts.writeMap(value.group(), out);
        GroupTimesPart.INSTANCE.write(value.times(), out);
        out.writeBoolean(value.primary());
        Varint.writeSigned(value.afterMillis(), out);
        ChangeCodec.INSTANCE.write(value.change(), out);
    }

    @Override
    public Notification read(DataInput in, Versions stored) throws IOException {
        return new Notification(
                Texts.read(in),
                Texts.read(in),
                Texts.readMap(in),
                stored.of(this) < 2 ? GroupTimesPart.INSTANCE.readWait(in) : GroupTimesPart.INSTANCE.read(in),
                in.readBoolean(),
                stored.of(this) < 2 ? 0 : Varint.readSigned(in),
                ChangeCodec.INSTANCE.read(in, stored));
    }

    /** Version 1 had the wait alone. */
    @Override
    public int oldest() {
        return 1;
    }
}
