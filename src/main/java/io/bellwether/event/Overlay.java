package io.bellwether.event;

import java.util.List;

/**
 * What is known of some fields that are texts, with what an event says laid over it. Asked for every event, so it looks at
 * what the event says and not at all that it could say.
 */
public final class Overlay {

    private final long asked;
    /** Of a field's code, its place among the texts. */
    private final byte[] places = new byte[Long.SIZE];

    /** @param fields of which texts are known, in their order; each a label or a dimension */
    public Overlay(List<EventField> fields) {
        long bits = 0;
        for (int place = 0; place < fields.size(); place++) {
            bits |= fields.get(place).codeBit();
            places[Long.numberOfTrailingZeros(fields.get(place).codeBit())] = (byte) place;
        }
        asked = bits;
    }

    /**
     * What is known after an event; the same array where it says nothing new.
     *
     * @param known a text or null for each field, in their order; it is not changed
     */
    @SuppressWarnings("ReferenceEquality") // mostly it is the very object: labels come from a pool
    public String[] over(String[] known, ServiceEvent event) {
        String[] after = known;
        long mask = event.mask();
        Object[] values = event.values();
        for (long rest = mask & asked; rest != 0; rest &= rest - 1) {
            Object said = values[Long.bitCount(mask & Long.lowestOneBit(rest) - 1)];
            int place = places[Long.numberOfTrailingZeros(rest)];
            if (said != known[place] && !said.equals(known[place])) {
                after = after == known ? known.clone() : after;
                after[place] = (String) said;
            }
        }
        return after;
    }
}
