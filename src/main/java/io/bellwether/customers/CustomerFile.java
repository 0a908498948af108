package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.metric.Observer;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.quality.Doubt;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one customer did lately over all cases: which were solved, and whether the customer came back. A case that was solved
 * at s is resolved where its customer begins no contact about it in (s, s + D]: until then that is pending, and from the
 * first such contact on it is known to be otherwise. What is merged or deleted meanwhile counts in neither.
 *
 * <p>All follows from the facts that are kept, each in its time: one that comes late is put in its place, and what it proves
 * wrong is taken back. Kept are the solved cases, for D and the lateness, ratings for a day, and anything else for the
 * lateness. Mutable; time is an argument.
 */
final class CustomerFile {

    /** No timer is set. */
    static final long NO_TIMER = Long.MAX_VALUE;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long DAY = 86_400_000;

    /** Among ratings of the same instant. */
    private static final Comparator<CustomerFact> RATING_ORDER = Comparator.comparingLong(CustomerFact::caseId)
            .thenComparing(CustomerFact::topic)
            .thenComparing(CustomerFact::kind);

    /** A solved case, and what is known of it from facts that are not kept any more. */
    private static final class Solved {
        final CustomerFact fact;
        /** When its time is over; kept, since the next start may have other rules. */
        final long end;

        long returnedAt = NEVER;
        long withdrawnAt = NEVER;

        Solved(CustomerFact fact, long end) {
            this.fact = fact;
            this.end = end;
        }
    }

    private final List<Solved> solved = new ArrayList<>(1);
    /** Contacts and withdrawals that may still be corrected, or are still to be told of. */
    private final List<CustomerFact> recent = new ArrayList<>(1);

    /** Ratings, for a day and the lateness. */
    private final List<CustomerFact> ratings = new ArrayList<>(0);

    private long toldUntil = Long.MIN_VALUE;
    /** When the timer rings that was set last. */
    long timer = NO_TIMER;

    /** Takes a fact; one of a time that was told of already corrects what was said. */
    void take(CustomerFact fact, CustomerRules rules, Observer out) {
        if (fact.time() > toldUntil) {
            put(fact, rules);
            return;
        }
        Told before = told(rules, Long.MIN_VALUE, toldUntil);
        put(fact, rules);
        told(rules, Long.MIN_VALUE, toldUntil).less(before).to(out);
    }

    private void put(CustomerFact fact, CustomerRules rules) {
        CustomerFact one = fact.by(1);
        if (fact.kind() != Kind.SOLVED) {
            boolean rating = fact.kind() == Kind.RATED_WELL || fact.kind() == Kind.RATED_BADLY;
            List<CustomerFact> others = rating ? ratings : recent;
            if (fact.delta() > 0) {
                others.add(one);
            } else {
                others.remove(one);
            }
        } else if (fact.delta() > 0) {
            solved.add(new Solved(one, one.time() + rules.resolvedMillis()));
        } else {
            for (int i = solved.size() - 1; i >= 0; i--) {
                if (solved.get(i).fact.equals(one)) {
                    solved.remove(i);
                    return;
                }
            }
        }
    }

    /** Tells what happened up to and at a time. */
    void tellUntil(long time, CustomerRules rules, Observer out) {
        if (time > toldUntil) {
            told(rules, toldUntil, time).to(out);
            toldUntil = time;
        }
    }

    private Told told(CustomerRules rules, long after, long until) {
        Told told = new Told(after, until);
        for (Solved one : solved) {
            tell(one, told);
        }
        for (CustomerFact fact : recent) {
            if (fact.kind() == Kind.CONTACT && told.has(fact.time())) {
                told.count(Measure.RESOLUTION_CONTACTS, fact, fact.time());
                if (solved.stream().anyMatch(one -> isBack(fact, one))) {
                    told.count(Measure.RESOLUTION_REPEATS, fact, fact.time());
                }
            }
        }
        for (CustomerFact rating : ratings) {
            if (told.has(rating.time()) && isOneOfMany(rating, rules)) {
                told.doubt(Doubt.MANY, rating, rating.time());
            }
        }
        return told;
    }

    /** Whether it and those within a day before it are too many; of the same instant the case decides who was before. */
    private boolean isOneOfMany(CustomerFact rating, CustomerRules rules) {
        int before = 0;
        for (CustomerFact other : ratings) {
            boolean isBefore = other.time() < rating.time()
                    || other.time() == rating.time() && RATING_ORDER.compare(other, rating) <= 0;
            before += isBefore && other.time() > rating.time() - DAY ? 1 : 0;
        }
        return before > rules.mostRatings();
    }

