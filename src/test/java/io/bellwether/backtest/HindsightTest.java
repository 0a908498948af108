package io.bellwether.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HindsightTest {

    private static final long SETTLE = 30 * 60_000;

    private static Hindsight judge(List<KnownIncident> incidents, List<Episode> episodes) {
        return Hindsight.of(episodes, incidents, SETTLE);
    }

    @ParameterizedTest
    @CsvSource({
        "59, refunds, false, false", "60, refunds, true, true", "119, refunds, true, true", "120, refunds, true, false",
        "149, refunds, true, false", "150, refunds, false, false", "60, presale, false, false", "60, '', true, true"
    })
    void anAlertIsRightFromTheBeginningUntilQueuesHaveRecovered(
            long minute, String queue, boolean right, boolean found) {
        List<Episode> episodes = Alerts.episode("wait", queue, minute, minute + 5);

        Hindsight hindsight = judge(List.of(Alerts.incident("out", 60, 120, "refunds")), episodes);

        assertThat(hindsight.isRight(episodes.get(0))).isEqualTo(right);
        assertThat(hindsight.precision()).isEqualTo(right ? 1 : 0);
        assertThat(hindsight.recall()).isEqualTo(found ? 1 : 0);
    }

    @Test
    void theFirstAlertTellsAndTheLastEnds() {
        List<Episode> episodes = new ArrayList<>(Alerts.episode("wait", "refunds", 75, 130));
        episodes.addAll(Alerts.episode("abandoned", "refunds", 70, 90));

        Hindsight.Outcome outcome = judge(List.of(Alerts.incident("out", 60, 120, "refunds")), episodes)
                .outcomes()
                .get(0);

        assertThat(outcome.first().uid()).isEqualTo("abandoned");
        assertThat(outcome.detectionMillis()).isEqualTo(10 * 60_000);
        assertThat(outcome.resetMillis()).isEqualTo(10 * 60_000);
    }

    @Test
    void whatFiresOnSingleCasesIsNotJudged() {
        List<Episode> episodes = Alerts.episodes(Alerts.ofCase("breached", "c-1", "page", 70));

        Hindsight hindsight = judge(List.of(Alerts.incident("out", 60, 120)), episodes);

        assertThat(hindsight.precision()).isNaN();
        assertThat(hindsight.recall()).isZero();
    }

    @Test
    void aShadowFindsNothingAndSpoilsNothing() {
        List<Episode> episodes = Alerts.episodes(Alerts.inShadow("wait", "refunds", "page", 70));

        Hindsight hindsight = judge(List.of(Alerts.incident("out", 60, 120)), episodes);

        assertThat(hindsight.isRight(episodes.get(0))).isTrue();
        assertThat(hindsight.recall()).isZero();
        assertThat(hindsight.precision()).isNaN();
    }

    @Test
    void whereNothingWentWrongEveryAlertIsFalse() {
        Hindsight hindsight = judge(List.of(), Alerts.episode("wait", "refunds", 1, 2));

        assertThat(hindsight.precision()).isZero();
        assertThat(hindsight.recall()).isNaN();
    }
}
