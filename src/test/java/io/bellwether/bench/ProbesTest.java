package io.bellwether.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProbesTest {

    private static final long PANE = 10_000;

    @Test
    void eachProbeIsFollowedToItsPointAndItsMessages() {
        Probes probes = new Probes(PANE, 21);
        assertThat(probes.at(1, 1_003_000)).hasSize(4);
        probes.at(22, 1_011_000);
        probes.point("cases,queue=probe-1,rollup=queue closed=0i,created=1i,open=1i 1000000", 1_012_500);
        probes.point("cases,queue=probe-1,rollup=queue created=1i 1000000", 1_019_000);
        probes.point("cases,queue=probe-1,rollup=queue created=0i,open=1i 1010000", 1_022_000);
        probes.point("cases,channel=web,queue=probe-1,rollup=channel+queue created=1i 1000000", 1);
        probes.message(
                "{\"data\":{\"alerts\":[{\"uid\":\"probe-angry\",\"subject\":\"probe-1\",\"transition\":\"firing\"}]}}",
                1_005_100);
        probes.message(
                "{\"data\":{\"uid\":\"probe-breached\",\"subject\":\"probe-1\",\"transition\":\"firing\"}}", 1_008_400);
        assertThat(probes.toWebhook()).isEqualTo(new Latency("event to webhook", 2, 1, 2_100, 2_100, 2_100));
        assertThat(probes.fromDeadline()).isEqualTo(new Latency("deadline to webhook", 2, 1, 2_400, 2_400, 2_400));
        assertThat(probes.toPoint()).isEqualTo(new Latency("event to point in store", 2, 1, 9_500, 9_500, 9_500));
        assertThat(probes.fromPane())
                .isEqualTo(new Latency("end of its pane to point in store", 2, 1, 2_500, 2_500, 2_500));
        assertThat(probes.allCame()).isFalse();
    }

    @Test
    void quantilesAreValuesThatCame() {
        assertThat(Latency.of("x", List.of(5L, 1L, 3L, 2L, 4L), 6)).isEqualTo(new Latency("x", 6, 5, 3, 5, 5));
        assertThat(Latency.of("x", List.of(), 3)).isEqualTo(new Latency("x", 3, 0, -1, -1, -1));
    }
}
