package io.bellwether.event;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Rejection} is written. */
public final class RejectionCodec extends Codec<Rejection> {

    /** The one for everybody. */
    public static final RejectionCodec INSTANCE = new RejectionCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public RejectionCodec() {
        super("rejection", 1, Rejection.class);
    }

    @Override
    public void write(Rejection value, DataOutput out) throws IOException {
        RejectionReason.CODES.write(value.reason(), out);
        Texts.write(value.detail(), out);
        Origin origin = value.origin();
        Texts.write(origin.topic(), out);
        Varint.writeSigned(origin.partition(), out);
        Varint.writeSigned(origin.offset(), out);
        Varint.writeSigned(origin.keySize(), out);
        Texts.writeBytes(origin.key(), out);
        Texts.writeBytes(value.original(), out);
        Varint.writeSigned(value.size(), out);
        Texts.write(value.sha256(), out);
    }

    @Override
    public Rejection read(DataInput in, Versions stored) throws IOException {
        RejectionReason reason = RejectionReason.CODES.read(in);
        String detail = Texts.read(in);
        String topic = Texts.read(in);
        int partition = (int) Varint.readSigned(in);
        long offset = Varint.readSigned(in);
        int keySize = (int) Varint.readSigned(in);
        Origin origin = new Origin(topic, partition, offset, Texts.readBytes(in), keySize);
        byte[] original = Texts.readBytes(in);
        return new Rejection(reason, detail, origin, original, (int) Varint.readSigned(in), Texts.read(in));
    }
}
