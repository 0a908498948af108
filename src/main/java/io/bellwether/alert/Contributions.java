package io.bellwether.alert;

import io.bellwether.metric.Series;
import io.bellwether.metric.ValueLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which parts of a whole do most to its deviation.
 *
 * <p>What a part contributes is chosen so that the contributions add up to that of the whole, exactly: of a count what it has
 * more (or less) than usual; of a ratio N/D held against r the excess of its numerator, N<sub>i</sub> − r·D<sub>i</sub>, which adds
 * up to N − r·D. So a part counts by how bad it is and by how much of it there is, and one in which nothing is wrong
 * contributes nothing, however large it is. Shares are of all that lies on the bad side: parts that are better than r make no
 * others worse.
 *
 * <p>Which are told follows Bhagwan et al., <i>Adtributor: Revenue Debugging in Advertising Systems</i> (NSDI 2014): a part
 * needs a tenth of the deviation (its <i>explanatory power</i>), and those come first whose share of the deviation differs most
 * from their share of everything (<i>surprise</i>, a term of the Jensen-Shannon divergence). Who has as much of the deviation
 * as of everything explains nothing and is not told.
 */
final class Contributions {

    /** So many are told. */
    static final int MOST = 3;

    private static final double LEAST_SHARE = 0.1;

    /** By so much a share of the deviation exceeds that of everything. */
    private static final double LEAST_MORE = 0.05;

    /** Shares are told so finely. */
    private static final double GRAIN = 1e4;

    private static final Comparator<Driver> BY_SHARE = Comparator.comparing(
                    (Driver driver) -> Double.isNaN(driver.share()) ? -1 : driver.share())
            .reversed()
            .thenComparing(Driver::dimension)
            .thenComparing(Driver::value);

    private Contributions() {}

    /**
     * A part.
     *
     * @param name value of the dimension
     * @param value the metric in it, NaN for none
     * @param samples how many values stand behind it
     * @param before what it had in as long a time of the day before, NaN where that is not known
     */
    record Part(String name, double value, long samples, double before) {}

    /**
     * What a part does to the deviation.
     *
     * @param excess on the bad side where it is positive
     * @param weight its share of everything, NaN where that is not known
     */
    record Contribution(Part part, double excess, double weight) {}

    /**
     * Of a mean or ratio.
     *
     * @param reference what it is held against
     * @param sign 1 where more is worse, −1 where less is
     */
    static List<Contribution> ofMean(List<Part> parts, double reference, int sign) {
        long all = 0;
        for (Part part : parts) {
            all += part.samples();
        }
        List<Contribution> contributions = new ArrayList<>();
        for (Part part : parts) {
            double excess = part.samples() == 0 ? 0 : sign * part.samples() * (part.value() - reference);
            contributions.add(new Contribution(part, excess, all == 0 ? Double.NaN : (double) part.samples() / all));
        }
        return contributions;
    }

    /**
     * Of a count.
     *
     * @param usual of all together, NaN where it is what they had before
     * @param sign 1 where more is worse, −1 where less is
     */
    static List<Contribution> ofSum(List<Part> parts, double usual, int sign) {
        double before = 0;
        for (Part part : parts) {
            before += part.before();
        }
        if (Double.isNaN(before) || before <= 0) {
            return sign < 0 ? List.of() : ofLevel(parts);
        }
        double scale = Double.isNaN(usual) ? 1 : usual / before;
        List<Contribution> contributions = new ArrayList<>();
        for (Part part : parts) {
            double excess = sign * (part.value() - scale * part.before());
            contributions.add(new Contribution(part, excess, part.before() / before));
        }
        return contributions;
    }

    /** Of what there is too much of, where nobody knows how much is usual. */
    static List<Contribution> ofLevel(List<Part> parts) {
        return parts.stream()
                .map(part -> new Contribution(part, part.value(), Double.NaN))
                .toList();
    }

    /** Those worth telling of one dimension, in no order. */
    static List<Driver> told(String dimension, List<Contribution> contributions) {
        double bad = 0;
        int parts = 0;
        for (Contribution one : contributions) {
            bad += Math.max(0, one.excess());
            parts += one.part().samples() != 0 || one.part().before() > 0 ? 1 : 0;
        }
        List<Driver> told = new ArrayList<>();
        for (Contribution one : contributions) {
            double share = one.excess() / bad;
            double even = Double.isNaN(one.weight()) ? 1.0 / parts : one.weight();
            boolean stands = share >= LEAST_SHARE && share >= even + LEAST_MORE;
            if (parts > 1 && bad > 0 && stands && isNamed(one.part().name())) {
                told.add(new Driver(
                        dimension,
                        one.part().name(),
                        rounded(share),
                        rounded(one.weight()),
                        one.part().value()));
            }
        }
        return told;
    }

    /** What nobody named, and what is beyond the limit of values, is no cause that anybody could look at. */
    static boolean isNamed(String value) {
        return !value.equals(Series.NONE) && !value.equals(ValueLimits.OTHER);
    }

    static double rounded(double share) {
        return Double.isNaN(share) ? share : Math.rint(share * GRAIN) / GRAIN;
    }

    /** The most surprising of all dimensions, those with the greatest shares first. */
    static List<Driver> best(List<Driver> drivers) {
        return drivers.stream()
                .sorted(Comparator.comparingDouble((Driver driver) -> -surprise(driver))
                        .thenComparing(BY_SHARE))
                .limit(MOST)
                .sorted(BY_SHARE)
                .toList();
    }

    /** Who has an age or a maximum is as good as anybody with a tenth. */
    private static double surprise(Driver driver) {
        if (Double.isNaN(driver.share()) || Double.isNaN(driver.usualShare())) {
            return Double.isNaN(driver.share()) ? LEAST_SHARE : driver.share();
        }
        return divergence(driver.share(), driver.usualShare());
    }

    /** A term of the Jensen-Shannon divergence of two distributions. */
    static double divergence(double p, double q) {
        double middle = (p + q) / 2;
        double of = p > 0 ? p * Math.log(p / middle) : 0;
        return (of + (q > 0 ? q * Math.log(q / middle) : 0)) / 2;
    }
}
