package io.bellwether.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The constants of an enum by their {@link Coded codes}, each a byte in what is written.
 *
 * @param <E> the enum
 */
public final class CodeTable<E extends Enum<E> & Coded> {

    private static final int NONE = 0xFF;

    private final Class<E> type;
    private final Object[] byCode = new Object[NONE];

    /** The table of an enum, each of whose codes is another's. */
    public CodeTable(Class<E> type) {
        this.type = type;
        for (E constant : type.getEnumConstants()) {
            int code = constant.code();
            if (code < 0 || code >= NONE || byCode[code] != null) {
                throw new IllegalStateException(type.getSimpleName() + "." + constant + " has code " + code
                        + ", which is beyond 0 to 254 or that of "
                        + (code < NONE && code >= 0 ? byCode[code] : "none"));
            }
            byCode[code] = constant;
        }
    }

    /**
     * Writes a constant.
     *
     * @param constant null for none
     */
    public void write(E constant, DataOutput out) throws IOException {
        out.writeByte(constant == null ? NONE : constant.code());
    }

    /** Reads a constant, or null. */
    public E read(DataInput in) throws IOException {
        int code = in.readUnsignedByte();
        return code == NONE ? null : of(code);
    }

    /** All constants, in the order of their declaration. */
    public List<E> constants() {
        return List.of(type.getEnumConstants());
    }

    /** The constant of a code that was written. */
    public E of(int code) throws IOException {
        if (code < 0 || code >= NONE || byCode[code] == null) {
            throw new IOException("no " + type.getSimpleName() + " has code " + code);
        }
        return type.cast(byCode[code]);
    }
}
