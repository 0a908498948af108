package io.bellwether.metric;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The fields of answers, which {@code satisfaction} has by the time of the answer and {@code satisfaction_interval} by that of
 * the request.
 *
 * @param score the timing of answers, millionths of the scale's own unit
 * @param when by which window requests count, in words
 * @param of by which window answers count, in words
 */
record AnswerFields(
        Family family,
        Measure requested,
        Measure satisfied,
        Measure dissatisfied,
        Measure score,
        String when,
        String of) {

    private static final double MILLIONTHS = 1e6;
    private static final String NPS = "NPS";

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
    void declare(String answers) {
        family.count("requested", requested, "surveys sent to customers" + when);
        family.values("rated", score, answers);
        if (family.isOfIntervals()) {
            family.share(
                    "response_rate",
                    rated(),
                    Quantity.count(requested),
                    "surveys that were answered within seven days, as a share of the surveys sent" + when);
        }
        family.count(
                "satisfied",
                satisfied,
                "satisfied answers" + of
                        + ": in the top two fifths of the scale of CSAT and CES, 9 or 10 of NPS (promoters)");
        family.count(
                "dissatisfied",
                dissatisfied,
                "answers" + of + " under the top two fifths of the scale of CSAT and CES, 0 to 6 of NPS (detractors)");
        csat();
        nps();
        mean();
    }

    private void csat() {
        Metric csat = family.share(
                "csat",
                satisfying(),
                rated(),
                "satisfied answers, as a share of all answers" + of + ", by kind of survey");
        bounds(
                "csat",
                csat,
                new Formula(
                        "(p + z² / (2n) ± z × √(p × (1 − p) / n + z² / (4n²))) / (1 + z² / n), p = {} / {}, n = {}, z = 1.96",
                        List.of(satisfying(), rated(), rated())),
                "Wilson's score interval",
                (cell, side) -> Confidence.wilson(
                        satisfying().of().applyAsLong(cell), cell.timing(score).count(), side));
    }

    private void nps() {
        Quantity net = satisfying().minus(Quantity.count(dissatisfied));
        Metric nps = family.add(family.ratio(
                        "nps",
                        Metric.Unit.POINTS,
                        100,
                        net,
                        rated(),
                        "net promoter score, −100 to 100: promoters less detractors in a hundred answers" + of
                                + ", for kind NPS alone")
                .onlyOf(NPS)
                .range(-100, 100));
        bounds(
                "nps",
                nps,
                new Formula(
                                "100 × (m ± z × √((s − m²) / n)), −100 to 100, m = {} / {}, s = {} / {}, n = {}, z = 1.96",
                                List.of(
                                        net,
                                        rated(),
                                        satisfying().plus(Quantity.count(dissatisfied)),
                                        rated(),
                                        rated()))
                        .and("no value where kind is not " + NPS),
                "normal approximation",
                (cell, side) -> isNps(cell)
                        ? Confidence.net(
                                cell.count(satisfied),
                                cell.count(dissatisfied),
                                cell.timing(score).count(),
                                side)
                        : Double.NaN);
    }

    private static boolean isNps(Cell cell) {
        return cell.key().tags().contains(NPS);
    }

    private void mean() {
        Metric mean = family.score(
                "mean",
                score,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                "mean answer" + of + ", in the unit of the survey's scale, for kind CES the effort score");
        bounds(
                "mean",
                mean,
                new Formula(
                                "m ± z × √(v / n), m = mean, v = sample variance of score, n = {}, z = 1.96",
                                List.of(rated()))
                        .and("no value of fewer than two answers"),
                "normal approximation, from two answers on",
                (cell, side) -> Confidence.mean(cell.timing(score), side) / MILLIONTHS);
    }

    /** An end of an interval of confidence in a cell. */
    private interface End {
        double of(Cell cell, int side);
    }

    /** @param formula of both ends, which differ in the sign */
    private void bounds(String name, Metric figure, Formula formula, String how, End end) {
        Formula whole = formula.noneWithout(rated());
        bound(name + "_low", "lower", "−", figure, whole, how, cell -> end.of(cell, -1));
        bound(name + "_high", "upper", "+", figure, whole, how, cell -> end.of(cell, 1));
    }

    private void bound(
            String field,
            String which,
            String sign,
            Metric figure,
            Formula formula,
            String how,
            ToDoubleFunction<Cell> end) {
        family.bound(
                field,
                figure,
                end,
                new Formula(formula.pattern().replace("±", sign), formula.of()),
                which + " end of the 95 % interval of confidence of " + figure.field() + " (" + how
                        + "), of the answers" + of);
    }
}
