package io.bellwether.platform;

import io.bellwether.event.EventCodec;
import io.bellwether.event.SeenIds;
import io.bellwether.state.Codec;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a {@link ConsultationTimeline} is kept. */
public final class ConsultationTimelineCodec extends Codec<ConsultationTimeline> {

    /** The one for everybody. */
    public static final ConsultationTimelineCodec INSTANCE = new ConsultationTimelineCodec();

    private static final long serialVersionUID = 1L;

    /** For who looks it up by its name. */
    public ConsultationTimelineCodec() {
        super("consultation", 1, ConsultationTimeline.class, new EventCodec(), SeenIds.PART);
    }

    @Override
    public void write(ConsultationTimeline value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public ConsultationTimeline read(DataInput in, Versions stored) throws IOException {
        return ConsultationTimeline.read(in, stored);
    }

    @Override
    public boolean isMutable() {
        return true;
    }
}
