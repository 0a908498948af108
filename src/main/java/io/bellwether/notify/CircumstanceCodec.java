package io.bellwether.notify;

import io.bellwether.alert.TransitionCodec;
import io.bellwether.control.CommandCodec;
import io.bellwether.rule.RuleUpdateCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link Circumstance} is written. */
public final class CircumstanceCodec extends Codec<Circumstance> {

    /** The one for everybody. */
    public static final CircumstanceCodec INSTANCE = new CircumstanceCodec();

    private static final long serialVersionUID = 1L;
    private static final int OF_SOURCE = 0;
    private static final int OF_COMMAND = 1;
    private static final int OF_RULES = 2;
    private static final int COMMANDS_READ = 3;

    /** For who looks it up by its name. */
    public CircumstanceCodec() {
        super(
                "circumstance",
                1,
                Circumstance.class,
                TransitionCodec.INSTANCE,
                CommandCodec.INSTANCE,
                RuleUpdateCodec.INSTANCE);
    }

    @Override
    public void write(Circumstance value, DataOutput out) throws IOException {
        if (value instanceof Circumstance.OfSource source) {
            out.writeByte(OF_SOURCE);
            TransitionCodec.INSTANCE.write(source.transition(), out);
        } else if (value instanceof Circumstance.OfCommand said) {
            out.writeByte(OF_COMMAND);
            CommandCodec.INSTANCE.write(said.command(), out);
        } else if (value instanceof Circumstance.OfRules came) {
            out.writeByte(OF_RULES);
            RuleUpdateCodec.INSTANCE.write(came.update(), out);
        } else if (value instanceof Circumstance.CommandsRead) {
            out.writeByte(COMMANDS_READ);
        }
    }

    @Override
    public Circumstance read(DataInput in, Versions stored) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case OF_SOURCE -> new Circumstance.OfSource(TransitionCodec.INSTANCE.read(in, stored));
            case OF_COMMAND -> new Circumstance.OfCommand(CommandCodec.INSTANCE.read(in, stored));
            case OF_RULES -> new Circumstance.OfRules(RuleUpdateCodec.INSTANCE.read(in, stored));
            case COMMANDS_READ -> new Circumstance.CommandsRead();
            default -> throw new IOException("no circumstance has the code " + kind);
        };
    }
}
