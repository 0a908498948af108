package io.bellwether.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpisodeTest {

    @Test
    void isMadeOfItsChanges() {
        List<Episode> episodes = Alerts.episodes(
                Alerts.change("wait", "a", 0, "firing", "warning", 10),
                Alerts.change("wait", "b", 5, "firing", "page", 11),
                Alerts.change("wait", "a", 0, "severity_changed", "page", 20),
                Alerts.change("wait", "a", 0, "resolved", "page", 30),
                Alerts.change("wait", "a", 40, "firing", "info", 50));

        assertThat(episodes)
                .extracting(Episode::alertId, Episode::firedAt, Episode::endedAt, Episode::pagedAt, Episode::severity)
                .containsExactly(
                        tuple("a", Alerts.minute(10), Alerts.minute(30), Alerts.minute(20), "page"),
                        tuple("b", Alerts.minute(11), Episode.NEVER, Alerts.minute(11), "page"),
                        tuple("a", Alerts.minute(50), Episode.NEVER, Episode.NEVER, "info"));
        assertThat(episodes.get(0).changes()).isEqualTo(3);
        assertThat(episodes.get(0).labels()).isEqualTo(Map.of("queue", "a"));
    }

    @Test
    void ofWhatTheHistoryCutsOffItsLengthIsThatFarAsIsKnown() {
        Episode open = Alerts.episodes(Alerts.change("wait", "a", 0, "firing", "warning", 10))
                .get(0);

        assertThat(open.length(Alerts.minute(25))).isEqualTo(15 * 60_000);
    }

    @Test
    void aMilderEndDoesNotTakeThePageBack() {
        Episode episode = Alerts.episodes(
                        Alerts.change("wait", "a", 0, "firing", "page", 1),
                        Alerts.change("wait", "a", 0, "severity_changed", "warning", 2),
                        Alerts.change("wait", "a", 0, "resolved", "warning", 3))
                .get(0);

        assertThat(episode.isPage()).isTrue();
        assertThat(episode.severity()).isEqualTo("page");
    }
}
