package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.baseline.BaselinePlan;
import io.bellwether.baseline.Fallback;
import io.bellwether.baseline.Season;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartureParserTest {

    private static final String RULE = """
        rules:
          - uid: dip
            title: T
            metric: sentiment.mean
            where: {side: customer}
            by: [queue]
            window: {size: 15m, every: 15m}
            severity: SEVERITY
            for: 15m
            baseline: {KEYS}
            annotations: {summary: "{{value|signed}}, usual {{usual|signed}} ({{band_low}} to {{band_high}}), {{deviation}}"}
        """;

    private static Condition.Departure condition(String severity, String keys) throws RuleFileException {
        SeriesRule rule =
                (SeriesRule) Rules.parse(RULE.replace("SEVERITY", severity).replace("KEYS", keys))
                        .rules()
                        .get(0);
        return (Condition.Departure) rule.condition();
    }

    @Test
    void whatIsLeftOutIsUsual() throws RuleFileException {
        assertThat(condition("warning", ""))
                .isEqualTo(new Condition.Departure(
                        new BaselinePlan(Season.HOUR_OF_WEEK, 8, 3, Fallback.TRAILING_7D, ZoneId.of("UTC"), false),
                        Condition.Side.BOTH,
                        0,
                        0,
                        true,
                        Set.of(),
                        List.of(new Level(Severity.WARNING, Op.AT_LEAST, 4, 2, 900_000))));
    }

    @Test
    void readsEveryKey() throws RuleFileException {
        Condition.Departure all = condition(
                "info",
                "method: anomaly_score, season: hour_of_day, history: 4w, min_history: 10d, lag: 7d, fallback: none, direction:"
                        + " below, k: 0.6, recover_k: 0.2, min_effect: 0.15, mad_floor: 0.03, exclude_firing: false, zone:"
                        + " Asia/Shanghai, holidays: [\"2026-10-01..2026-10-03\", \"2027-01-01\"]");

        assertThat(all.plan())
                .isEqualTo(new BaselinePlan(
                        Season.HOUR_OF_DAY, 4, 10 / 7.0, Fallback.NONE, ZoneId.of("Asia/Shanghai"), true, 7 * 24));
        assertThat(all.side()).isEqualTo(Condition.Side.BELOW);
        assertThat(all.minEffect()).isEqualTo(0.15);
        assertThat(all.madFloor()).isEqualTo(0.03);
        assertThat(all.excludeFiring()).isFalse();
        assertThat(all.holidays())
                .hasSize(4)
                .contains(
                        LocalDate.of(2026, 10, 2).toEpochDay(),
                        LocalDate.of(2027, 1, 1).toEpochDay());
        assertThat(all.levels()).containsExactly(new Level(Severity.INFO, Op.AT_LEAST, 0.6, 0.2, 900_000));
    }

    @Test
    void aPageHasAWarningForGuesses() throws RuleFileException {
        assertThat(condition("page", "k: 5").levels())
                .containsExactly(
                        new Level(Severity.PAGE, Op.AT_LEAST, 5, 2.5, 900_000),
                        new Level(Severity.WARNING, Op.AT_LEAST, 5, 2.5, 900_000));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        methode: x               | test.yaml:10:16: error: rules[0].baseline.methode: unknown key
        method: ewma             | rules[0].baseline.method: must be one of seasonal_median_mad, anomaly_score, not ewma
        season: month            | must be one of hour_of_week, hour_of_day, none, not month
        fallback: yesterday      | must be one of hour_of_day, trailing_7d, none
        direction: up            | must be one of below, above, both, not up
        history: 10d             | must be whole weeks, from 7d to 182d
        history: 30w             | must be whole weeks
        history: 2w, min_history: 3w | rules[0].baseline.min_history: must be at most history, which is 14d
        k: 0                     | must be a number above 0, at most 100, not 0
        method: anomaly_score, k: 4 | must be a number above 0, at most 1, not 4
        k: 3, recover_k: 4       | rules[0].baseline.recover_k: must be at most k
        min_effect: much         | must be a distance of 0 or more, in the metric's unit, not much
        min_effect: 2.5          | is never reached: sentiment.mean is from -1 to 1
        mad_floor: -1            | must be a distance of 0 or more
        zone: Mars               | is no time zone: Mars
        holidays: [someday]      | must be a date such as 2026-10-01, not someday
        """)
    void refusesWhatMakesNoSense(String keys, String message) {
        assertThatThrownBy(() -> condition("warning", keys))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void placeholdersOfBaselinesAreForBaselines() {
        String fixed = RULE.replace("baseline: {KEYS}", "op: \"<\"\n    value: 0");

        assertThatThrownBy(() -> Rules.parse(fixed.replace("SEVERITY", "info")))
                .hasMessageContaining("unknown placeholder {{usual}}");
    }
}
