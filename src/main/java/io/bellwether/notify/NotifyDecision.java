package io.bellwether.notify;

import io.bellwether.alert.Transition;
import java.util.List;

/**
 * Whether a group is sent now, and why. Pure: processing time is an argument.
 *
 * @param action what to do
 * @param reason why the receiver gets this message; {@link Reason#NONE} unless it is sent
 */
public record NotifyDecision(Action action, Reason reason) {

    /** What to do with a group. */
    public enum Action {
        /** There is nothing to say. */
        NOTHING,
        /** A request is under way; its answer decides. */
        WAIT_FOR_ANSWER,
        /** Gathering or backing off; a timer decides. */
        WAIT_FOR_TIME,
        SEND
    }

    /** Why a message is sent; stands in it as {@code notification_reason}. */
    public enum Reason {
        NONE("none"),
        FIRST("first notification"),
        NEW_ALERTS("new alerts added"),
        SEVERITY_CHANGED("severity changed"),
        SOME_RESOLVED("some alerts resolved"),
        ALL_RESOLVED("all alerts resolved");

        private final String wireName;

        Reason(String wireName) {
            this.wireName = wireName;
        }

        /** The name in payloads. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Decides.
     *
     * @param changes what there is to say, coalesced
     * @param told how many alerts of the group the receiver holds for firing
     * @param inFlight whether a request is under way
     * @param dueAt epoch ms before which nothing is sent
     */
    public static NotifyDecision of(List<Change> changes, long told, boolean inFlight, long dueAt, long now) {
        if (inFlight) {
            return new NotifyDecision(Action.WAIT_FOR_ANSWER, Reason.NONE);
        }
        if (changes.isEmpty()) {
            return new NotifyDecision(Action.NOTHING, Reason.NONE);
        }
        if (now < dueAt) {
            return new NotifyDecision(Action.WAIT_FOR_TIME, Reason.NONE);
        }
        return new NotifyDecision(Action.SEND, reason(changes, told));
    }

    private static Reason reason(List<Change> changes, long told) {
        long firing = count(changes, Transition.Kind.FIRING);
        long resolved = count(changes, Transition.Kind.RESOLVED);
        if (firing > 0) {
            return told == 0 ? Reason.FIRST : Reason.NEW_ALERTS;
        }
        if (resolved < changes.size()) {
            return Reason.SEVERITY_CHANGED;
        }
        return resolved >= told ? Reason.ALL_RESOLVED : Reason.SOME_RESOLVED;
    }

    private static long count(List<Change> changes, Transition.Kind kind) {
        long count = 0;
        for (Change change : changes) {
            count += change.kind() == kind ? 1 : 0;
        }
        return count;
    }
}