    private void tell(Solved one, Told told) {
        long end = one.end;
        long withdrawnAt = withdrawnAt(one);
        long returnedAt = returnedAt(one);
        long stop = Math.min(end, withdrawnAt);
        told.level(Measure.RESOLUTION_PENDING, one.fact, one.fact.time(), Math.min(returnedAt, stop));
        told.level(Measure.RESOLUTION_RETURNED, one.fact, Math.min(returnedAt, stop), stop);
        if (withdrawnAt > end) {
            boolean came = returnedAt <= end;
            told.count(came ? Measure.RESOLUTION_UNRESOLVED : Measure.RESOLUTION_RESOLVED, one.fact, end);
        }
    }

    private long returnedAt(Solved one) {
        long first = one.returnedAt;
        for (CustomerFact fact : recent) {
            if (fact.time() < first && isBack(fact, one)) {
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
    private boolean isBack(CustomerFact contact, Solved one) {
        return contact.kind() == Kind.CONTACT
                && contact.time() > one.fact.time()
                && contact.time() <= one.end
                && contact.isAbout(one.fact)
                && contact.time() < withdrawnAt(one);
    }

    /** Lets go of what counts in nothing any more and cannot be corrected: all before the horizon. */
    void settleUntil(long horizon) {
        long until = Math.min(horizon, toldUntil);
        if (recent.stream().anyMatch(fact -> fact.time() < until)) {
            for (Solved one : solved) {
                long withdrawnAt = withdrawnAt(one);
                long returnedAt = returnedAt(one);
                one.withdrawnAt = withdrawnAt < until ? withdrawnAt : one.withdrawnAt;
                one.returnedAt = returnedAt < until ? returnedAt : one.returnedAt;
            }
            recent.removeIf(fact -> fact.time() < until);
        }
        ratings.removeIf(rating -> rating.time() < until - DAY);
        solved.removeIf(one -> Math.min(one.withdrawnAt, one.end) < until);
    }

    /** When something is to be told or let go of next; {@link #NO_TIMER} for never. */
    long nextWake(long latenessMillis) {
        long next = NO_TIMER;
        for (CustomerFact fact : recent) {
            next = Math.min(next, wake(fact.time(), latenessMillis));
        }
        for (Solved one : solved) {
            long told = one.fact.time() > toldUntil ? one.fact.time() : wake(one.end, latenessMillis);
            next = Math.min(next, told);
        }
        for (CustomerFact rating : ratings) {
            boolean told = rating.time() <= toldUntil;
            next = Math.min(next, told ? wake(rating.time() + DAY, latenessMillis) : rating.time());
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
        for (CustomerFact rating : ratings) {
            last = Math.max(last, rating.time());
        }
        return last;
    }

    /** Whether there is nothing to remember. */
    boolean isNothing() {
        return solved.isEmpty() && recent.isEmpty() && ratings.isEmpty();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(toldUntil);
        out.writeLong(timer);
        Varint.writeUnsigned(solved.size(), out);
        for (Solved one : solved) {
            CustomerFactCodec.INSTANCE.write(one.fact, out);
            out.writeLong(one.end);
            out.writeLong(one.returnedAt);
            out.writeLong(one.withdrawnAt);
        }
        write(recent, out);
        write(ratings, out);
    }

    private static void write(List<CustomerFact> facts, DataOutput out) throws IOException {
        Varint.writeUnsigned(facts.size(), out);
        for (CustomerFact fact : facts) {
            CustomerFactCodec.INSTANCE.write(fact, out);
        }
    }

    static CustomerFile read(DataInput in, Versions stored) throws IOException {
        CustomerFile file = new CustomerFile();
        file.toldUntil = in.readLong();
        file.timer = in.readLong();
        for (int i = Texts.readCount(in); i > 0; i--) {
            Solved one = new Solved(CustomerFactCodec.INSTANCE.read(in, stored), in.readLong());
            one.returnedAt = in.readLong();
            one.withdrawnAt = in.readLong();
            file.solved.add(one);
        }
        read(file.recent, in, stored);
        read(file.ratings, in, stored);
        return file;
    }

    private static void read(List<CustomerFact> facts, DataInput in, Versions stored) throws IOException {
        for (int i = Texts.readCount(in); i > 0; i--) {
            facts.add(CustomerFactCodec.INSTANCE.read(in, stored));
        }
    }
}
