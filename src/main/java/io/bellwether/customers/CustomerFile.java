package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observer;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.quality.Resolution;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one customer did lately over all cases: which were solved, and whether the customer came back. A case that was solved
 * at s is resolved where its customer begins no contact about it in (s, s + D]: until then that is pending, and from the
 * first such contact on it is known to be otherwise. What is merged or deleted meanwhile counts in neither.
 *
 * <p>All follows from the facts that are kept, each in its time: one that comes late is put in its place, and what it proves
 * wrong is taken back. Kept are the solved cases, for D and the lateness, and anything else for the lateness. Mutable; time
 * is an argument.
 */
final class CustomerFile {

    /** No timer is set. */
    static final long NO_TIMER = Long.MAX_VALUE;

    private static final long NEVER = Long.MAX_VALUE;

    /** A solved case, and what is known of it from facts that are not kept any more. */
    private static final class Solved {
        final CustomerFact fact;
        long returnedAt = NEVER;
        long withdrawnAt = NEVER;

        Solved(CustomerFact fact) {
            this.fact = fact;
        }
    }

    private final List<Solved> solved = new ArrayList<>(1);
    /** Contacts and withdrawals that may still be corrected, or are still to be told of. */
    private final List<CustomerFact> recent = new ArrayList<>(1);

    private long toldUntil = Long.MIN_VALUE;
    /** When the timer rings that was set last. */
    long timer = NO_TIMER;

    /** Takes a fact; one of a time that was told of already corrects what was said. */
    void take(CustomerFact fact, Resolution resolution, Observer out) {
        if (fact.time() > toldUntil) {
            put(fact);
            return;
        }
        Told before = told(resolution, Long.MIN_VALUE, toldUntil);
        put(fact);
        told(resolution, Long.MIN_VALUE, toldUntil).less(before).to(out);
    }

    private void put(CustomerFact fact) {
        CustomerFact one = fact.by(1);
        if (fact.delta() > 0) {
            if (fact.kind() == Kind.SOLVED) {
                solved.add(new Solved(one));
            } else {
                recent.add(one);
            }
        } else if (fact.kind() == Kind.SOLVED) {
            for (int i = solved.size() - 1; i >= 0; i--) {
                if (solved.get(i).fact.equals(one)) {
                    solved.remove(i);
                    return;
                }
            }
        } else {
            recent.remove(one);
        }
    }

    /** Tells what happened up to and at a time. */
    void tellUntil(long time, Resolution resolution, Observer out) {
        if (time > toldUntil) {
            told(resolution, toldUntil, time).to(out);
            toldUntil = time;
        }
    }

    private Told told(Resolution resolution, long after, long until) {
        Told told = new Told(after, until);
        for (Solved one : solved) {
            tell(one, resolution, told);
        }
        for (CustomerFact fact : recent) {
            if (fact.kind() == Kind.CONTACT && told.has(fact.time())) {
                told.count(Measure.RESOLUTION_CONTACTS, fact, fact.time());
                if (solved.stream().anyMatch(one -> isBack(fact, one, resolution))) {
                    told.count(Measure.RESOLUTION_REPEATS, fact, fact.time());
                }
            }
        }
        return told;
    }

    private void tell(Solved one, Resolution resolution, Told told) {
        long end = one.fact.time() + resolution.withinMillis();
        long withdrawnAt = withdrawnAt(one);
        long returnedAt = returnedAt(one, resolution);
        long stop = Math.min(end, withdrawnAt);
        told.level(Measure.RESOLUTION_PENDING, one.fact, one.fact.time(), Math.min(returnedAt, stop));
        told.level(Measure.RESOLUTION_RETURNED, one.fact, Math.min(returnedAt, stop), stop);
        if (withdrawnAt > end) {
            boolean came = returnedAt <= end;
            told.count(came ? Measure.RESOLUTION_UNRESOLVED : Measure.RESOLUTION_RESOLVED, one.fact, end);
        }
    }

