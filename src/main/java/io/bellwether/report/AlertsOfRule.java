package io.bellwether.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The alerts of a rule that began in the period.
 *
 * @param severity the highest that one of them had
 * @param open of them that had not ended by the end of what is known
 * @param seconds how long each lasted; of the open until then. In order of size
 * @param told of which somebody was told
 * @param acknowledged of these those that somebody saw to
 * @param silenced of the others those that somebody silenced; whoever does knows of it and does not want to
 */
record AlertsOfRule(
        String rule,
        String severity,
        int alerts,
        int open,
        List<Double> seconds,
        int told,
        int acknowledged,
        int silenced) {

    AlertsOfRule {
        seconds = seconds.stream().sorted().toList();
    }

    /** Told, and nobody said a thing. */
    int ignored() {
        return told - acknowledged - silenced;
    }

    /** Acknowledged of the told; NaN where nobody was told. */
    double precision() {
        return told == 0 ? Double.NaN : (double) acknowledged / told;
    }

    double median() {
        return seconds.isEmpty()
                ? Double.NaN
                : ChangePoints.median(
                        seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double longest() {
        return seconds.isEmpty() ? Double.NaN : seconds.get(seconds.size() - 1);
    }

    double total() {
        return seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Both together, of any rule. */
    AlertsOfRule and(AlertsOfRule other) {
        List<Double> all = new ArrayList<>(seconds);
        all.addAll(other.seconds);
        return new AlertsOfRule(
                rule.equals(other.rule) ? rule : "",
                severity.equals(other.severity) ? severity : "",
                alerts + other.alerts,
                open + other.open,
                all,
                told + other.told,
                acknowledged + other.acknowledged,
                silenced + other.silenced);
    }
}
