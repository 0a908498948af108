package io.bellwether.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.metric.SlaMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnParserTest {

    private static final String GOOD = """
        rules:
          - uid: burn
            title: T
            by: [queue, clock]
            burn_rate:
              good: sla.met
              total: [sla.met, sla.breached]
              objective: 80%
              period: 7d
              pairs:
                - {severity: warning, long: 1d, short: 2h, budget: 20%}
                - {severity: page, long: 8h, short: 40m, budget: 0.1}
            min_samples: 50
            for: 2m
            annotations: {summary: "{{value}} {{threshold}} {{time_left|duration}} {{budget_spent|percent}}"}
        """;

    @Test
    void aFactorIsTheBudgetSpreadOverThePeriod() throws RuleFileException {
        SeriesRule rule = (SeriesRule) Rules.parse(GOOD).rules().get(0);
        Burn burn = (Burn) rule.condition();

        assertThat(rule.metric()).isEqualTo(SlaMetrics.MET);
        assertThat(rule.measures()).containsAll(SlaMetrics.ATTAINMENT.measures());
        assertThat(burn.pairs()).extracting(Burn.Pair::severity).containsExactly(Severity.PAGE, Severity.WARNING);
        assertThat(burn.pairs().get(0).factor()).isCloseTo(0.1 * 168 / 8, within(1e-9));
        assertThat(burn.pairs().get(1).factor()).isCloseTo(1.4, within(1e-9));
        assertThat(burn.levels()).extracting(Level::forMillis).containsOnly(120_000L);
        assertThat(rule.reachMillis()).isEqualTo(7 * 86_400_000L);
    }

    @Test
    void grainsAreMultiplesOfEachOtherAndFineEnough() throws RuleFileException {
        Burn burn = (Burn) ((SeriesRule) Rules.parse(GOOD).rules().get(0)).condition();
        long before = 10_000;
        for (long size = 10_000; size < 90 * 86_400_000L; size += 70_000) {
            long grain = burn.grain(size);
            assertThat(grain % before).isZero();
            assertThat(grain == 10_000 || grain * 40 <= size).isTrue();
            before = grain;
        }
        assertThat(burn.grain(86_400_000)).isEqualTo(30 * 60_000);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        good: sla.met       -> good: sla.meet            | rules[0].burn_rate.good: there is no metric sla.meet
        good: sla.met       -> good: sla.attainment      | rules[0].burn_rate.good: sla.attainment is no count
        good: sla.met       -> metric: sla.met           | rules[0].burn_rate.metric: sla.met is no share of what was counted
        good: sla.met       -> metric: sla.attainment    | rules[0].burn_rate.total: burn_rate has either metric, a share, or good and total
        total: [sla.met,    -> total: [queue.offered,    | rules[0].burn_rate.total: queue.offered is of another measurement than sla.met
        objective: 80%      -> objective: 100%           | rules[0].burn_rate.objective: must be a share above 0% and below 100%, not 100%
        objective: 80%      -> objectiv: 80%             | rules[0].burn_rate.objective: missing; the share that has to be good
        budget: 0.1         -> budget: 20%               | rules[0].burn_rate.pairs[1].budget: asks for 4.20 times the rate at which the budget lasts, and with that objective it never burns faster than 5.00 times, when all is bad; lower it, or make long longer, to stay below 4.00
        budget: 0.1         -> budget: 1.5               | must be a share above 0% and at most 100%, not 1.5
        budget: 0.1         -> budget: 5%                | rules[0].burn_rate.pairs: page must burn faster than warning
        severity: page      -> severity: warning         | rules[0].burn_rate.pairs: severity warning is there twice
        short: 40m          -> short: 9h                 | rules[0].burn_rate.pairs[1].short: must be shorter than long
        short: 40m          -> short: 45s                | must be a multiple of 10s
        period: 7d          -> period: 12h               | rules[0].burn_rate.pairs[0].long: must be at most the period, which is 12h
        by: [queue, clock]  -> by: [queue]               | rules[0].by: sla is kept for each clock by itself
        for: 2m             -> window: {size: 1h}        | rules[0].window: is not for a rule with burn_rate
        for: 2m             -> metric: sla.met           | rules[0].metric: is not for a rule with burn_rate
        {{time_left         -> {{usual                   | unknown placeholder {{usual}}
        """)
    void saysWhatIsWrongAndWhere(String change, String message) {
        String[] fromTo = change.split("->", 2);
        String wrong = GOOD.replace(fromTo[0].strip(), fromTo[1].strip());
        assertThatThrownBy(() -> Rules.parse(wrong)).hasMessageContaining(message);
    }

    @Test
    void aShareOfWhatWasCountedIsNamedAlone() throws RuleFileException {
        String share = GOOD.replace("good: sla.met", "metric: sla.attainment")
                .replace("      total: [sla.met, sla.breached]\n", "");

        Burn burn = (Burn) ((SeriesRule) Rules.parse(share).rules().get(0)).condition();

        assertThat(burn.good()).isEqualTo(SlaMetrics.ATTAINMENT);
        assertThat(burn.total()).isEqualTo(List.of());
    }
}
