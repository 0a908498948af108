package io.bellwether.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Flink's type of what a {@link Codec} writes. To be named wherever a type of ours is exchanged, kept or a key: what Flink
 * infers without it would be another.
 *
 * @param <T> the codec's type
 */
public final class CodecTypeInfo<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final Codec<T> codec;

    private CodecTypeInfo(Codec<T> codec) {
        this.codec = codec;
    }

    /** The type of a codec. */
    public static <T> TypeInformation<T> of(Codec<T> codec) {
        return new CodecTypeInfo<>(codec);
    }

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
    public Class<T> getTypeClass() {
        return codec.type();
    }

    @Override
    public boolean isKeyType() {
        return !codec.isMutable();
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new CodecSerializer<>(codec.forThread());
    }

    @Override
    public String toString() {
        return codec.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecTypeInfo<?> that && codec.name().equals(that.codec.name());
    }

    @Override
    public int hashCode() {
        return codec.name().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CodecTypeInfo;
    }
}
