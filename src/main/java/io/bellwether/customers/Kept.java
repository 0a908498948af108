package io.bellwether.customers;

import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is kept of a customer, or of a queue, and how far all that follows has been told. It is told when its time has come;
 * a fact of a time that was told of already corrects what was said. Mutable; time is an argument.
 */
abstract class Kept {

    /** No timer is set; nothing is to be done. */
    static final long NEVER = Long.MAX_VALUE;

    /** When the timer rings that was set last. */
    long timer = NEVER;

    private long toldUntil = Long.MIN_VALUE;

    /** Takes a fact, or takes it back: as its delta says. False where there is no room for it. */
    final boolean take(CustomerFact fact, CustomerRules rules, Said out) {
        if (dueAt(fact) > toldUntil) {
            return put(fact, rules);
        }
        Difference difference = new Difference();
        tell(rules, new Told(out, difference.before(), Long.MIN_VALUE, toldUntil));
        boolean taken = put(fact, rules);
        tell(rules, new Told(out, difference.after(), Long.MIN_VALUE, toldUntil));
        difference.to(out);
        return taken;
    }

    /** Tells what happened up to and at a time. */
    final void tellUntil(long time, CustomerRules rules, Said out) {
        if (time > toldUntil) {
            tell(rules, new Told(out, out, toldUntil, time));
            toldUntil = time;
        }
    }

    /**
     * Goes on by other rules from that time on: levels in which they do not count it are taken back then, and those in which
     * they do are counted.
     */
    final void judgeAnew(long time, CustomerRules rules, Said out) {
        tellUntil(time, rules, out);
        Difference difference = new Difference();
        tell(rules, Told.standing(out, difference.before(), toldUntil));
        judgeBy(rules, toldUntil);
        tell(rules, Told.standing(out, difference.after(), toldUntil));
        difference.to(out);
    }

    final boolean isToldUntil(long time) {
        return toldUntil >= time;
    }

    /** Lets go of what counts in nothing any more and cannot be corrected: all before the horizon. */
    final void settleUntil(long horizon, CustomerRules rules) {
        settle(Math.min(horizon, toldUntil), rules);
    }

    /** When something is to be told or let go of next; {@link #NEVER} for nothing. */
    final long nextWake(long latenessMillis, CustomerRules rules) {
        return nextWake(new Wake(toldUntil, latenessMillis), rules);
    }

    final void writeHead(DataOutput out) throws IOException {
        out.writeLong(toldUntil);
        out.writeLong(timer);
    }

    final void readHead(DataInput in) throws IOException {
        toldUntil = in.readLong();
        timer = in.readLong();
    }

    /** When what a fact says is told first. */
    abstract long dueAt(CustomerFact fact);

    /** Takes it without telling what follows. */
    abstract boolean put(CustomerFact fact, CustomerRules rules);

    /** Tells all that follows. */
    abstract void tell(CustomerRules rules, Told told);

    /** Takes other rules, where something is kept that was watched by those before. */
    abstract void judgeBy(CustomerRules rules, long time);

    abstract void settle(long until, CustomerRules rules);

    abstract long nextWake(Wake wake, CustomerRules rules);

    /**
     * Up to when time passes at the end of a bounded input, which ends with a watermark at the end of time: that is no time
     * that passed.
     */
    abstract long endsAt();

    /** Whether there is nothing to remember. */
    abstract boolean isNothing();
}
