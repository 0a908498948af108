package io.bellwether.sla;

import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;

/**
 * One instance of a clock, running or the last that ended. Mutable; belongs to one {@link SlaState}, where the next instance
 * takes its place.
 */
final class ClockState {
    static final long NEVER = WorkCalendar.NEVER;

    /** Where the instance stands; {@code breached} is apart from it. */
    enum Phase implements Coded {
        RUNNING(0),
        PAUSED(1),
        FULFILLED(2),
        CANCELLED(3);

        /** By their codes in state, which have two bits there. */
        static final CodeTable<Phase> CODES = new CodeTable<>(Phase.class);

        private final int code;

        Phase(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    final ClockKind kind;
    int instance;
    Phase phase = Phase.RUNNING;
    /** Whether it is observed. A clock that the case's policy does not ask for counts silently, for later. */
    boolean visible;
    /** A bot has answered last: time counts, but nothing falls due. */
    boolean held;
    /** When the instance began. */
    long start;
    /** Time up to which {@link #consumed} has been settled; of an ended instance its end. */
    long since;
    /** Working time up to {@link #since}. */
    long consumed;
    /** Working time that the instance began with, from before a reopening. */
    long base;
    /** {@link WorkCalendar#id()}. */
    int calendar;
    /** {@link Policy#index()} and {@link Target#id()} in the book of the state's version; 0 for none. */
    int policy;

    int rule;
    /** Working time allowed, 0 without target. */
    long target;
    /** Due at an instant that the source set, whatever was consumed. */
    boolean absolute;
    /** When it falls due or, once breached, fell due. */
    long deadline = NEVER;
    /** At-risk points yet to come, by level. */
    long risk1 = NEVER;

    long risk2 = NEVER;
    boolean fired1;
    boolean fired2;
    long atRiskSince = NEVER;
    long breachedAt = NEVER;
    /** Since when it counts as overdue in the level. */
    long overdueSince = NEVER;
    /** The breach came with an earlier instance that this one resumes: counted there, not again. */
    boolean inherited;
    /** Hash of the message that fulfilled it, 0 where that has no id. */
    long stopId;
    /** The next reply after that, if any: it counts should the first be made private. */
    long nextReplyAt = NEVER;

    long nextReplyId;

    ClockState(ClockKind kind) {
        this.kind = kind;
    }

    /** The next instance, of which nothing is known yet. */
    void begin(long anchor) {
        base = 0;
        consumed = 0;
        visible = false;
        absolute = false;
        target = 0;
        calendar = 0;
        deadline = NEVER;
        breachedAt = NEVER;
        overdueSince = NEVER;
        inherited = false;
        next(anchor);
    }

    /** The next instance, which goes on where this one stopped. */
    void goOn(long anchor) {
        base = consumed;
        inherited = isBreached();
        next(anchor);
    }

    private void next(long anchor) {
        instance++;
        phase = Phase.RUNNING;
        held = false;
        start = anchor;
        since = anchor;
        risk1 = NEVER;
        risk2 = NEVER;
        fired1 = false;
        fired2 = false;
        atRiskSince = NEVER;
        stopId = 0;
        nextReplyAt = NEVER;
        nextReplyId = 0;
    }

    /** The case is judged by another book now, where what this instance was judged by has no place. */
    void ofEarlierBook() {
        policy = 0;
        rule = 0;
    }

    boolean isOpen() {
        return phase == Phase.RUNNING || phase == Phase.PAUSED;
    }

    boolean isBreached() {
        return breachedAt != NEVER;
    }

    /** Whether a signal told of it. */
    boolean isHeardOf() {
        return fired1 || fired2 || isBreached();
    }

    boolean hasTarget() {
        return target != 0 || absolute;
    }

    /** The earliest of what may still happen by itself. */
    long wake() {
        if (phase != Phase.RUNNING || isBreached()) {
            return NEVER;
        }
        return Math.min(deadline, Math.min(risk1, risk2));
    }

    ClockState copy() {
        ClockState copy = new ClockState(kind);
        copy.instance = instance;
        copy.phase = phase;
        copy.visible = visible;
        copy.held = held;
        copy.start = start;
        copy.since = since;
        copy.consumed = consumed;
        copy.base = base;
        copy.calendar = calendar;
        copy.policy = policy;
        copy.rule = rule;
        copy.target = target;
        copy.absolute = absolute;
        copy.deadline = deadline;
        copy.risk1 = risk1;
        copy.risk2 = risk2;
        copy.fired1 = fired1;
        copy.fired2 = fired2;
        copy.atRiskSince = atRiskSince;
        copy.breachedAt = breachedAt;
        copy.overdueSince = overdueSince;
        copy.inherited = inherited;
        copy.stopId = stopId;
        copy.nextReplyAt = nextReplyAt;
        copy.nextReplyId = nextReplyId;
        return copy;
    }
}
