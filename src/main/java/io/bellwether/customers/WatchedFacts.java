package io.bellwether.customers;

import io.bellwether.quality.CustomerFact;
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

/** Facts of one customer that are each watched for a while. Each is kept for that and the lateness. Mutable. */
abstract class WatchedFacts<W extends Watched> extends CustomerPart {

    // by index wherever it is gone through: most have one element, and an iterator is as large as that
    final List<W> watched = new ArrayList<>(1);

    /** For how long one is watched, ms. */
    abstract long withinMillis(CustomerRules rules);

    /** One of which nothing is known yet. */
    abstract W watch(CustomerFact fact, long end);

    @Override
    final boolean put(CustomerFact fact, CustomerRules rules) {
        if (fact.delta() > 0) {
            return watched.size() < MOST && watched.add(watch(fact, fact.time() + withinMillis(rules)));
        }
        CustomerFact one = fact.by(1);
        for (int i = watched.size() - 1; i >= 0; i--) {
            if (watched.get(i).fact.equals(one)) {
                watched.remove(i);
                break;
            }
        }
        return true;
    }

    @Override
    final void tell(List<CustomerFact> recent, CustomerRules rules, Told told) {
        for (int i = 0; i < watched.size(); i++) {
            watched.get(i).tell(recent, told);
        }
    }

    @Override
    final void settleUntil(long until, List<CustomerFact> recent, CustomerRules rules) {
        for (int i = watched.size() - 1; i >= 0; i--) {
            watched.get(i).settleUntil(until, recent);
            if (watched.get(i).isOver(until)) {
                watched.remove(i);
            }
        }
    }

    @Override
    final long nextWake(Wake wake, List<CustomerFact> recent, CustomerRules rules) {
        long next = NEVER;
        for (int i = 0; i < watched.size(); i++) {
            next = Math.min(next, watched.get(i).nextWake(wake));
        }
        return next;
    }

    @Override
    final boolean isEmpty() {
        return watched.isEmpty();
    }

    @Override
    final long lastAt() {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < watched.size(); i++) {
            last = Math.max(last, watched.get(i).fact.time());
        }
        return last;
    }

    @Override
    final void write(DataOutput out) throws IOException {
        Varint.writeUnsigned(watched.size(), out);
        for (W one : watched) {
            CustomerFactCodec.INSTANCE.write(one.fact, out);
            out.writeLong(one.end);
            one.writeKnown(out);
        }
    }

    /** Takes what {@link #write} wrote. */
    final void readAll(DataInput in, Versions stored) throws IOException {
        for (int i = Texts.readCount(in); i > 0; i--) {
            W one = watch(CustomerFactCodec.INSTANCE.read(in, stored), in.readLong());
            one.readKnown(in);
            watched.add(one);
        }
    }
}
