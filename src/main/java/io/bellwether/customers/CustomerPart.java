package io.bellwether.customers;

import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What is kept of a customer for one purpose. All that it tells follows from what it keeps and from the facts that are not
 * settled; before those are let go of it is told to settle, and takes from them what it goes on to need. Mutable.
 */
abstract class CustomerPart {

    /** Has not happened; also when nothing is to be done. */
    static final long NEVER = Kept.NEVER;

    /**
     * The most that is kept of one customer for one purpose. A person does not get there; an id that all who have none share
     * would be gone through whole for each of their facts.
     */
    static final int MOST = 100;

    /** Takes a fact, or takes it back: as its delta says. False where there is no room for it. */
    abstract boolean put(CustomerFact fact, CustomerRules rules);

    /** Tells all that follows. */
    abstract void tell(List<CustomerFact> recent, CustomerRules rules, Told told);

    /** What was before that time cannot be corrected any more, and the facts of it are not kept any longer. */
    abstract void settleUntil(long until, List<CustomerFact> recent, CustomerRules rules);

    /** When something is to be told or let go of next; {@link #NEVER} for nothing. */
    abstract long nextWake(Wake wake, List<CustomerFact> recent, CustomerRules rules);

    /** Whether there is nothing to remember. */
    abstract boolean isEmpty();

    /** The time of the latest that is known. */
    abstract long lastAt();

    abstract void write(DataOutput out) throws IOException;

    /**
     * What is kept of the first time of something when the facts before a time are let go of.
     *
     * @param known from facts that are not kept any more; {@link #NEVER} for nothing
     * @param first as far as all facts say
     */
    static long settled(long known, long first, long until) {
        return first < until ? first : known;
    }
}
