package io.bellwether.event;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's type of the key of a case or an agent, to be named wherever a stream is keyed by one. */
public final class SourceIdTypeInfo extends TypeInformation<SourceId> {
    /** The one type. */
    public static final SourceIdTypeInfo INSTANCE = new SourceIdTypeInfo();

    private static final long serialVersionUID = 1;

    private SourceIdTypeInfo() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<SourceId> getTypeClass() {
        return SourceId.class;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeSerializer<SourceId> createSerializer(SerializerConfig config) {
        return new SourceIdSerializer();
    }

    @Override
    public String toString() {
        return "SourceId";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceIdTypeInfo;
    }

    @Override
    public int hashCode() {
        return SourceIdTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SourceIdTypeInfo;
    }
}
