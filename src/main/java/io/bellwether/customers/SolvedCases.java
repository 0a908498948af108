package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which cases of one customer were solved, and whether the customer came back. A case that was solved at s is resolved where
 * its customer begins no contact about it in (s, s + D]: until then that is pending, and from the first such contact on it is
 * known to be otherwise. What is merged or deleted meanwhile counts in neither. Kept are the solved cases, for D and the
 * lateness. Mutable.
 */
final class SolvedCases extends CustomerPart {

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

    // by index wherever it is gone through: most have one element, and an iterator is as large as that
    private final List<Solved> solved = new ArrayList<>(1);

    @Override
    void put(CustomerFact fact, CustomerRules rules) {
        if (fact.delta() > 0) {
            solved.add(new Solved(fact, fact.time() + rules.resolution().withinMillis()));
            return;
        }
        CustomerFact one = fact.by(1);
        for (int i = solved.size() - 1; i >= 0; i--) {
            if (solved.get(i).fact.equals(one)) {
                solved.remove(i);
                return;
            }
        }
    }

    @Override
    void tell(List<CustomerFact> recent, CustomerRules rules, Told told) {
        for (int i = 0; i < solved.size(); i++) {
            tell(solved.get(i), recent, told);
        }
    }

    private static void tell(Solved one, List<CustomerFact> recent, Told told) {
        List<String> dimensions = one.fact.dimensions();
        long end = one.end;
        long withdrawnAt = withdrawnAt(one, recent);
        long returnedAt = returnedAt(one, recent);
        long stop = Math.min(end, withdrawnAt);
        told.level(Measure.RESOLUTION_PENDING, dimensions, one.fact.time(), Math.min(returnedAt, stop));
        told.level(Measure.RESOLUTION_RETURNED, dimensions, Math.min(returnedAt, stop), stop);
        if (withdrawnAt > end) {
            boolean came = returnedAt <= end;
            told.count(came ? Measure.RESOLUTION_UNRESOLVED : Measure.RESOLUTION_RESOLVED, dimensions, end);
        }
    }

    private static long returnedAt(Solved one, List<CustomerFact> recent) {
        long first = one.returnedAt;
        for (int i = 0; i < recent.size(); i++) {
            CustomerFact fact = recent.get(i);
            if (fact.time() < first && isBack(fact, one, recent)) {
                first = fact.time();
            }
        }
        return first;
    }

    private static long withdrawnAt(Solved one, List<CustomerFact> recent) {
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
    private static boolean isBack(CustomerFact contact, Solved one, List<CustomerFact> recent) {
        return contact.kind() == Kind.CONTACT
                && contact.time() > one.fact.time()
                && contact.time() <= one.end
                && contact.isAbout(one.fact)
                && contact.time() < withdrawnAt(one, recent);
    }

    /** Whether a contact is about any that was solved. */
    boolean isBackAboutAny(CustomerFact contact, List<CustomerFact> recent) {
        for (int i = 0; i < solved.size(); i++) {
            if (isBack(contact, solved.get(i), recent)) {
                return true;
            }
        }
        return false;
    }

    @Override
    void settleUntil(long until, List<CustomerFact> recent, CustomerRules rules) {
        for (int i = 0; i < solved.size(); i++) {
            Solved one = solved.get(i);
            long withdrawnAt = withdrawnAt(one, recent);
            long returnedAt = returnedAt(one, recent);
            one.withdrawnAt = withdrawnAt < until ? withdrawnAt : one.withdrawnAt;
            one.returnedAt = returnedAt < until ? returnedAt : one.returnedAt;
        }
        for (int i = solved.size() - 1; i >= 0; i--) {
            if (Math.min(solved.get(i).withdrawnAt, solved.get(i).end) < until) {
                solved.remove(i);
            }
        }
    }

    @Override
    long nextWake(Wake wake, List<CustomerFact> recent, CustomerRules rules) {
        long next = NEVER;
        for (int i = 0; i < solved.size(); i++) {
            long time = solved.get(i).fact.time();
            next = Math.min(next, wake.isAhead(time) ? time : wake.at(solved.get(i).end));
        }
        return next;
    }

    @Override
    boolean isEmpty() {
        return solved.isEmpty();
    }

    @Override
    long lastAt() {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < solved.size(); i++) {
            last = Math.max(last, solved.get(i).fact.time());
        }
        return last;
    }

    @Override
    void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(solved.size(), out);
        for (Solved one : solved) {
            CustomerFactCodec.INSTANCE.write(one.fact, out);
            out.writeLong(one.end);
            out.writeLong(one.returnedAt);
            out.writeLong(one.withdrawnAt);
        }
    }

    static SolvedCases read(DataInput in, Versions stored) throws IOException {
        SolvedCases read = new SolvedCases();
        for (int i = Texts.readCount(in); i > 0; i--) {
            Solved one = new Solved(CustomerFactCodec.INSTANCE.read(in, stored), in.readLong());
            one.returnedAt = in.readLong();
            one.withdrawnAt = in.readLong();
            read.solved.add(one);
        }
        return read;
    }
}
