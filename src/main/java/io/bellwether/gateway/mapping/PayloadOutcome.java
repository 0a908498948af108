package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What became of one payload.
 *
 * @param kind what the product calls it; {@code none} where it does not say
 * @param what became of it
 * @param detail why, where no event came of it; never anything of a message
 * @param payload where its kind is not known, or it was refused: it itself, for its shape; else null
 */
public record PayloadOutcome(String kind, What what, String detail, JsonNode payload) {

    PayloadOutcome(String kind, What what, String detail) {
        this(kind, what, detail, null);
    }

    /** Never the payload. */
    @Override
    public String toString() {
        return kind + " " + what + " " + detail;
    }

    /** The ways of a payload. */
    public enum What {
        /** At least one event came of it. */
        MAPPED,
        /** Its kind is known, and nothing that counts was in it. */
        NOTHING,
        /** Its kind is one that the mapping leaves out on purpose. */
        IGNORED,
        /** The mapping does not know its kind. */
        UNMAPPED,
        /** An event would have come of it, but it lacks something. */
        REFUSED,
        /** It tells of a case as it was before all that is kept of it. */
        TOO_OLD
    }
}
