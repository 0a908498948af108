package io.bellwether.agents;

import io.bellwether.event.SourceId;
import io.bellwether.state.Codec;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How an {@link AgentNow} is shipped. */
public final class AgentNowCodec extends Codec<AgentNow> {

    /** The one for everybody. */
    public static final AgentNowCodec INSTANCE = new AgentNowCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public AgentNowCodec() {
        super("agent-now", 1, AgentNow.class);
    }

    @Override
    public void write(AgentNow value, DataOutput out) throws IOException {
        Texts.write(value.agent().source(), out);
        Texts.write(value.agent().id(), out);
        PresentAgent present = value.present();
        out.writeBoolean(present != null);
        if (present != null) {
            PresentAgent.State.CODES.write(present.state(), out);
            Texts.write(present.reason(), out);
            Texts.writeAll(present.queues(), out);
            out.writeLong(present.since());
            Varint.writeSigned(present.slots(), out);
            Varint.writeUnsigned(present.contacts(), out);
            out.writeLong(present.contactsSince());
            Varint.writeUnsigned(present.wrapUps(), out);
            out.writeLong(present.wrapUpSince());
            out.writeLong(present.idleSince());
        }
    }

    @Override
    public AgentNow read(DataInput in, Versions stored) throws IOException {
        TextPool pool = TextPool.ofThread();
        SourceId agent = new SourceId(pool.read(in), pool.read(in));
        return new AgentNow(agent, in.readBoolean() ? present(agent, pool, in) : null);
    }

    private static PresentAgent present(SourceId agent, TextPool pool, DataInput in) throws IOException {
        return new PresentAgent(
                agent,
                PresentAgent.State.CODES.read(in),
                pool.read(in),
                Texts.readAll(in),
                in.readLong(),
                Varint.readSigned(in),
                (int) Varint.readUnsigned(in),
                in.readLong(),
                (int) Varint.readUnsigned(in),
                in.readLong(),
                in.readLong());
    }
}
