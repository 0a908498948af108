package io.bellwether.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.alert.Contributions.Contribution;
import io.bellwether.alert.Contributions.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContributionsTest {

    private static final double NONE = Double.NaN;

    /** {@code name part whole}, as a ratio. */
    private static Part ratio(String words) {
        String[] word = words.split(" ");
        long whole = Long.parseLong(word[2]);
        double value = whole == 0 ? NONE : Double.parseDouble(word[1]) / whole;
        return new Part(word[0], value, whole, NONE);
    }

    /** {@code name now before}, as a count. */
    private static Part count(String words) {
        String[] word = words.split(" ");
        double before = word.length > 2 ? Double.parseDouble(word[2]) : NONE;
        return new Part(word[0], Double.parseDouble(word[1]), (long) Double.parseDouble(word[1]), before);
    }

    private static String words(List<Driver> drivers) {
        return Driver.inWords(Contributions.best(drivers));
    }

    @ParameterizedTest
    @CsvSource({
        // one of five is bad, and it is a fifth of all
        "'vip 50 100, a 90 100, b 90 100, c 91 100, d 89 100', 0.9, -1, tier=vip 98 %",
        // the largest is as it should be: it has most of what was missed and drives nothing
        "'big 900 1000, small 10 50', 0.9, -1, tier=small 100 %",
        // all are as bad: nobody stands out, however large
        "'big 700 1000, mid 140 200, small 35 50', 0.9, -1, ''",
        // two share it
        "'x 30 100, y 50 100, z 95 100', 0.9, -1, 'tier=x 60 %, tier=y 40 %'",
        // more is worse
        "'x 60 100, y 20 100, z 20 100', 0.2, 1, tier=x 100 %",
        // one value is all there is
        "'only 10 100', 0.9, -1, ''",
        // nobody named it
        "'none 10 100, a 90 100', 0.9, -1, ''",
        "'other 10 100, a 90 100', 0.9, -1, ''",
        // one has nothing at all
        "'x 30 100, y 0 0', 0.9, -1, ''",
    })
    void ofRatiosWhoExceedsForItsSize(String parts, double reference, int sign, String told) {
        List<Part> all =
                Arrays.stream(parts.split(", ")).map(ContributionsTest::ratio).toList();
        assertThat(words(Contributions.told("tier", Contributions.ofMean(all, reference, sign))))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        // it had 10 of 100 and now has 60 of 150
        "'x 60 10, y 50 50, z 40 40', NaN, 1, tier=x 100 %",
        // the usual is 120 at this hour, so that what is usual of each is a fifth more
        "'x 60 10, y 60 50, z 60 40', 120, 1, 'tier=x 80 %'",
        // all have doubled
        "'x 20 10, y 100 50, z 80 40', NaN, 1, ''",
        // too few: y gives nothing any more
        "'x 10 10, y 0 50, z 40 40', NaN, -1, tier=y 100 %",
        // nothing is known of before: who has much more than an even share
        "'x 90, y 5, z 5', NaN, 1, tier=x 90 %",
        "'x 40, y 30, z 30', NaN, 1, tier=x 40 %",
        "'x 34, y 33, z 33', NaN, 1, ''",
        // and where they are too few nothing
        "'x 9, y 0', NaN, -1, ''",
    })
    void ofCountsWhoHasMoreOrLessThanUsual(String parts, double usual, int sign, String told) {
        List<Part> all =
                Arrays.stream(parts.split(", ")).map(ContributionsTest::count).toList();
        assertThat(words(Contributions.told("tier", Contributions.ofSum(all, usual, sign))))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contributionsAddUpToThatOfTheWhole(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Part> ratios = new ArrayList<>();
            List<Part> counts = new ArrayList<>();
            long numerators = 0;
            long denominators = 0;
            double values = 0;
            for (int i = random.nextInt(1, 9); i > 0; i--) {
                long whole = random.nextInt(0, 50);
                long part = random.nextLong(0, whole + 1);
                numerators += part;
                denominators += whole;
                ratios.add(ratio("p" + i + " " + part + " " + whole));
                counts.add(count("p" + i + " " + part + " " + random.nextInt(1, 30)));
                values += part;
            }
            double reference = random.nextDouble();
            double usual = random.nextDouble(100);
            assertThat(sum(Contributions.ofMean(ratios, reference, -1)))
                    .isCloseTo(-(numerators - reference * denominators), within(1e-9));
            assertThat(sum(Contributions.ofSum(counts, usual, 1))).isCloseTo(values - usual, within(1e-9));
        }
    }

    private static double sum(List<Contribution> contributions) {
        return contributions.stream().mapToDouble(Contribution::excess).sum();
    }

    /** Event by event: each that is bad is worth 1 − r, each that is good −r; who has how much of what is left on the bad side? */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void sharesAreThoseOfCountingEachEvent(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            double reference = random.nextInt(1, 10) / 10.0;
            Map<String, Double> worth = new TreeMap<>();
            Map<String, long[]> counted = new TreeMap<>();
            for (int event = random.nextInt(20, 300); event > 0; event--) {
                String value = "v" + (int) Math.sqrt(random.nextInt(16));
                boolean bad = random.nextInt(4) < value.charAt(1) - '0';
                worth.merge(value, bad ? 1 - reference : -reference, Double::sum);
                long[] both = counted.computeIfAbsent(value, none -> new long[2]);
                both[0] += bad ? 1 : 0;
                both[1]++;
            }
            double positive =
                    worth.values().stream().mapToDouble(w -> Math.max(0, w)).sum();
            List<Part> parts = counted.entrySet().stream()
                    .map(one -> ratio(one.getKey() + " " + one.getValue()[0] + " " + one.getValue()[1]))
                    .toList();
            for (Driver driver : Contributions.told("d", Contributions.ofMean(parts, reference, 1))) {
                assertThat(driver.share()).isCloseTo(worth.get(driver.value()) / positive, within(1e-4));
            }
        }
    }

    @Test
    void theMostSurprisingOfAllDimensionsAreToldByTheirShares() {
        Driver expected = new Driver("tier", "std", 0.9, 0.84, 1);
        Driver surprising = new Driver("partner", "swift", 0.6, 0.05, 1);
        Driver less = new Driver("channel", "chat", 0.5, 0.3, 1);
        Driver least = new Driver("tier", "vip", 0.11, 0.05, 1);
        Driver oldest = new Driver("brand", "north", NONE, NONE, 7_200);

        assertThat(Contributions.best(List.of(expected, least, less, surprising)))
                .containsExactly(surprising, less, least);
        assertThat(Contributions.best(List.of(oldest, less, surprising))).containsExactly(surprising, less, oldest);
    }

    @Test
    void theDivergenceIsThatOfTwoDistributions() {
        // of (1, 0) and (0, 1) it is ln 2, and of equals nothing
        assertThat(Contributions.divergence(1, 0) + Contributions.divergence(0, 1))
                .isCloseTo(Math.log(2), within(1e-12));
        assertThat(Contributions.divergence(0.3, 0.3)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'refund 40 10, parcel 50 80, size 10 10', refund 40 10",
        "'refund 12 10, parcel 78 80, size 10 10', ''",
        // too few messages, or nothing to hold them against
        "'refund 8 10, parcel 1 80', ''",
        "'refund 40 0, parcel 50 0', ''",
        "'refund 40, parcel 50', ''",
        // a tenth more of few messages is chance
        "'refund 4 20, parcel 8 80', ''",
        "'other 60 10, parcel 40 90', ''",
    })
    void topicsThatRoseAreToldWithWhatTheyUsuallyHave(String parts, String told) {
        List<Part> all =
                Arrays.stream(parts.split(", ")).map(ContributionsTest::count).toList();
        List<String> risen = Topics.risen(all).stream()
                .map(driver -> driver.value() + " " + Math.round(driver.share() * 100) + " "
                        + Math.round(driver.usualShare() * 100))
                .toList();
        assertThat(String.join(", ", risen)).isEqualTo(told);
    }
}
