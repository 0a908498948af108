package io.bellwether.agents;

import io.bellwether.event.EventCodec;
import io.bellwether.event.SeenIds;
import io.bellwether.event.SourceIdCodec;
import io.bellwether.queue.OnContactCodec;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How an {@link AgentTimeline} is kept. */
public final class AgentTimelineCodec extends Codec<AgentTimeline> {

    /** The one for everybody. */
    public static final AgentTimelineCodec INSTANCE = new AgentTimelineCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public AgentTimelineCodec() {
        super(
                "agent",
                1,
                AgentTimeline.class,
                new EventCodec(),
                OnContactCodec.INSTANCE,
                SourceIdCodec.INSTANCE,
                SeenIds.PART);
    }

    @Override
    public void write(AgentTimeline value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public AgentTimeline read(DataInput in, Versions stored) throws IOException {
        return AgentTimeline.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
