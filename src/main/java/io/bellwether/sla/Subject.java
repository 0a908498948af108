package io.bellwether.sla;

/**
 * A case as policies see it: its dimensions, and whether it is a ticket or a chat, which events show by their types.
 *
 * @param chat whether any of its events is one of a live chat
 */
record Subject(CaseFacts facts, boolean chat) {

    /** The name under which policies ask for it; a configured dimension of that name cannot be matched. */
    static final String KIND = "kind";

    static final String CHAT = "chat";
    static final String TICKET = "ticket";

    /** The value of a dimension, or null. */
    String value(String dimension) {
        if (dimension.equals(KIND)) {
            return chat ? CHAT : TICKET;
        }
        return facts.dimension(dimension);
    }
}
