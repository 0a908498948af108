package io.bellwether.platform;

import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A session: what is known of one until it is over. Mutable. */
final class Sitting {

    static final long NEVER = Long.MIN_VALUE;

    /** The customer's first message to people. */
    long since = NEVER;
    /** The transfer to people. */
    long handoff = NEVER;
    /** Its end, which it may outlive for a while. */
    long ended = NEVER;

    /** Whether people wrote since it began, be it with the transfer to them. */
    private boolean replied;
    /** Whether they wrote since the customer's first message. */
    private boolean answered;
    /** Of rounds with a reply, ms. */
    long waits;

    long rounds;
    /** Whether a reply came in time. */
    boolean quick;
    /** Whether its mean wait is counted, and as one in time. */
    boolean counted;

    boolean good;

    /** When it begins for an indicator; {@link #NEVER} where it does not, yet. */
    long startFor(Indicator indicator) {
        return isFromHandoff(indicator) ? handoff : since;
    }

    private boolean isFromHandoff(Indicator indicator) {
        return indicator.fromHandoff() && handoff != NEVER;
    }

    /** An agent writes. */
    void takeReply() {
        replied = true;
        answered |= since != NEVER;
    }

    /** Whether it has had its first reply, for an indicator: what came before it began is none. */
    boolean isReplied(Indicator indicator) {
        return isFromHandoff(indicator) ? replied : answered;
    }

    /** People take over, unless one of them wrote before. */
    boolean canBeHandedOver() {
        return handoff == NEVER && !replied;
    }

    /** Whether its mean wait is in time, and so is one reply at least. */
    boolean isGood(long limitMillis) {
        return quick && waits <= limitMillis * rounds;
    }

    Sitting copy() {
        Sitting copy = new Sitting();
        copy.since = since;
        copy.handoff = handoff;
        copy.ended = ended;
        copy.replied = replied;
        copy.answered = answered;
        copy.waits = waits;
        copy.rounds = rounds;
        copy.quick = quick;
        copy.counted = counted;
        copy.good = good;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(since);
        out.writeLong(handoff);
        out.writeLong(ended);
        out.writeByte((replied ? 1 : 0) | (quick ? 2 : 0) | (counted ? 4 : 0) | (good ? 8 : 0) | (answered ? 16 : 0));
        Varint.writeUnsigned(waits, out);
        Varint.writeUnsigned(rounds, out);
    }

    static Sitting read(DataInput in) throws IOException {
        Sitting sitting = new Sitting();
        sitting.since = in.readLong();
        sitting.handoff = in.readLong();
        sitting.ended = in.readLong();
        int flags = in.readUnsignedByte();
        sitting.replied = (flags & 1) != 0;
        sitting.quick = (flags & 2) != 0;
        sitting.counted = (flags & 4) != 0;
        sitting.good = (flags & 8) != 0;
        sitting.answered = (flags & 16) != 0;
        sitting.waits = Varint.readUnsigned(in);
        sitting.rounds = Varint.readUnsigned(in);
        return sitting;
    }
}
