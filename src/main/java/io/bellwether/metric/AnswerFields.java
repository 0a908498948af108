package io.bellwether.metric;

import java.util.List;

/**
 * The fields of answers, which {@code satisfaction} has by the time of the answer and {@code satisfaction_interval} by that of
 * the request.
 *
 * @param score the timing of answers, millionths of the scale's own unit
 */
record AnswerFields(Family family, Measure requested, Measure satisfied, Measure dissatisfied, Measure score) {

    private static final double MILLIONTHS = 1e6;

    Quantity rated() {
        return Quantity.values(score);
    }

    private Quantity satisfying() {
        return Quantity.count(satisfied);
    }

    /**
     * Takes all of them into the family. A rate of response has only who counts answers among the requests: within a window
     * more answers may come than requests go out.
     */
    void declare(String request, String answers) {
        family.count("requested", requested, request);
        family.values("rated", score, answers);
        if (family.isOfIntervals()) {
            family.share(
                    "response_rate", rated(), Quantity.count(requested), "share of the surveys that were answered");
        }
        family.count(
                "satisfied", satisfied, "answers in the scale's top two fifths (CSAT, CES) or 9–10 (NPS: promoters)");
        family.count("dissatisfied", dissatisfied, "all others (CSAT, CES) or 0–6 (NPS: detractors)");
        csat();
        nps();
        mean();
    }

    private void csat() {
        Metric csat = family.share("csat", satisfying(), rated(), "satisfied answers, as a share of all answers");
        bounds(
                "csat_low",
                "csat_high",
                csat,
                "Wilson interval of {} / {}",
                "of csat",
                (cell, side) -> Confidence.wilson(
                        satisfying().of().applyAsLong(cell), cell.timing(score).count(), side));
    }

    private void nps() {
        Metric nps = family.add(family.ratio(
                        "nps",
                        Metric.Unit.POINTS,
                        100,
                        satisfying().minus(Quantity.count(dissatisfied)),
                        rated(),
                        "promoters less detractors in a hundred answers; for kind NPS alone")
                .onlyOf("NPS")
                .range(-100, 100));
        bounds(
                "nps_low",
                "nps_high",
                nps,
                "100 × normal interval of {} / {}",
                "of nps",
                (cell, side) -> isNps(cell)
                        ? Confidence.net(
                                cell.count(satisfied),
                                cell.count(dissatisfied),
                                cell.timing(score).count(),
                                side)
                        : Double.NaN);
    }

    private static boolean isNps(Cell cell) {
        return cell.key().tags().contains("NPS");
    }

    private void mean() {
        Metric mean = family.score(
                "mean",
                score,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                "mean answer, in the scale's own unit; for CES the effort score");
        bounds(
                "mean_low",
                "mean_high",
                mean,
                "normal interval of the mean of {}",
                "of mean, from two answers on",
                (cell, side) -> Confidence.mean(cell.timing(score), side) / MILLIONTHS);
    }

    /** An end of an interval of confidence in a cell. */
    private interface End {
        double of(Cell cell, int side);
    }

    private void bounds(String low, String high, Metric of, String pattern, String what, End end) {
        Formula formula = of.reading().formula().equals(Formula.NONE)
                ? new Formula(pattern, List.of(rated()))
                : new Formula(pattern, of.reading().formula().of());
        family.bound(
                low, of, cell -> end.of(cell, -1), formula, "lower end of the 95 % interval of confidence " + what);
        family.bound(high, of, cell -> end.of(cell, 1), formula, "upper end of the same");
    }
}
