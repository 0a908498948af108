package io.bellwether.forecast;

import static io.bellwether.forecast.Histories.GRID;
import static io.bellwether.forecast.Histories.day;
import static io.bellwether.forecast.Histories.office;
import static io.bellwether.forecast.Histories.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.forecast.Notice.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a forecast makes of histories whose making is known. */
class ArrivalForecastTest {

    /** Of {@link Histories#office}: 8 half hours of 12 and 12 of 6. */
    private static final double USUAL = 168;

    private static final long WEEK = 7 * Grid.DAY;

    private static ArrivalForecast forecast(ArrivalCounts counts, int until, SpecialDay... calendar) {
        return ArrivalForecast.of(counts, GRID, List.of(calendar), day(until), WEEK);
    }

    private static List<Kind> told(ArrivalForecast forecast) {
        return forecast.notices().stream().map(Notice::kind).toList();
    }

    @Test
    void theWeekOfAnOfficeIsFound() {
        ArrivalForecast forecast = forecast(office(28, day -> 1), 28);

        assertThat(sum(forecast, "sales", 28)).isCloseTo(USUAL, within(0.1 * USUAL));
        assertThat(sum(forecast, "sales", 33)).isCloseTo(USUAL / 2, within(0.15 * USUAL));
        assertThat(sum(forecast, "sales", 34)).isLessThan(3);
        assertThat(forecast.rows().get(0).arrivals()).isLessThan(0.2);
        assertThat(forecast.rows().get(20).arrivals()).isBetween(8.0, 16.0);
        assertThat(told(forecast)).isEmpty();
    }

    @Test
    void aForecastBeginsWithTheFirstIntervalAfterItsTime() {
        ArrivalCounts counts = office(21, day -> 1);
        ArrivalForecast forecast = ArrivalForecast.of(counts, GRID, List.of(), day(20) + 10 * Histories.STEP + 1, WEEK);

        assertThat(forecast.rows().get(0).start()).isEqualTo(day(20) + 11 * Histories.STEP);
        assertThat(forecast.rows()).hasSize(7 * 48);
    }

    @Test
    void nothingBeforeMeansNoForecast() {
        assertThat(ArrivalForecast.of(new ArrivalCounts(Histories.STEP), GRID, List.of(), day(0), WEEK))
                .isNull();
    }

    @Test
    void daysWithoutDataAreNoDemand() {
        ArrivalCounts counts = office(28, day -> day == 15 || day == 16 ? 0 : 1);
        ArrivalForecast forecast = forecast(counts, 28);

        assertThat(sum(forecast, "sales", 29)).isCloseTo(USUAL, within(0.12 * USUAL));
        assertThat(sum(forecast, "sales", 30)).isCloseTo(USUAL, within(0.12 * USUAL));
        assertThat(told(forecast)).containsExactly(Kind.GAP);
        assertThat(forecast.notices().get(0).text())
                .contains("2026-03-16T", "2026-03-19T")
                .contains("left out");
    }

    @Test
    void dataThatEndBeforeTheForecastBeginsAreNoSilence() {
        ArrivalForecast forecast = forecast(office(26, day -> 1), 28);

        assertThat(sum(forecast, "sales", 28)).isCloseTo(USUAL, within(0.12 * USUAL));
        assertThat(told(forecast)).containsExactly(Kind.GAP);
    }

    @Test
    void aDayOutOfTheOrdinaryIsLeftOutAndTold() {
        ArrivalForecast forecast = forecast(office(28, day -> day == 15 ? 0.2 : 1), 28);

        assertThat(sum(forecast, "sales", 29)).isCloseTo(USUAL, within(0.12 * USUAL));
        assertThat(told(forecast)).containsExactly(Kind.OUTLIER);
        assertThat(forecast.notices().get(0).text()).startsWith("2026-03-17 ");
    }

    @Test
    void aSpecialDayIsLearntFromDaysOfItsName() {
        ArrivalCounts counts = office(28, day -> day == 15 || day == 22 ? 0.3 : 1);
        SpecialDay feast = new SpecialDay("Feast", days(15, 22, 29), Set.of(), Double.NaN);
        ArrivalForecast forecast = forecast(counts, 28, feast);

        assertThat(sum(forecast, "sales", 29)).isCloseTo(0.3 * USUAL, within(0.08 * USUAL));
        assertThat(sum(forecast, "sales", 30)).isCloseTo(USUAL, within(0.12 * USUAL));
        assertThat(told(forecast)).containsExactly(Kind.SPECIAL_DAY);
    }

