package io.bellwether.customers;

import io.bellwether.quality.CustomerFact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** A fact after which it is watched for a while what its customer does, and what is known of that. Mutable. */
abstract class Watched {

    final CustomerFact fact;
    /** When its time is over; kept, since the next start may have other rules. */
    final long end;

    Watched(CustomerFact fact, long end) {
        this.fact = fact;
        this.end = end;
    }

    /** Tells all that follows. */
    abstract void tell(List<CustomerFact> recent, Told told);

    /** Takes from the facts before that time what it goes on to need: they are not kept any longer. */
    abstract void settleUntil(long until, List<CustomerFact> recent);

    /** Whether it counts in nothing from that time on. */
    boolean isOver(long until) {
        return end < until;
    }

    /** When something of it is to be told or let go of next. */
    long nextWake(Wake wake) {
        return wake.at(end);
    }

    /** Writes what is known from facts that are not kept any more. */
    abstract void writeKnown(DataOutput out) throws IOException;

    abstract void readKnown(DataInput in) throws IOException;
}
