package io.bellwether.event;

import java.io.IOException;
import java.util.Arrays;

/**
 * Stable codes of an enum's constants in stored records: the index in the list that is given here. Such a list may only
 * be appended to, whatever becomes of the order of the constants themselves.
 */
final class CodeTable<E extends Enum<E>> {
    private final E[] byCode;
    private final byte[] byOrdinal;

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is copied, and only read
    CodeTable(E... byCode) {
        this.byCode = Arrays.copyOf(byCode, byCode.length);
        E[] constants = byCode[0].getDeclaringClass().getEnumConstants();
        byOrdinal = new byte[constants.length];
        Arrays.fill(byOrdinal, (byte) -1);
        for (int code = 0; code < byCode.length; code++) {
            byOrdinal[byCode[code].ordinal()] = (byte) code;
        }
        for (E constant : constants) {
            if (byOrdinal[constant.ordinal()] < 0) {
                throw new IllegalStateException(constant + " has no code for stored events: append it to the table");
            }
        }
    }

    int code(E constant) {
        return byOrdinal[constant.ordinal()];
    }

    E of(int code) throws IOException {
        if (code < 0 || code >= byCode.length) {
            throw new IOException("stored event is damaged: code " + code + " where only 0 to " + (byCode.length - 1)
                    + " are known, as in " + byCode[0].getDeclaringClass().getSimpleName());
        }
        return byCode[code];
    }
}
