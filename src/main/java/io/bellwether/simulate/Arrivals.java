package io.bellwether.simulate;

import java.time.ZoneId;
import java.util.function.LongPredicate;

/**
 * A non-homogeneous Poisson process by thinning (Lewis and Shedler 1979): candidates at the peak rate, each kept with
 * the share that the curve has of its peak at that time.
 */
final class Arrivals {
    private final Agenda agenda;
    private final Dice dice;
    private final Curve curve;
    private final ZoneId zone;
    private final double meanGap;
    private final LongPredicate goesOn;
    private final Runnable arrival;
    private double next;

    /** @param goesOn whether the process still runs at a time; once false it has ended for good */
    Arrivals(
            Agenda agenda,
            Dice dice,
            Curve curve,
            ZoneId zone,
            double perHour,
            LongPredicate goesOn,
            Runnable arrival) {
        this.agenda = agenda;
        this.dice = dice;
        this.curve = curve;
        this.zone = zone;
        this.goesOn = goesOn;
        this.arrival = arrival;
        double peak = perHour * curve.peak();
        meanGap = peak > 0 ? 3_600_000.0 / peak : Double.POSITIVE_INFINITY;
    }

    void begin() {
        next = agenda.now();
        if (meanGap < Double.POSITIVE_INFINITY) {
            planNext();
        }
    }

    private void planNext() {
        double peak = curve.peak();
        do {
            next += dice.exponential(meanGap);
        } while (goesOn.test((long) next) && dice.uniform() * peak >= curve.at((long) next, zone));
        if (goesOn.test((long) next)) {
            agenda.at((long) next, () -> {
                if (goesOn.test(agenda.now())) {
                    arrival.run();
                    planNext();
                }
            });
        }
    }
}
