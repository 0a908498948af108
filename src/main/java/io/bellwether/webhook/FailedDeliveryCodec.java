package io.bellwether.webhook;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link FailedDelivery} is written. */
public final class FailedDeliveryCodec extends Codec<FailedDelivery> {

    /** The one for everybody. */
    public static final FailedDeliveryCodec INSTANCE = new FailedDeliveryCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public FailedDeliveryCodec() {
        super("failed-delivery", 1, FailedDelivery.class);
    }

    @Override
    public void write(FailedDelivery value, DataOutput out) throws IOException {
        Texts.write(value.deliveryId(), out);
        Texts.write(value.receiver(), out);
        Texts.write(value.groupKey(), out);
        Texts.write(value.alertId(), out);
        Texts.write(value.uid(), out);
        out.writeLong(value.startsAt());
        Varint.writeSigned(value.seq(), out);
        Texts.write(value.transition(), out);
        Texts.write(value.severity(), out);
        Texts.write(value.reason(), out);
        Texts.write(value.detail(), out);
        out.writeLong(value.at());
    }

    @Override
    public FailedDelivery read(DataInput in, Versions stored) throws IOException {
        return new FailedDelivery(
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                in.readLong(),
                Varint.readSigned(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                in.readLong());
    }
}
