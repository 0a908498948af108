package io.bellwether.sla;

/**
 * A case as policies see it: its dimensions, and whether it is a ticket or a chat, which events show by their types.
 * Says it of one case after another.
 */
final class Subject {

    /** The name under which policies ask for it; a configured dimension of that name cannot be matched. */
    static final String KIND = "kind";

    static final String CHAT = "chat";
    static final String TICKET = "ticket";

    private CaseFacts facts;
    private boolean chat;

    /**
     * It is that case from now on.
     *
     * @param chat whether any of its events is one of a live chat
     */
    Subject is(CaseFacts facts, boolean chat) {
        this.facts = facts;
        this.chat = chat;
        return this;
    }

    CaseFacts facts() {
        return facts;
    }

    /** The value of a dimension, or null. */
    String value(String dimension) {
        if (dimension.equals(KIND)) {
            return chat ? CHAT : TICKET;
        }
        return facts.dimension(dimension);
    }
}
