package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.Series;
import io.bellwether.metric.Signal;
import io.bellwether.quality.CustomerFact;
import io.bellwether.queue.OnContact;
import io.bellwether.sla.ClockView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The difference that a late event makes: what the case said without it is taken back where it does not say it with it.
 * So the totals are those of a stream in which the event had been in time.
 */
final class Correction {

    private final CaseOutput out;
    private final ServiceEvent cause;
    private final Map<Observation, Integer> difference = new LinkedHashMap<>();
    private final List<Signal> before = new ArrayList<>();
    private final List<Signal> after = new ArrayList<>();
    private final Map<OnContact, Integer> onContact = new LinkedHashMap<>();
    private final Map<CustomerFact, Integer> ofCustomer = new LinkedHashMap<>();
    private final Map<CustomerFact, Integer> ratings = new LinkedHashMap<>();

    Correction(CaseOutput out, ServiceEvent cause) {
        this.out = out;
        this.cause = cause;
    }

    CaseOutput before() {
        return new Side(-1, before);
    }

    CaseOutput after() {
        return new Side(1, after);
    }

    void emit() {
        difference.forEach((observation, n) -> {
            for (int i = 0; i < Math.abs(n); i++) {
                out.observe(n > 0 ? observation : observation.negated());
            }
        });
        onContact.forEach((change, n) -> {
            if (n != 0) {
                out.onContact(change.by(n));
            }
        });
        each(ofCustomer, out::customer);
        each(ratings, out::rated);
        for (Signal breach : SignalDifference.emit(before, after, cause, out)) {
            retracted(breach);
        }
    }

    private static void each(Map<CustomerFact, Integer> difference, Consumer<CustomerFact> to) {
        difference.forEach((fact, n) -> {
            for (int i = 0; i < Math.abs(n); i++) {
                to.accept(fact.by(n > 0 ? 1 : -1));
            }
        });
    }

    /** Counted where the breach had been counted, so that both stand in the same pane. */
    private void retracted(Signal breach) {
        for (Map.Entry<Observation, Integer> entry : difference.entrySet()) {
            Observation observation = entry.getKey();
            if (observation.measure() == Measure.SLA_BREACHED
                    && entry.getValue() < 0
                    && observation.series().tags().contains(breach.clock())) {
                out.observe(Measure.SLA_RETRACTED, observation.series(), observation.time(), 1, 0, 1);
                return;
            }
        }
    }

    private final class Side implements CaseOutput {
        private final int sign;
        private final List<Signal> signals;

        Side(int sign, List<Signal> signals) {
            this.sign = sign;
            this.signals = signals;
        }

        @Override
        public void observe(Measure measure, Series series, long time, long value, long since, int weight) {
            boolean taken = weight < 0;
            Observation positive = new Observation(measure, series, time, value, since, Math.abs(weight));
            if (difference.merge(positive, taken ? -sign : sign, Integer::sum) == 0) {
                difference.remove(positive);
            }
        }

        @Override
        public void signal(Signal signal) {
            signals.add(signal);
        }

        /** What was told before is told again, as it is now. */
        @Override
        public void replaced(ClockView last) {
            if (sign > 0) {
                out.replaced(last);
            }
        }

        @Override
        public void onContact(OnContact change) {
            onContact.merge(change.by(1), sign * change.delta(), Integer::sum);
        }

        @Override
        public void customer(CustomerFact fact) {
            ofCustomer.merge(fact.by(1), sign * fact.delta(), Integer::sum);
        }

        @Override
        public void rated(CustomerFact fact) {
            ratings.merge(fact.by(1), sign * fact.delta(), Integer::sum);
        }

        @Override
        public void duplicate(ServiceEvent event) {
            throw new IllegalStateException("a duplicate among folded events: " + event.id());
        }

        @Override
        public void refused(ServiceEvent event, String why) {
            throw new IllegalStateException("an event is refused while folding again: " + event.id());
        }

        @Override
        public void late(ServiceEvent event, boolean tooLate) {
            throw new IllegalStateException("a late event while folding again: " + event.id());
        }
    }
}
