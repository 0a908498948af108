package io.bellwether.queue;

/**
 * What one event does to the stay of its chat, as {@link Contacts} decides it: the facts that queue figures, SLA clocks
 * and agents go by.
 *
 * @param before the stay so far; null for none
 * @param after the stay from now on; null for none
 * @param left how the event ended {@code before}; null if it goes on, or there was none to end
 * @param begun whether {@code after} is another stay than {@code before}
 * @param missed an agent did not take the offer of {@code before}
 */
public record Turn(Contact before, Contact after, Left left, boolean begun, boolean missed) {

    /** How a stay ends. */
    public enum Left {
        /** The customer waited and left, or the chat ended, without an answer. */
        ABANDONED,
        /** It left the queue unanswered, for another one or with a case that was merged or deleted. */
        TRANSFERRED,
        /** An agent had it and has it no longer. */
        FINISHED
    }

    /** The stay goes on as it was, or there is none. */
    public static final Turn NONE = new Turn(null, null, null, false, false);

    static Turn begins(Contact before, Left left, Contact after) {
        return new Turn(before, after, left, true, false);
    }

    static Turn goesOn(Contact before, Contact after) {
        return new Turn(before, after, null, false, false);
    }

    /** Whether this is {@link #NONE}. */
    @SuppressWarnings("ReferenceEquality") // asked for every event; nobody makes another like it
    public boolean isNone() {
        return this == NONE;
    }

    /** The chat enters a queue: a wait begins. */
    public boolean offered() {
        return begun && after.waiting();
    }

    /** An agent has the chat who did not take it out of a queue. */
    public boolean given() {
        return begun && !after.waiting();
    }

    /** An agent took the chat out of the queue: the wait ends. */
    public boolean answered() {
        return !begun && left == null && before != null && before.waiting() && after.inService();
    }

    /** The wait ended without an agent. */
    public boolean unanswered() {
        return left == Left.ABANDONED || left == Left.TRANSFERRED;
    }
}
