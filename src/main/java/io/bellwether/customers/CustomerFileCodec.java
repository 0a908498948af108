package io.bellwether.customers;

import io.bellwether.event.SeenIds;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link CustomerFile} is kept. */
public final class CustomerFileCodec extends Codec<CustomerFile> {

    /** The one for everybody. */
    static final CustomerFileCodec INSTANCE = new CustomerFileCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public CustomerFileCodec() {
        super("customer", 1, CustomerFile.class, CustomerFactCodec.INSTANCE, SeenIds.PART);
    }

    @Override
    public void write(CustomerFile value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public CustomerFile read(DataInput in, Versions stored) throws IOException {
        return CustomerFile.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
