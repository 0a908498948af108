package io.bellwether.sla;

import io.bellwether.event.Status;
import io.bellwether.state.Part;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that the engine remembers of one case. Mutable, not thread-safe; changed by {@link SlaEngine} alone. */
public final class SlaState {
    /** How it is written. */
    public static final Part PART = new Part("sla", 1);

    static final long NEVER = WorkCalendar.NEVER;
    /** Of {@link #wake}. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** {@link PolicyBook#id()} of the book that the clocks were last judged by; 0 before the first event. */
    int book;
    /** The case's beginning was seen. */
    boolean begun;
    /** An agent opened it: the first question is yet to come. */
    boolean agentCreated;
    /** At least one reply was given. */
    boolean replied;
    /** A person took part or was asked for: bots no longer hold the first reply. */
    boolean human;
    /** Merged or deleted: nothing counts any more. */
    boolean gone;
    /** A live chat, not a ticket. */
    boolean chat;

    Status status;
    long createdAt = NEVER;
    /** When it was last opened again. */
    long reopenedAt = NEVER;
    /** When it was last solved or closed. */
    long doneAt = NEVER;
    /** The oldest question without an answer. */
    long waitingSince = NEVER;

    long dueAt = NEVER;
    long firstReplyDueAt = NEVER;
    /** Hash of the agent of the latest assignment, 0 for none. */
    long agent;

    /** Hash of the queue that had the case last while it was not done, 0 for none. */
    long queue;
    /** The last instance of each clock that ever ran, in the order of their kinds. */
    final List<ClockState> clocks = new ArrayList<>(4);

    /** The policy that was selected last, from which book and for which {@link CaseFacts#attributes}; null for none yet. */
    Policy policy;

    PolicyBook policyFrom;
    Object policyFor;
    /** Whether each open clock is judged by {@link #policy} and by the due times. */
    boolean judged;
    /** The attributes of which {@link #agent} and {@link #queue} are, as long as the case is not done. */
    Object ownedAs;
    /** When a clock does something by itself next, as it was found since a clock last changed; {@link #UNKNOWN} else. */
    long wake = UNKNOWN;

    /** The state of a case of which nothing is known. */
    public SlaState() {}

    /** {@link PolicyBook#id} of the book that its clocks were last judged by; 0 before the first event. */
    public int book() {
        return book;
    }

    /** Whether nothing has happened to the case. */
    public boolean isEmpty() {
        return book == 0 && !gone;
    }

    /** Whether any clock runs or is paused. */
    public boolean hasOpenClocks() {
        for (int i = 0; i < clocks.size(); i++) {
            if (clocks.get(i).isOpen()) {
                return true;
            }
        }
        return false;
    }

    ClockState last(ClockKind kind) {
        for (int i = 0; i < clocks.size(); i++) {
            if (clocks.get(i).kind == kind) {
                return clocks.get(i);
            }
        }
        return null;
    }

    /** The running or paused instance of a clock, or null. */
    ClockState open(ClockKind kind) {
        ClockState clock = last(kind);
        return clock != null && clock.isOpen() ? clock : null;
    }

    /** Puts an instance in the place of the last of its kind. */
    void put(ClockState clock) {
        int i = 0;
        while (i < clocks.size() && clocks.get(i).kind.compareTo(clock.kind) < 0) {
            i++;
        }
        if (i < clocks.size() && clocks.get(i).kind == clock.kind) {
            clocks.set(i, clock);
        } else {
            clocks.add(i, clock);
        }
    }

    /** The policy of the case; selected anew only where something that it hangs on is another than the last time. */
    Policy policy(PolicyBook book, Subject subject) {
        Object attributes = subject.facts().attributes();
        if (policyFrom != book || policyFor != attributes) {
            policy = book.select(subject);
            policyFrom = book;
            policyFor = attributes;
            judged = false;
        }
        return policy;
    }

    /** It is a chat, as one of its events shows. */
    void isChat() {
        if (!chat) {
            chat = true;
            policyFor = null;
        }
    }

    boolean isDone() {
        return status != null && status.isDone();
    }

    /** An independent copy. */
    public SlaState copy() {
        SlaState copy = new SlaState();
        copy.book = book;
        copy.begun = begun;
        copy.agentCreated = agentCreated;
        copy.replied = replied;
        copy.human = human;
        copy.gone = gone;
        copy.chat = chat;
        copy.status = status;
        copy.createdAt = createdAt;
        copy.reopenedAt = reopenedAt;
        copy.doneAt = doneAt;
        copy.waitingSince = waitingSince;
        copy.dueAt = dueAt;
        copy.firstReplyDueAt = firstReplyDueAt;
        copy.agent = agent;
        copy.queue = queue;
        for (ClockState clock : clocks) {
            copy.clocks.add(clock.copy());
        }
        return copy;
    }

    /** Writes it compactly; {@link #read} reads it back. */
    public void write(Known known, DataOutput out) throws IOException {
        SlaStateCodec.write(this, known, out);
    }

    /** Reads what {@link #write} wrote with the same knowledge. */
    public static SlaState read(Known known, DataInput in) throws IOException {
        return SlaStateCodec.read(known, in);
    }
}
