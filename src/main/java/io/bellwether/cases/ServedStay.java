package io.bellwether.cases;

import io.bellwether.queue.Contact;
import io.bellwether.state.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The last stay of a chat that an agent had, when the chat goes on in another: work after it may still be told.
 *
 * @param dimensions under which it counts
 */
record ServedStay(Contact contact, List<String> dimensions) {

    void write(long base, DataOutput out) throws IOException {
        contact.write(base, out);
        Texts.writeAll(dimensions, out);
    }

    static ServedStay read(long base, DataInput in) throws IOException {
        return new ServedStay(Contact.read(base, in), List.copyOf(Texts.readAll(in)));
    }
}
