package io.bellwether.queue;

import java.util.Objects;

/**
 * What one event does to the stay of its chat, as {@link Contacts} decides it: the facts that queue figures, SLA clocks
 * and agents go by.
 *
 * @param before the stay so far; null for none
 * @param after the stay from now on; null for none
 * @param left how the event ended {@code before}; null if it goes on, or there was none to end
 * @param begun whether {@code after} is another stay than {@code before}
 * @param missed an agent did not take the offer of {@code before}
 * @param external whether {@code before} left for somebody outside
 */
public record Turn(Contact before, Contact after, Left left, boolean begun, boolean missed, boolean external) {

    /** How a stay ends. */
    public enum Left {
        /** The customer waited and left, or the chat ended, without an answer. */
        ABANDONED,
        /** It left the queue unanswered, for another one, for the outside or with a case that was merged or deleted. */
        TRANSFERRED,
        /** It left the queue unanswered by the queue's own rules, which would not keep it. */
        OVERFLOW,
        /** The same, because it had waited as long as they let it. */
        TIMED_OUT,
        /** The customer would rather be called back than wait. */
        CALLBACK,
        /** An agent had it and has it no longer. */
        FINISHED
    }

    /** The stay goes on as it was, or there is none. */
    public static final Turn NONE = new Turn(null, null, null, false, false, false);

    static Turn begins(Contact before, Left left, Contact after) {
        return new Turn(before, after, left, true, false, false);
    }

    static Turn ends(Contact before, Left left, Contact after) {
        return new Turn(before, after, left, false, false, false);
    }

    static Turn goesOn(Contact before, Contact after) {
        return new Turn(before, after, null, false, false, false);
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
        return left != null && left != Left.FINISHED;
    }

    /** It comes straight from another queue, or goes straight to one. */
    public boolean moved() {
        return begun && left != null && !Objects.equals(before.queue(), after.queue());
    }

    /** The stay that an agent had and that is over, where another one takes its place; null where there is none. */
    public Contact served(long time) {
        if (!begun || before == null || before.waiting()) {
            return null;
        }
        return before.isOpen() ? before.ended(time) : before;
    }

    /** An agent hands it to another one of the same queue; who has it is told, not only now found out. */
    public boolean handedOver() {
        boolean served = !begun && left == null && before != null && before.inService() && after.inService();
        return served && before.agent() != null && !before.agent().equals(after.agent());
    }
}
