package io.bellwether.control;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Command} is shipped and kept. */
public final class CommandCodec extends Codec<Command> {

    /** The one for everybody. */
    public static final CommandCodec INSTANCE = new CommandCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public CommandCodec() {
        super("command", 1, Command.class);
    }

    @Override
    public void write(Command value, DataOutput out) throws IOException {
        CommandKind.CODES.write(CommandKind.of(value), out);
        Texts.write(value.id(), out);
        out.writeLong(value.at());
        Texts.write(value.by(), out);
        Texts.write(value.comment(), out);
        if (value instanceof Standing standing) {
            Texts.writeMap(standing.matchers().written(), out);
            out.writeLong(standing.endsAt());
        }
        if (value instanceof Silence silence) {
            out.writeLong(silence.startsAt());
            out.writeBoolean(silence.untilResolved());
            out.writeLong(silence.noticeMillis());
        }
    }

    @Override
    public Command read(DataInput in, Versions stored) throws IOException {
        CommandKind kind = CommandKind.CODES.read(in);
        String id = Texts.read(in);
        long at = in.readLong();
        String by = Texts.read(in);
        String comment = Texts.read(in);
        if (kind == CommandKind.EXPIRE) {
            return new Expiry(id, at, by, comment);
        }
        Matchers matchers = new Matchers(Texts.readMap(in));
        long endsAt = in.readLong();
        if (kind == CommandKind.ACKNOWLEDGE) {
            return new Acknowledgement(id, at, by, comment, matchers, endsAt);
        }
        return new Silence(id, at, by, comment, matchers, in.readLong(), endsAt, in.readBoolean(), in.readLong());
    }
}
