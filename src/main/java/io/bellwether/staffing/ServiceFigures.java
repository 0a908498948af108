package io.bellwether.staffing;

/**
 * What so many agents make of an interval, as if it went on like that for long.
 *
 * @param serviceLevel share of all contacts offered that is answered in time (formula F3); NaN where nobody waits
 * @param occupancy share of their time, or of their places, that agents are busy; above 1 where back-office work is left over
 * @param abandoned share of contacts that leave; NaN where nobody waits
 * @param answerSeconds mean wait of the answered (ASA); infinite where more comes than can be served, NaN where nobody waits
 */
public record ServiceFigures(double serviceLevel, double occupancy, double abandoned, double answerSeconds) {

    /** Of a time in which nothing comes. */
    static final ServiceFigures NOTHING = new ServiceFigures(Double.NaN, 0, Double.NaN, Double.NaN);
}
