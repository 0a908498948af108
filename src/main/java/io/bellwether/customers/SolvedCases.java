package io.bellwether.customers;

import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import io.bellwether.quality.CustomerRules;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Which cases of one customer were solved, and whether the customer came back. A case that was solved at s is resolved where
 * its customer begins no contact about it in (s, s + D]: until then that is pending, and from the first such contact on it is
 * known to be otherwise. What is merged or deleted meanwhile counts in neither. Mutable.
 */
final class SolvedCases extends WatchedFacts<SolvedCases.Solved> {

    @Override
    long withinMillis(CustomerRules rules) {
        return rules.resolution().withinMillis();
    }

    @Override
    Solved watch(CustomerFact fact, long end) {
        return new Solved(fact, end);
    }

    static SolvedCases read(DataInput in, Versions stored) throws IOException {
        SolvedCases read = new SolvedCases();
        read.readAll(in, stored);
        return read;
    }

    /** Whether a contact is about any that was solved. */
    boolean isBackAboutAny(CustomerFact contact, List<CustomerFact> recent) {
        for (int i = 0; i < watched.size(); i++) {
            if (watched.get(i).isBack(contact, recent)) {
                return true;
            }
        }
        return false;
    }

    /** A solved case. */
    static final class Solved extends Watched {
        private long returnedAt = CustomerPart.NEVER;
        private long withdrawnAt = CustomerPart.NEVER;

        Solved(CustomerFact fact, long end) {
            super(fact, end);
        }

        @Override
        void tell(List<CustomerFact> recent, Told told) {
            List<String> dimensions = fact.dimensions();
            long withdrawn = withdrawnAt(recent);
            long returned = returnedAt(recent);
            long stop = Math.min(end, withdrawn);
            told.level(Measure.RESOLUTION_PENDING, dimensions, fact.time(), Math.min(returned, stop));
            told.level(Measure.RESOLUTION_RETURNED, dimensions, Math.min(returned, stop), stop);
            if (withdrawn > end) {
                boolean came = returned <= end;
                told.count(came ? Measure.RESOLUTION_UNRESOLVED : Measure.RESOLUTION_RESOLVED, dimensions, end);
            }
        }

        private long returnedAt(List<CustomerFact> recent) {
            long first = returnedAt;
            for (int i = 0; i < recent.size(); i++) {
                CustomerFact other = recent.get(i);
                if (other.time() < first && isBack(other, recent)) {
                    first = other.time();
                }
            }
            return first;
        }

        private long withdrawnAt(List<CustomerFact> recent) {
            long first = withdrawnAt;
            for (int i = 0; i < recent.size(); i++) {
                CustomerFact other = recent.get(i);
                if (other.kind() == Kind.WITHDRAWN && other.caseId() == fact.caseId() && other.time() >= fact.time()) {
                    first = Math.min(first, other.time());
                }
            }
            return first;
        }

        /** Whether a contact says that the case is not resolved. */
        private boolean isBack(CustomerFact contact, List<CustomerFact> recent) {
            return contact.isContact()
                    && contact.time() > fact.time()
                    && contact.time() <= end
                    && contact.isAbout(fact)
                    && contact.time() < withdrawnAt(recent);
        }

        @Override
        void settleUntil(long until, List<CustomerFact> recent) {
            long withdrawn = withdrawnAt(recent);
            long returned = returnedAt(recent);
            withdrawnAt = CustomerPart.settled(withdrawnAt, withdrawn, until);
            returnedAt = CustomerPart.settled(returnedAt, returned, until);
        }

        @Override
        boolean isOver(long until) {
            return Math.min(withdrawnAt, end) < until;
        }

        @Override
        long nextWake(Wake wake) {
            return wake.isAhead(fact.time()) ? fact.time() : wake.at(end);
        }

        @Override
        void writeKnown(DataOutput out) throws IOException {
            out.writeLong(returnedAt);
            out.writeLong(withdrawnAt);
        }

        @Override
        void readKnown(DataInput in) throws IOException {
            returnedAt = in.readLong();
            withdrawnAt = in.readLong();
        }
    }
}
