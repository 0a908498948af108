package io.bellwether.notify;

import io.bellwether.alert.Transition;
import java.util.List;

/**
 * Whether a group is sent now, and why. Pure: processing time is an argument.
 *
 * @param action what to do
 * @param reason why the receiver gets this message; {@link Reason#NONE} unless it is sent
 * @param at of {@link Action#WAIT_FOR_TIME} and {@link Action#REPEAT} the time; else 0
 */
public record NotifyDecision(Action action, Reason reason, long at) {

    /** What to do with a group. */
    public enum Action {
        /** There is nothing to say. */
        NOTHING,
        /** A request is under way; its answer decides. */
        WAIT_FOR_ANSWER,
        /** Gathering, backing off or held; a timer decides. */
        WAIT_FOR_TIME,
        /** What still fires has to be looked through for what is to be said again. */
        REPEAT,
        SEND
    }

    /** Why a message is sent; stands in it as {@code notification_reason}. */
    public enum Reason {
        NONE("none"),
        FIRST("first notification"),
        NEW_ALERTS("new alerts added"),
        SEVERITY_CHANGED("severity changed"),
        SOME_RESOLVED("some alerts resolved"),
        ALL_RESOLVED("all alerts resolved"),
        REPEAT("repeat interval elapsed"),
        ACKNOWLEDGED("acknowledged");

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
     * What is known of a group.
     *
     * @param waiting what there is to say, coalesced
     * @param told how many alerts of the group the receiver holds for firing
     * @param inFlight whether a request is under way
     * @param dueAt epoch ms before which nothing is sent
     */
    public record Group(
            List<Entry> waiting, long told, boolean inFlight, long dueAt, Rounds rounds, GroupTimes times) {}

    private NotifyDecision(Action action) {
        this(action, Reason.NONE, 0);
    }

    /** Decides. */
    public static NotifyDecision of(Group group, long now) {
        if (group.inFlight()) {
            return new NotifyDecision(Action.WAIT_FOR_ANSWER);
        }
        if (group.waiting().isEmpty()) {
            return ofSilence(group, now);
        }
        long heldUntil = group.waiting().stream()
                .mapToLong(entry -> group.rounds().heldUntil(entry, group.times()))
                .min()
                .orElseThrow();
        long at = Math.max(group.dueAt(), heldUntil);
        if (now < at) {
            return new NotifyDecision(Action.WAIT_FOR_TIME, Reason.NONE, at);
        }
        List<Change> changes = group.waiting().stream().map(Entry::change).toList();
        return new NotifyDecision(Action.SEND, reason(changes, group.told()), 0);
    }

    private static NotifyDecision ofSilence(Group group, long now) {
        long at = group.rounds().repeatAt();
        if (group.told() == 0 || at == 0) {
            return new NotifyDecision(Action.NOTHING);
        }
        return new NotifyDecision(now < at ? Action.WAIT_FOR_TIME : Action.REPEAT, Reason.NONE, at);
    }

    /**
     * Why these are told.
     *
     * @param told how many alerts the receiver holds for firing
     */
    public static Reason reason(List<Change> changes, long told) {
        List<Change> news =
                changes.stream().filter(change -> !change.repeated()).toList();
        if (news.isEmpty()) {
            return changes.stream().anyMatch(Change::isAcknowledgement) ? Reason.ACKNOWLEDGED : Reason.REPEAT;
        }
        long firing = count(news, Transition.Kind.FIRING);
        long resolved = count(news, Transition.Kind.RESOLVED);
        if (firing > 0) {
            return told == 0 ? Reason.FIRST : Reason.NEW_ALERTS;
        }
        if (resolved < news.size()) {
            return Reason.SEVERITY_CHANGED;
        }
        return resolved >= told ? Reason.ALL_RESOLVED : Reason.SOME_RESOLVED;
    }

    private static long count(List<Change> changes, Transition.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }
}
