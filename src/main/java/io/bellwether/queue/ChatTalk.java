package io.bellwether.queue;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far customer and agents of one chat have come in talking to each other.
 *
 * @param askedAt first message of the customer that no agent has answered, epoch ms; {@link Contact#NOT_YET} for none.
 *     What a bot answered waits for nobody; it does again from when people are to take over
 * @param asked whether the customer has written at all
 * @param answered whether an agent has
 * @param bot whether a bot takes part
 * @param people whether people are to answer, with or without a bot before them
 */
public record ChatTalk(long askedAt, boolean asked, boolean answered, boolean bot, boolean people) {

    /** Of a chat in which nobody has written. */
    public static final ChatTalk SILENT = new ChatTalk(Contact.NOT_YET, false, false, false, false);

    private static final int WAITS = 1;
    private static final int ASKED = 2;
    private static final int ANSWERED = 4;
    private static final int BOT = 8;
    private static final int PEOPLE = 16;

    /** Whether the customer waits for an answer. */
    public boolean waits() {
        return askedAt != Contact.NOT_YET;
    }

    /** Whether no bot has it to itself. */
    boolean isForPeople() {
        return people || !bot;
    }

    ChatTalk customerWrites(long time) {
        return waits() && asked ? this : new ChatTalk(waits() ? askedAt : time, true, answered, bot, people);
    }

    ChatTalk ofBot() {
        return new ChatTalk(askedAt, asked, answered, true, people);
    }

    /** As long as a bot has the chat, its word is an answer. */
    ChatTalk botWrites() {
        return bot && (people || !waits())
                ? this
                : new ChatTalk(people ? askedAt : Contact.NOT_YET, asked, answered, true, people);
    }

    ChatTalk peopleTakeOver(long time) {
        boolean waitsNow = !people && asked && !answered && !waits();
        return people ? this : new ChatTalk(waitsNow ? time : askedAt, asked, answered, bot, true);
    }

    ChatTalk agentWrites() {
        return answered && people && !waits() ? this : new ChatTalk(Contact.NOT_YET, asked, true, bot, true);
    }

    ChatTalk over() {
        return waits() ? new ChatTalk(Contact.NOT_YET, asked, answered, bot, people) : this;
    }

    /** Writes it; {@link #read} reads it back with the same base. */
    public void write(long base, DataOutput out) throws IOException {
        out.writeByte((waits() ? WAITS : 0)
                | (asked ? ASKED : 0)
                | (answered ? ANSWERED : 0)
                | (bot ? BOT : 0)
                | (people ? PEOPLE : 0));
        if (waits()) {
            Varint.writeSigned(askedAt - base, out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static ChatTalk read(long base, DataInput in) throws IOException {
        int flags = in.readUnsignedByte();
        long askedAt = (flags & WAITS) != 0 ? base + Varint.readSigned(in) : Contact.NOT_YET;
        return new ChatTalk(
                askedAt, (flags & ASKED) != 0, (flags & ANSWERED) != 0, (flags & BOT) != 0, (flags & PEOPLE) != 0);
    }
}
