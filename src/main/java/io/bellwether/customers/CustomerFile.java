package io.bellwether.customers;

import io.bellwether.metric.Measure;
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

    private List<Solved> solved = List.of();
    /** Contacts and withdrawals that may still be corrected, or are still to be told of. */
    private List<CustomerFact> recent = List.of();

    /** Ratings, for a day and the lateness. */
    private List<CustomerFact> ratings = List.of();

    private long toldUntil = Long.MIN_VALUE;
    /** When the timer rings that was set last. */
    long timer = NO_TIMER;

    /** Takes a fact; one of a time that was told of already corrects what was said. */
    void take(CustomerFact fact, CustomerRules rules, Said out) {
        if (fact.time() > toldUntil) {
            put(fact, rules);
            return;
        }
        Difference difference = new Difference();
        tell(rules, new Told(out, difference.before(), Long.MIN_VALUE, toldUntil));
        put(fact, rules);
        tell(rules, new Told(out, difference.after(), Long.MIN_VALUE, toldUntil));
        difference.to(out);
    }

    private void put(CustomerFact fact, CustomerRules rules) {
        CustomerFact one = fact.by(1);
        if (fact.delta() < 0) {
            takeBack(one);
        } else if (one.kind() == Kind.SOLVED) {
            solved = with(solved, new Solved(one, one.time() + rules.resolvedMillis()));
        } else if (isRating(one)) {
            ratings = with(ratings, one);
        } else {
            recent = with(recent, one);
        }
    }

    private static boolean isRating(CustomerFact fact) {
        return fact.kind() == Kind.RATED_WELL || fact.kind() == Kind.RATED_BADLY;
    }

    /** Most lists of most customers stay empty, and most others have one. */
    private static <T> List<T> with(List<T> list, T one) {
        List<T> longer = list.isEmpty() ? new ArrayList<>(1) : list;
        longer.add(one);
        return longer;
    }

    private void takeBack(CustomerFact one) {
        if (one.kind() != Kind.SOLVED) {
            (isRating(one) ? ratings : recent).remove(one);
            return;
        }
        for (int i = solved.size() - 1; i >= 0; i--) {
            if (solved.get(i).fact.equals(one)) {
                solved.remove(i);
                return;
            }
        }
    }

    /** Tells what happened up to and at a time. */
    void tellUntil(long time, CustomerRules rules, Said out) {
        if (time > toldUntil) {
            tell(rules, new Told(out, out, toldUntil, time));
            toldUntil = time;
        }
    }

    // by index, here and below: most lists have one element, and an iterator is as large as that
    private void tell(CustomerRules rules, Told told) {
        for (int i = 0; i < solved.size(); i++) {
            tell(solved.get(i), told);
        }
        for (int i = 0; i < recent.size(); i++) {
            CustomerFact fact = recent.get(i);
            if (fact.kind() == Kind.CONTACT && told.has(fact.time())) {
                told.count(Measure.RESOLUTION_CONTACTS, fact, fact.time());
                if (isBackAboutAny(fact)) {
                    told.count(Measure.RESOLUTION_REPEATS, fact, fact.time());
                }
            }
        }
        for (int i = 0; i < ratings.size(); i++) {
            CustomerFact rating = ratings.get(i);
            if (told.has(rating.time()) && isOneOfMany(rating, rules)) {
                told.doubt(Doubt.MANY, rating, rating.time());
            }
        }
    }

    private boolean isBackAboutAny(CustomerFact contact) {
        for (int i = 0; i < solved.size(); i++) {
            if (isBack(contact, solved.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it and those within a day before it are too many; of the same instant the case decides who was before. */
    private boolean isOneOfMany(CustomerFact rating, CustomerRules rules) {
        int before = 0;
        for (int i = 0; i < ratings.size(); i++) {
            CustomerFact other = ratings.get(i);
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
        for (int i = 0; i < recent.size(); i++) {
            CustomerFact fact = recent.get(i);
            if (fact.time() < first && isBack(fact, one)) {
                first = fact.time();
            }
        }
        return first;
    }

    private long withdrawnAt(Solved one) {
        long first = one.withdrawnAt;
        for (int i = 0; i < recent.size(); i++) {
            CustomerFact fact = recent.get(i);
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
        for (int i = 0; i < solved.size(); i++) {
            Solved one = solved.get(i);
            long withdrawnAt = withdrawnAt(one);
            long returnedAt = returnedAt(one);
            one.withdrawnAt = withdrawnAt < until ? withdrawnAt : one.withdrawnAt;
            one.returnedAt = returnedAt < until ? returnedAt : one.returnedAt;
        }
        forget(recent, until);
        forget(ratings, until - DAY);
        for (int i = solved.size() - 1; i >= 0; i--) {
            if (Math.min(solved.get(i).withdrawnAt, solved.get(i).end) < until) {
                solved.remove(i);
            }
        }
    }

    private static void forget(List<CustomerFact> facts, long before) {
        for (int i = facts.size() - 1; i >= 0; i--) {
            if (facts.get(i).time() < before) {
                facts.remove(i);
            }
        }
    }

    /** When something is to be told or let go of next; {@link #NO_TIMER} for never. */
    long nextWake(long latenessMillis) {
        long next = NO_TIMER;
        for (int i = 0; i < recent.size(); i++) {
            next = Math.min(next, wake(recent.get(i).time(), latenessMillis));
        }
        for (int i = 0; i < solved.size(); i++) {
            long time = solved.get(i).fact.time();
            next = Math.min(next, time > toldUntil ? time : wake(solved.get(i).end, latenessMillis));
        }
        for (int i = 0; i < ratings.size(); i++) {
            long time = ratings.get(i).time();
            next = Math.min(next, time > toldUntil ? time : wake(time + DAY, latenessMillis));
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
        for (int i = 0; i < recent.size(); i++) {
            last = Math.max(last, recent.get(i).time());
        }
        for (int i = 0; i < solved.size(); i++) {
            last = Math.max(last, solved.get(i).fact.time());
        }
        for (int i = 0; i < ratings.size(); i++) {
            last = Math.max(last, ratings.get(i).time());
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
            file.solved = with(file.solved, one);
        }
        file.recent = readFacts(in, stored);
        file.ratings = readFacts(in, stored);
        return file;
    }

    private static List<CustomerFact> readFacts(DataInput in, Versions stored) throws IOException {
        List<CustomerFact> facts = List.of();
        for (int i = Texts.readCount(in); i > 0; i--) {
            facts = with(facts, CustomerFactCodec.INSTANCE.read(in, stored));
        }
        return facts;
    }
}
