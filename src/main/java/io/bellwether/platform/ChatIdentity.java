package io.bellwether.platform;

import io.bellwether.event.EventField;
import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.state.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which platform and shop a chat is of, and whose it is: as far as its events have said, of each field what was said last.
 * It may become another's at any time; what is open then goes on as that of before. Mutable.
 */
final class ChatIdentity {

    private final TreeMap<String, String> fields = new TreeMap<>();
    /** The system of the chat and the customer's id there; where none was said, what no other chat has. */
    private String customer = "";

    /** @param asked fields by which chats are told apart and alerts routed */
    void learn(ServiceEvent event, Set<String> asked) {
        for (String field : asked) {
            String value = event.dimension(field);
            if (value != null && !value.equals(fields.get(field))) {
                fields.put(field, value);
            }
        }
        SourceId key = EventKeys.caseOf(event);
        fields.putIfAbsent(Platform.SOURCE, key.source());
        if (event.get(EventField.CUSTOMER_ID) != null) {
            customer = key.source() + '\0' + event.get(EventField.CUSTOMER_ID);
        } else if (customer.isEmpty()) {
            customer = key.source() + "\0\0" + key.id();
        }
    }

    /** The values that are known of the fields. */
    Map<String, String> fields() {
        return fields;
    }

    /** The first platform of the book that it matches; null where it is of none. */
    Platform platform(PlatformBook book) {
        for (Platform platform : book.platforms()) {
            if (platform.matches(fields::get)) {
                return platform;
            }
        }
        return null;
    }

    /** Empty where none was said. */
    String shop() {
        return fields.getOrDefault(PlatformBook.SHOP, "");
    }

    /** Tells customers apart; empty before the first event. */
    String customer() {
        return customer;
    }

    ChatIdentity copy() {
        ChatIdentity copy = new ChatIdentity();
        copy.fields.putAll(fields);
        copy.customer = customer;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Texts.writeMap(fields, out);
        Texts.write(customer, out);
    }

    static ChatIdentity read(DataInput in) throws IOException {
        ChatIdentity read = new ChatIdentity();
        read.fields.putAll(Texts.readMap(in));
        read.customer = Texts.read(in);
        return read;
    }
}
