package io.bellwether.event;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's type of an event, to be named wherever events are exchanged or kept; inference would take another. */
public final class ServiceEventTypeInfo extends TypeInformation<ServiceEvent> {
    /** The one type. */
    public static final ServiceEventTypeInfo INSTANCE = new ServiceEventTypeInfo();

    private static final long serialVersionUID = 1;

    private ServiceEventTypeInfo() {}

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
    public Class<ServiceEvent> getTypeClass() {
        return ServiceEvent.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<ServiceEvent> createSerializer(SerializerConfig config) {
        return new ServiceEventSerializer();
    }

    @Override
    public String toString() {
        return "ServiceEvent";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServiceEventTypeInfo;
    }

    @Override
    public int hashCode() {
        return ServiceEventTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ServiceEventTypeInfo;
    }
}
