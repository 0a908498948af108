package io.bellwether.ingest;

import io.bellwether.metric.CodecSerializer;
import io.bellwether.metric.CodecTypeInfo;
import java.io.DataInput;
import java.io.DataOutput;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * Refuses to serialise: an {@link Inbound} still has the message's text, which must not cross the network or enter state.
 * The source and the door are chained, so nobody asks; if a later change breaks the chain, the job fails at once.
 */
public final class InboundSerializer extends CodecSerializer<Inbound> {

    private static final long serialVersionUID = 1L;

    private static final String CHAIN =
            "the door must be chained to its source: message texts must not cross the network or enter state";

    /** How Flink moves it. */
    public static TypeInformation<Inbound> typeInfo() {
        return new CodecTypeInfo<>(Inbound.class, new InboundSerializer());
    }

    @Override
    protected void write(Inbound value, DataOutput out) {
        throw new IllegalStateException(CHAIN);
    }

    @Override
    protected Inbound read(DataInput in) {
        throw new IllegalStateException(CHAIN);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializerSnapshot<Inbound> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Stands in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Inbound> {
        public Snapshot() {
            super(InboundSerializer::new);
        }
    }
}
