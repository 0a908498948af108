package io.bellwether.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowingTest {

    @Test
    void whatCannotBeToldApartByADimensionIsInNoBreakdownByIt() {
        Windowing windowing = Windowings.of(
                10_000,
                1_800_000,
                600_000,
                10_000,
                List.of("queue", "channel"),
                List.of(List.of(), List.of("queue"), List.of("queue", "channel"), List.of("channel")));
        Series staff = new Series(Measurement.QUEUE, List.of("billing", Series.ABSENT), List.of());
        assertThat(windowing.keys(staff)).extracting(CellKey::dimensions).containsExactly(List.of(), List.of("queue"));
    }

    private static final Windowing WINDOWING = Windowings.of(
            10_000,
            1_800_000,
            600_000,
            60_000,
            List.of("queue", "channel", "priority"),
            List.of(List.of(), List.of("queue"), List.of("priority", "queue"), List.of("queue")));

    @Test
    void windowsBeginAtMultiplesOfTheirLengthBeforeTheEpochToo() {
        assertThat(WINDOWING.start(Measurement.QUEUE, 19_999)).isEqualTo(10_000);
        assertThat(WINDOWING.start(Measurement.QUEUE, 20_000)).isEqualTo(20_000);
        assertThat(WINDOWING.start(Measurement.QUEUE, -1)).isEqualTo(-10_000);
        assertThat(WINDOWING.start(Measurement.QUEUE_INTERVAL, 1_799_999)).isZero();
        assertThat(WINDOWING.refresh(Measurement.QUEUE_INTERVAL)).isEqualTo(1_800_000);
    }

    @Test
    void aSeriesGoesIntoEveryRollupOnceInTheOrderOfItsDimensions() {
        Series series = new Series(Measurement.SLA, List.of("billing", "chat", "high"), List.of("first_reply"));
        assertThat(WINDOWING.keys(series))
                .containsExactly(
                        new CellKey(Measurement.SLA, List.of(), List.of(), List.of("first_reply")),
                        new CellKey(Measurement.SLA, List.of("queue"), List.of("billing"), List.of("first_reply")),
                        new CellKey(
                                Measurement.SLA,
                                List.of("priority", "queue"),
                                List.of("high", "billing"),
                                List.of("first_reply")));
    }

    @Test
    void agentsAreRolledUpByAgentAndThePipelineNotAtAll() {
        assertThat(WINDOWING.keys(new Series(Measurement.AGENTS, List.of("a1", Series.ABSENT), List.of())))
                .extracting(CellKey::rollup)
                .containsExactly("all", "agent");
        assertThat(WINDOWING.keys(new Series(Measurement.PIPELINE, List.of(), List.of("none", "none"))))
                .extracting(CellKey::rollup)
                .containsExactly("all");
    }

    /** Who serves several queues counts once in each, and once in all. */
    @Test
    void agentsOfAQueueAreNoMoreInAll() {
        assertThat(WINDOWING.keys(new Series(Measurement.AGENTS, List.of(Series.ABSENT, "billing"), List.of())))
                .containsExactly(new CellKey(Measurement.AGENTS, List.of("queue"), List.of("billing"), List.of()));
        assertThat(WINDOWING.keys(new Series(Measurement.AWAY, List.of(Series.ABSENT, "break"), List.of())))
                .containsExactly(new CellKey(Measurement.AWAY, List.of("reason"), List.of("break"), List.of()));
        assertThat(WINDOWING.keys(new Series(Measurement.AWAY, List.of("billing", "break"), List.of())))
                .containsExactly(new CellKey(
                        Measurement.AWAY, List.of("queue", "reason"), List.of("billing", "break"), List.of()));
    }

    /** Not even in what stands in state from before. */
    @Test
    void whereAgentIdsAreOffNothingIsByAgent() {
        Windowing unnamed = new Windowing(
                10_000,
                1_800_000,
                600_000,
                60_000,
                List.of("queue"),
                List.of(List.of()),
                Set.of(),
                false,
                false,
                300_000);
        assertThat(unnamed.keys(new Series(Measurement.AGENTS, List.of("a1", Series.ABSENT), List.of())))
                .extracting(CellKey::rollup)
                .containsExactly("all");
        assertThat(unnamed.keys(new Series(Measurement.COACHING, List.of("a1"), List.of())))
                .isEmpty();
        assertThat(unnamed.rollups(Measurement.AGENTS)).containsExactly(List.of(), List.of("queue"));
    }

    /** Where platforms are no longer counted, what stands in state has no rollup and is let go of. */
    @Test
    void platformsAreRolledUpByShopWhereTheyAreCounted() {
        Series series = new Series(Measurement.PLATFORM, List.of("aurora"), List.of("jd", "csat"));
        Windowing counting = new Windowing(
                10_000,
                1_800_000,
                600_000,
                60_000,
                List.of("queue"),
                List.of(List.of()),
                Set.of(),
                true,
                true,
                300_000);
        assertThat(counting.keys(series)).extracting(CellKey::rollup).containsExactly("all", "brand");
        assertThat(WINDOWING.keys(series)).isEmpty();
    }
}
