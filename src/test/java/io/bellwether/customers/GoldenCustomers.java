package io.bellwether.customers;

import io.bellwether.quality.AfterService;
import io.bellwether.quality.Bots;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerRules;
import io.bellwether.quality.Resolution;
import io.bellwether.quality.SelfService;
import io.bellwether.quality.Suspicion;
import io.bellwether.state.GoldenSamples;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenCustomers implements GoldenSamples {

    private static final long AT = 1_772_442_000_123L;

    private static final Said SAID = new Said((measure, series, time, value, since, weight) -> {});

    private static final CustomerRules RULES = new CustomerRules(
            new Resolution(86_400_000, "category"),
            new Suspicion(1),
            Bots.DEFAULT,
            SelfService.DEFAULT,
            new AfterService(2));

    private static CustomerFact fact(CustomerFact.Kind kind, long time) {
        return new CustomerFact(77, 78, kind, time, "refund", List.of("billing"), 1);
    }

    @Override
    public List<Sample<?>> all() throws Exception {
        CustomerFile file = new CustomerFile();
        file.take(fact(CustomerFact.Kind.SOLVED, AT), RULES, SAID);
        file.take(fact(CustomerFact.Kind.CONTACT, AT + 1_000), RULES, SAID);
        file.tellUntil(AT + 5_000, RULES, SAID);
        file.settleUntil(AT + 3_000, RULES);
        file.take(fact(CustomerFact.Kind.CONTACT, AT + 9_000), RULES, SAID);
        file.timer = AT + 9_000;
        CustomerFile beside = new CustomerFile();
        beside.take(fact(CustomerFact.Kind.ORDERED, AT), RULES, SAID);
        beside.take(fact(CustomerFact.Kind.HELP_VIEWED, AT + 500), RULES, SAID);
        beside.take(fact(CustomerFact.Kind.CONTACT, AT + 1_000), RULES, SAID);
        beside.take(fact(CustomerFact.Kind.BOT_BEGAN, AT + 1_000), RULES, SAID);
        beside.take(fact(CustomerFact.Kind.BOT_CONTAINED, AT + 2_000), RULES, SAID);
        beside.take(fact(CustomerFact.Kind.HELP_SOLVED, AT + 3_500), RULES, SAID);
        beside.tellUntil(AT + 5_000, RULES, SAID);
        beside.settleUntil(AT + 3_000, RULES);
        beside.take(fact(CustomerFact.Kind.RATED_WELL, AT + 9_000), RULES, SAID);
        QueueRatings ratings = new QueueRatings();
        ratings.take(fact(CustomerFact.Kind.RATED_BADLY, AT), RULES, SAID);
        ratings.take(fact(CustomerFact.Kind.RATED_WELL, AT + QueueRatings.DAY), RULES, SAID);
        ratings.timer = AT + 600_000;
        return List.of(
                new Sample<>(CustomerFileCodec.INSTANCE, "returned", file),
                new Sample<>(CustomerFileCodec.INSTANCE, "beside", beside),
                new Sample<>(QueueRatingsCodec.INSTANCE, "two", ratings));
    }
}
