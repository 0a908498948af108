package io.bellwether.customers;

import io.bellwether.quality.CustomerFact;
import io.bellwether.state.GoldenSamples;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenCustomers implements GoldenSamples {

    private static final long AT = 1_772_442_000_123L;

    private static final Said SAID = new Said(observation -> {});

    private static final CustomerRules RULES = new CustomerRules(86_400_000, 1);

    private static CustomerFact fact(CustomerFact.Kind kind, long time) {
        return new CustomerFact(77, 78, kind, time, "refund", List.of("billing"), 1);
    }

    @Override
    public List<Sample<?>> all() throws Exception {
        CustomerFile file = new CustomerFile();
        file.take(fact(CustomerFact.Kind.SOLVED, AT), RULES, SAID);
        file.take(fact(CustomerFact.Kind.CONTACT, AT + 1_000), RULES, SAID);
        file.tellUntil(AT + 5_000, RULES, SAID);
        file.settleUntil(AT + 3_000);
        file.take(fact(CustomerFact.Kind.CONTACT, AT + 9_000), RULES, SAID);
        file.timer = AT + 9_000;
        QueueRatings ratings = new QueueRatings();
        ratings.take(fact(CustomerFact.Kind.RATED_BADLY, AT), SAID);
        ratings.take(fact(CustomerFact.Kind.RATED_WELL, AT + QueueRatings.DAY), SAID);
        ratings.timer = AT + 600_000;
        return List.of(
                new Sample<>(CustomerFileCodec.INSTANCE, "returned", file),
                new Sample<>(QueueRatingsCodec.INSTANCE, "two", ratings));
    }
}
