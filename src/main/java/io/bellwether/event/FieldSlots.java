package io.bellwether.event;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each name in a record goes; found by its bytes, too, so that no text is made of a name. */
final class FieldSlots {

    /** Of a name that nobody asks for. */
    static final Slot UNKNOWN = new Slot(null, -1);

    /** Of what makes an envelope of a record. */
    static final Slot SPEC_VERSION = new Slot(null, -2);

    /** Of what an envelope holds. */
    static final Slot DATA = new Slot(null, -3);

    /** Many more than there are names, so that the first place is nearly always the right one. */
    private static final int PLACES = 512;

    private final Map<String, Slot> byName = new HashMap<>();
    private final int shift;
    private final byte[][] names;
    private final Slot[] slots;

    /**
     * Where a field goes.
     *
     * @param field of the schema, or null
     * @param extra the number of a further dimension, or negative
     */
    record Slot(EventField field, int extra) {
        boolean isNamed() {
            return field != null || extra >= 0;
        }

        boolean ofEnvelope() {
            return field != null && field.ofEnvelope();
        }
    }

    /** @param extra names of further dimensions, among which may be fields */
    FieldSlots(List<String> extra) {
        byName.put("specversion", SPEC_VERSION);
        byName.put("data", DATA);
        for (EventField field : EventField.values()) {
            byName.put(field.wireName, new Slot(field, extra.indexOf(field.wireName)));
        }
        for (int i = 0; i < extra.size(); i++) {
            byName.putIfAbsent(extra.get(i), new Slot(null, i));
        }
        int places = PLACES;
        while (places < 4 * byName.size()) {
            places *= 2;
        }
        shift = Integer.numberOfLeadingZeros(places) + 1;
        names = new byte[places][];
        slots = new Slot[places];
        byName.forEach((name, slot) -> put(name.getBytes(StandardCharsets.UTF_8), slot));
    }

    private void put(byte[] name, Slot slot) {
        int at = place(name, 0, name.length);
        while (names[at] != null) {
            at = at + 1 & names.length - 1;
        }
        names[at] = name;
        slots[at] = slot;
    }

    private int place(byte[] name, int from, int length) {
        return Bytes.hash(name, from, length) >>> shift;
    }

    Slot of(String name) {
        return byName.getOrDefault(name, UNKNOWN);
    }

    /** The same of a name of bytes of UTF-8. */
    Slot of(byte[] in, int from, int length) {
        if (length == 0) {
            return UNKNOWN;
        }
        int at = place(in, from, length);
        for (byte[] name = names[at]; name != null; name = names[at]) {
            if (name.length == length && Bytes.equal(name, 0, in, from, length)) {
                return slots[at];
            }
            at = at + 1 & names.length - 1;
        }
        return UNKNOWN;
    }
}
