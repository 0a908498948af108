package io.bellwether.customers;

import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFactCodec;
import io.bellwether.quality.CustomerRules;
import io.bellwether.quality.Doubt;
import io.bellwether.state.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ratings that one customer gave within a day and the lateness: whether they are too many. Mutable. */
final class GivenRatings extends CustomerPart {

    private static final long DAY = 86_400_000;

    /** Among ratings of the same instant. */
    private static final Comparator<CustomerFact> ORDER = Comparator.comparingLong(CustomerFact::caseId)
            .thenComparing(CustomerFact::topic)
            .thenComparing(CustomerFact::kind);

    private final List<CustomerFact> ratings = new ArrayList<>(1);

    @Override
    boolean put(CustomerFact fact, CustomerRules rules) {
        if (fact.delta() < 0) {
            ratings.remove(fact.by(1));
            return true;
        }
        return ratings.size() < Math.max(MOST, rules.suspicion().mostADay() + 1) && ratings.add(fact);
    }

    @Override
    void tell(List<CustomerFact> recent, CustomerRules rules, Told told) {
        for (CustomerFact rating : ratings) {
            if (told.has(rating.time()) && isOneOfMany(rating, rules.suspicion().mostADay())) {
                told.doubt(Doubt.MANY, rating, rating.time());
            }
        }
    }

    /** Whether it and those within a day before it are too many; of the same instant the case decides who was before. */
    private boolean isOneOfMany(CustomerFact rating, int most) {
        int before = 0;
        for (CustomerFact other : ratings) {
            boolean isBefore =
                    other.time() < rating.time() || other.time() == rating.time() && ORDER.compare(other, rating) <= 0;
            before += isBefore && other.time() > rating.time() - DAY ? 1 : 0;
        }
        return before > most;
    }

    @Override
    void settleUntil(long until, List<CustomerFact> recent, CustomerRules rules) {
        ratings.removeIf(rating -> rating.time() < until - DAY);
    }

    @Override
    long nextWake(Wake wake, List<CustomerFact> recent, CustomerRules rules) {
        long next = NEVER;
        for (CustomerFact rating : ratings) {
            next = Math.min(next, wake.isAhead(rating.time()) ? rating.time() : wake.at(rating.time() + DAY));
        }
        return next;
    }

    @Override
    boolean isEmpty() {
        return ratings.isEmpty();
    }

    @Override
    long lastAt() {
        long last = Long.MIN_VALUE;
        for (CustomerFact rating : ratings) {
            last = Math.max(last, rating.time());
        }
        return last;
    }

    @Override
    void write(DataOutput out) throws IOException {
        CustomerFactCodec.INSTANCE.writeAll(ratings, out);
    }

    static GivenRatings read(DataInput in, Versions stored) throws IOException {
        GivenRatings read = new GivenRatings();
        read.ratings.addAll(CustomerFactCodec.INSTANCE.readAll(in, stored));
        return read;
    }
}
