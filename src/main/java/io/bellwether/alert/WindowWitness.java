package io.bellwether.alert;

import io.bellwether.rule.SeriesRule;

/** Who is told of each window that a rule looked at, whatever came of it. */
@FunctionalInterface
interface WindowWitness {

    /** Tells nobody. */
    WindowWitness NONE = (rule, judged) -> {};

    void saw(SeriesRule rule, Judged judged);
}
