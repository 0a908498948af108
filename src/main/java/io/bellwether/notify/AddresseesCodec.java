package io.bellwether.notify;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How {@link Addressees} are kept. */
public final class AddresseesCodec extends Codec<Addressees> {

    /** The one for everybody. */
    public static final AddresseesCodec INSTANCE = new AddresseesCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public AddresseesCodec() {
        super("addressees", 3, Addressees.class, GroupTimesPart.INSTANCE);
    }

    @Override
    public void write(Addressees value, DataOutput out) throws IOException {
        out.writeLong(value.startsAt());
        Varint.writeUnsigned(value.all().size(), out);
        for (Addressees.Address address : value.all()) {
            Texts.write(address.receiver(), out);
            Texts.write(address.groupKey(), out);
            Texts.writeMap(address.group(), out);
            GroupTimesPart.INSTANCE.write(address.times(), out);
            out.writeLong(address.stepSince());
        }
    }

    @Override
    public Addressees read(DataInput in, Versions stored) throws IOException {
        long startsAt = in.readLong();
        List<Addressees.Address> all = new ArrayList<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            all.add(new Addressees.Address(
                    Texts.read(in),
                    Texts.read(in),
                    Texts.readMap(in),
                    times(in, stored),
                    stored.of(this) < 3 ? 0 : in.readLong()));
        }
        return new Addressees(startsAt, all);
    }

    private GroupTimes times(DataInput in, Versions stored) throws IOException {
        return stored.of(this) < 2 ? GroupTimesPart.INSTANCE.readWait(in) : GroupTimesPart.INSTANCE.read(in);
    }

    /** Version 1 had the wait alone, version 2 knew nothing of steps. */
    @Override
    public int oldest() {
        return 1;
    }
}
