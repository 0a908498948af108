package io.bellwether.quality;

import io.bellwether.state.Codec;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How a {@link CustomerFact} is written. */
public final class CustomerFactCodec extends Codec<CustomerFact> {

    /** The one for everybody. */
    public static final CustomerFactCodec INSTANCE = new CustomerFactCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public CustomerFactCodec() {
        super("customer-fact", 1, CustomerFact.class);
    }

    @Override
    public void write(CustomerFact value, DataOutput out) throws IOException {
        out.writeLong(value.customer());
        out.writeLong(value.caseId());
        CustomerFact.Kind.CODES.write(value.kind(), out);
        out.writeLong(value.time());
        out.writeByte(value.delta());
        Texts.write(value.topic(), out);
        Texts.writeAll(value.dimensions(), out);
    }

    @Override
    public CustomerFact read(DataInput in, Versions stored) throws IOException {
        long customer = in.readLong();
        long caseId = in.readLong();
        CustomerFact.Kind kind = CustomerFact.Kind.CODES.read(in);
        long time = in.readLong();
        int delta = in.readByte();
        // topics and dimensions have few values
        TextPool pool = TextPool.ofThread();
        String topic = pool.read(in);
        return new CustomerFact(customer, caseId, kind, time, topic, pool.readAll(in), delta);
    }

    /** Writes a list. */
    public void writeAll(List<CustomerFact> facts, DataOutput out) throws IOException {
        Varint.writeUnsigned(facts.size(), out);
        for (int i = 0; i < facts.size(); i++) {
            write(facts.get(i), out);
        }
    }

    /** Reads a list, which is the caller's own. */
    public List<CustomerFact> readAll(DataInput in, Versions stored) throws IOException {
        int size = Texts.readCount(in);
        List<CustomerFact> facts = new ArrayList<>(Math.min(size, 16));
        for (int i = 0; i < size; i++) {
            facts.add(read(in, stored));
        }
        return facts;
    }
}
