package io.bellwether.platform;

import static io.bellwether.platform.Sitting.NEVER;

import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What {@link Talk} knows of what is open of a chat on one day. Mutable. */
final class OpenTalk {

    final String platform;
    /** Local epoch day. */
    final long day;

    final String shop;
    final String consumer;

    /** The customer's first message that nobody has replied to. */
    long since = NEVER;
    /** Number of the round in the chat, from 1. */
    int round;
    /** The session; null where none is open. */
    Sitting sitting;
    /** How many messages of a time wait for a reply and are still in time. */
    final TreeMap<Long, Integer> messages = new TreeMap<>();

    OpenTalk(String platform, long day, String shop, String consumer) {
        this.platform = platform;
        this.day = day;
        this.shop = shop;
        this.consumer = consumer;
    }

    boolean isOver() {
        return since == NEVER && sitting == null && messages.isEmpty();
    }

    OpenTalk copy() {
        OpenTalk copy = new OpenTalk(platform, day, shop, consumer);
        copy.since = since;
        copy.round = round;
        copy.sitting = sitting == null ? null : sitting.copy();
        copy.messages.putAll(messages);
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Texts.write(platform, out);
        Varint.writeSigned(day, out);
        Texts.write(shop, out);
        Texts.write(consumer, out);
        out.writeLong(since);
        Varint.writeUnsigned(round, out);
        out.writeBoolean(sitting != null);
        if (sitting != null) {
            sitting.write(out);
        }
        Varint.writeUnsigned(messages.size(), out);
        for (Map.Entry<Long, Integer> sent : messages.entrySet()) {
            out.writeLong(sent.getKey());
            Varint.writeUnsigned(sent.getValue(), out);
        }
    }

    static OpenTalk read(DataInput in) throws IOException {
        OpenTalk talk = new OpenTalk(Texts.read(in), Varint.readSigned(in), Texts.read(in), Texts.read(in));
        talk.since = in.readLong();
        talk.round = (int) Varint.readUnsigned(in);
        talk.sitting = in.readBoolean() ? Sitting.read(in) : null;
        for (int i = Texts.readCount(in); i > 0; i--) {
            talk.messages.put(in.readLong(), (int) Varint.readUnsigned(in));
        }
        return talk;
    }
}
