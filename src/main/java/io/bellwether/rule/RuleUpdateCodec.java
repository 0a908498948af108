package io.bellwether.rule;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/** How a {@link RuleUpdate} is written. */
public final class RuleUpdateCodec extends Codec<RuleUpdate> {

    /** The one for everybody. */
    public static final RuleUpdateCodec INSTANCE = new RuleUpdateCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public RuleUpdateCodec() {
        super("rules", 1, RuleUpdate.class);
    }

    @Override
    public void write(RuleUpdate value, DataOutput out) throws IOException {
        RuleTexts texts = value.texts();
        Texts.write(value.start(), out);
        Texts.writeMap(texts.files(), out);
        Texts.writeMap(texts.variables(), out);
        Texts.write(texts.routingFile(), out);
        out.writeBoolean(texts.routing() != null);
        if (texts.routing() != null) {
            Texts.write(texts.routing(), out);
        }
    }

    @Override
    public RuleUpdate read(DataInput in, Versions stored) throws IOException {
        String start = Texts.read(in);
        Map<String, String> files = Texts.readMap(in);
        Map<String, String> variables = Texts.readMap(in);
        String routingFile = Texts.read(in);
        return new RuleUpdate(
                start, new RuleTexts(files, variables, routingFile, in.readBoolean() ? Texts.read(in) : null));
    }
}
