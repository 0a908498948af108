package io.bellwether.customers;

import io.bellwether.metric.Observation;
import io.bellwether.metric.Observer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said of the same time twice, before and after something late: the difference corrects what was said. Mutable. */
final class Difference {

    private final Map<Observation, Integer> observations = new LinkedHashMap<>();

    /** Takes what was said before. */
    Observer before() {
        return side(-1);
    }

    /** Takes what is said now. */
    Observer after() {
        return side(1);
    }

    private Observer side(int sign) {
        return (measure, series, time, value, since, weight) -> {
            Observation one = new Observation(measure, series, time, value, since, weight);
            if (observations.merge(one, sign, Integer::sum) == 0) {
                observations.remove(one);
            }
        };
    }

    /** Says what is said now and was not, and takes back what was said and is not. */
    void to(Observer out) {
        observations.forEach((one, n) -> {
            for (int i = 0; i < Math.abs(n); i++) {
                out.observe(n > 0 ? one : one.negated());
            }
        });
    }
}
