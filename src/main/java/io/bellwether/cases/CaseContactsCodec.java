package io.bellwether.cases;

import io.bellwether.event.SourceId;
import io.bellwether.queue.PresentContact;
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

/** How {@link CaseContacts} are shipped. */
public final class CaseContactsCodec extends Codec<CaseContacts> {

    /** The one for everybody. */
    public static final CaseContactsCodec INSTANCE = new CaseContactsCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public CaseContactsCodec() {
        super("case-contacts", 1, CaseContacts.class);
    }

    @Override
    public void write(CaseContacts value, DataOutput out) throws IOException {
        Texts.write(value.caseId().source(), out);
        Texts.write(value.caseId().id(), out);
        Varint.writeUnsigned(value.present().size(), out);
        for (PresentContact contact : value.present()) {
            PresentContact.State.CODES.write(contact.state(), out);
            Texts.write(contact.queue(), out);
            Texts.write(contact.channel(), out);
            Texts.write(contact.tier(), out);
            Texts.write(contact.priority(), out);
            out.writeBoolean(contact.agent() != null);
            if (contact.agent() != null) {
                Texts.write(contact.agent().source(), out);
                Texts.write(contact.agent().id(), out);
            }
            out.writeLong(contact.since());
            out.writeLong(contact.heldSince());
            out.writeLong(contact.caseSince());
            Varint.writeUnsigned(contact.thresholdMillis(), out);
        }
    }

    @Override
    public CaseContacts read(DataInput in, Versions stored) throws IOException {
        TextPool pool = TextPool.ofThread();
        SourceId caseId = new SourceId(pool.read(in), Texts.read(in));
        int size = (int) Varint.readUnsigned(in);
        List<PresentContact> present = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            present.add(contact(caseId, pool, in));
        }
        return new CaseContacts(caseId, present);
    }

    private static PresentContact contact(SourceId caseId, TextPool pool, DataInput in) throws IOException {
        return new PresentContact(
                caseId,
                PresentContact.State.CODES.read(in),
                pool.read(in),
                pool.read(in),
                pool.read(in),
                pool.read(in),
                in.readBoolean() ? new SourceId(pool.read(in), pool.read(in)) : null,
                in.readLong(),
                in.readLong(),
                in.readLong(),
                Varint.readUnsigned(in));
    }
}