    /** What came on them came once: two names do not make the square of it, and one that is known leaves the rest. */
    @Test
    void twoNamesOfOneDayShareWhatCame() {
        ArrivalCounts counts = office(28, day -> day == 15 || day == 22 ? 3 : 1);
        SpecialDay feast = new SpecialDay("Feast", days(15, 22, 29), Set.of(), Double.NaN);
        for (double known : new double[] {Double.NaN, 2, 3}) {
            ArrivalForecast forecast =
                    forecast(counts, 28, feast, new SpecialDay("Sale", days(15, 22, 29), Set.of(), known));
            assertThat(sum(forecast, "sales", 29)).as("%f", known).isCloseTo(3 * USUAL, within(0.5 * USUAL));
        }
    }

    @Test
    void whoIsClosedOnASpecialDayIsClosedOnTheNext() {
        ArrivalCounts counts = office(28, day -> day == 15 ? 0 : 1);
        ArrivalForecast forecast = forecast(counts, 28, new SpecialDay("Feast", days(15, 29), Set.of(), Double.NaN));

        assertThat(sum(forecast, "sales", 29)).isLessThan(0.25 * USUAL);
        assertThat(told(forecast)).containsExactly(Kind.SPECIAL_DAY);
    }

    @Test
    void aSpecialDayThatNeverWasGoesByItsFactorOrIsTold() {
        ArrivalCounts counts = office(28, day -> 1);
        ArrivalForecast given = forecast(counts, 28, new SpecialDay("Sale", days(30), Set.of("sales"), 2));
        ArrivalForecast unknown = forecast(counts, 28, new SpecialDay("Sale", days(30), Set.of(), Double.NaN));
        ArrivalForecast others = forecast(counts, 28, new SpecialDay("Sale", days(30), Set.of("service"), 2));

        assertThat(sum(given, "sales", 30)).isCloseTo(2 * USUAL, within(0.25 * USUAL));
        assertThat(sum(unknown, "sales", 30)).isCloseTo(USUAL, within(0.12 * USUAL));
        assertThat(sum(others, "sales", 30)).isEqualTo(sum(unknown, "sales", 30));
        assertThat(told(unknown)).containsExactly(Kind.SPECIAL_DAY_UNKNOWN);
    }

    private static List<Long> days(int... days) {
        return java.util.Arrays.stream(days)
                .mapToObj(day -> GRID.day(GRID.index(day(day))))
                .toList();
    }

    @Test
    void aNewLevelIsFollowedAndTold() {
        ArrivalForecast forecast = forecast(office(35, day -> day >= 25 ? 2 : 1), 35);

        assertThat(sum(forecast, "sales", 36)).isCloseTo(2 * USUAL, within(0.3 * USUAL));
        assertThat(told(forecast)).containsExactly(Kind.LEVEL_SHIFT);
        assertThat(forecast.notices().get(0).text()).contains("2026-03-27", "2.");
    }

    @Test
    void growthThatGoesOnIsFollowedAndTold() {
        ArrivalForecast forecast = forecast(office(42, day -> 0.2 * Math.pow(2, day / 7.0)), 42);
        double steady = 0.2 * Math.pow(2, 5.5) * USUAL;

        assertThat(sum(forecast, "sales", 45)).isGreaterThan(1.3 * steady);
        assertThat(told(forecast)).containsExactly(Kind.GROWTH);
    }

    @Test
    void aYoungQueueTakesTheWeekOfTheOthers() {
        ArrivalCounts counts = office(28, day -> 1);
        office(counts, "new", 24, 28, 5, day -> 1);
        ArrivalForecast forecast = forecast(counts, 28);

        assertThat(sum(forecast, "new", 28)).isCloseTo(USUAL, within(0.2 * USUAL));
        assertThat(sum(forecast, "new", 34)).isLessThan(5);
        assertThat(told(forecast)).containsExactly(Kind.YOUNG_QUEUE);
        assertThat(forecast.notices().get(0).queue()).isEqualTo("new");
    }

    @Test
    void aShortHistoryIsTold() {
        assertThat(told(forecast(office(9, day -> 1), 9))).containsExactly(Kind.SHORT_HISTORY);
    }

    @Test
    void handleTimesAreThoseOfTheQueueWhereEnoughWereHandled() {
        ArrivalCounts counts = office(28, day -> 1);
        counts.add("rare", day(20));
        for (int i = 0; i < 1000; i++) {
            counts.addHandle("sales", day(20) + 20 * Histories.STEP, 300_000, 1);
        }
        ArrivalForecast forecast = forecast(counts, 28);

        assertThat(forecast.rows())
                .allSatisfy(row -> assertThat(row.handleSeconds()).isCloseTo(300, within(0.001)));
        assertThat(forecast(office(28, day -> 1), 28).rows().get(0).handleSeconds())
                .isNaN();
    }
}