    private long returnedAt(Solved one, Resolution resolution) {
        long first = one.returnedAt;
        for (CustomerFact fact : recent) {
            if (fact.time() < first && isBack(fact, one, resolution)) {
                first = fact.time();
            }
        }
        return first;
    }

    private long withdrawnAt(Solved one) {
        long first = one.withdrawnAt;
        for (CustomerFact fact : recent) {
            if (fact.kind() == Kind.WITHDRAWN && fact.caseId() == one.fact.caseId() && fact.time() >= one.fact.time()) {
                first = Math.min(first, fact.time());
            }
        }
        return first;
    }

    /** Whether a contact says that a case that was solved is not resolved. */
    private boolean isBack(CustomerFact contact, Solved one, Resolution resolution) {
        return contact.kind() == Kind.CONTACT
                && contact.time() > one.fact.time()
                && contact.time() <= one.fact.time() + resolution.withinMillis()
                && contact.isAbout(one.fact)
                && contact.time() < withdrawnAt(one);
    }

    /** Lets go of what counts in nothing any more and cannot be corrected: all before the horizon. */
    void settleUntil(long horizon, Resolution resolution) {
        long until = Math.min(horizon, toldUntil);
        if (recent.stream().anyMatch(fact -> fact.time() < until)) {
            for (Solved one : solved) {
                long withdrawnAt = withdrawnAt(one);
                long returnedAt = returnedAt(one, resolution);
                one.withdrawnAt = withdrawnAt < until ? withdrawnAt : one.withdrawnAt;
                one.returnedAt = returnedAt < until ? returnedAt : one.returnedAt;
            }
            recent.removeIf(fact -> fact.time() < until);
        }
        solved.removeIf(one -> Math.min(one.withdrawnAt, one.fact.time() + resolution.withinMillis()) < until);
    }

    /** When something is to be told or let go of next; {@link #NO_TIMER} for never. */
    long nextWake(Resolution resolution, long latenessMillis) {
        long next = NO_TIMER;
        for (CustomerFact fact : recent) {
            next = Math.min(next, wake(fact.time(), latenessMillis));
        }
        for (Solved one : solved) {
            long end = one.fact.time() + resolution.withinMillis();
            long told = one.fact.time() > toldUntil ? one.fact.time() : wake(end, latenessMillis);
            next = Math.min(next, told);
        }
        return next;
    }

    /** When what happens at a time is to be told, and then when it is to be let go of. */
    private long wake(long time, long latenessMillis) {
        return time > toldUntil ? time : Math.max(toldUntil, time + latenessMillis + 1) + 1;
    }

    /** The time of the latest fact. */
    long lastAt() {
        long last = Long.MIN_VALUE;
        for (CustomerFact fact : recent) {
            last = Math.max(last, fact.time());
        }
        for (Solved one : solved) {
            last = Math.max(last, one.fact.time());
        }
        return last;
    }

    /** Whether there is nothing to remember. */
    boolean isNothing() {
        return solved.isEmpty() && recent.isEmpty();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(toldUntil);
        out.writeLong(timer);
        Varint.writeUnsigned(solved.size(), out);
        for (Solved one : solved) {
            CustomerFactCodec.INSTANCE.write(one.fact, out);
            out.writeLong(one.returnedAt);
            out.writeLong(one.withdrawnAt);
        }
        Varint.writeUnsigned(recent.size(), out);
        for (CustomerFact fact : recent) {
            CustomerFactCodec.INSTANCE.write(fact, out);
        }
    }

    static CustomerFile read(DataInput in, Versions stored) throws IOException {
        CustomerFile file = new CustomerFile();
        file.toldUntil = in.readLong();
        file.timer = in.readLong();
        for (int i = Texts.readCount(in); i > 0; i--) {
            Solved one = new Solved(CustomerFactCodec.INSTANCE.read(in, stored));
            one.returnedAt = in.readLong();
            one.withdrawnAt = in.readLong();
            file.solved.add(one);
        }
        for (int i = Texts.readCount(in); i > 0; i--) {
            file.recent.add(CustomerFactCodec.INSTANCE.read(in, stored));
        }
        return file;
    }
}
