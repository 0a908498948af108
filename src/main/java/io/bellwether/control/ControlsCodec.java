package io.bellwether.control;

import io.bellwether.state.Codec;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** How {@link Controls} are kept. */
public final class ControlsCodec extends Codec<Controls> {

    /** The one for everybody. */
    public static final ControlsCodec INSTANCE = new ControlsCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public ControlsCodec() {
        super("controls", 1, Controls.class, CommandCodec.INSTANCE);
    }

    @Override
    public void write(Controls value, DataOutput out) throws IOException {
        Varint.writeUnsigned(value.standing().size(), out);
        for (Standing standing : new TreeMap<>(value.standing()).values()) {
            CommandCodec.INSTANCE.write(standing, out);
        }
        Varint.writeUnsigned(value.ended().size(), out);
        for (Map.Entry<String, Long> end : new TreeMap<>(value.ended()).entrySet()) {
            Texts.write(end.getKey(), out);
            out.writeLong(end.getValue());
        }
    }

    @Override
    public Controls read(DataInput in, Versions stored) throws IOException {
        Map<String, Standing> standing = new TreeMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            if (CommandCodec.INSTANCE.read(in, stored) instanceof Standing one) {
                standing.put(one.id(), one);
            }
        }
        Map<String, Long> ended = new TreeMap<>();
        for (int i = Texts.readCount(in); i > 0; i--) {
            ended.put(Texts.read(in), in.readLong());
        }
        return new Controls(standing, ended);
    }
}
