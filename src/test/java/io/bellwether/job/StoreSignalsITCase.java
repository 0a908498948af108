package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.http.MisbehavingServer;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.metric.Signal;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store that goes and comes back while a job watches it. */
class StoreSignalsITCase {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = TestCluster.of(1);

    @Test
    void aStoreThatGoesAndComesBackIsToldOf() throws Exception {
        try (MisbehavingServer store = new MisbehavingServer()) {
            for (int look = 0; look < StoreWatchFunction.LOOKS; look++) {
                store.then(MisbehavingServer.status(503, ""));
            }
            for (int look = 0; look < StoreWatchFunction.LOOKS; look++) {
                store.then(MisbehavingServer.status(401, ""));
            }
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            InfluxSettings influx = InfluxSettings.of(store.uri("/").toString(), "o", "live", "geheim");
            try (CloseableIterator<Signal> signals =
                    StoreSignals.watching(environment, influx, 50).executeAndCollect("store")) {
                assertThat(signals.next()).satisfies(away -> {
                    assertThat(away.kind()).isEqualTo(Signal.Kind.STORE_AWAY);
                    assertThat(away.level()).isEqualTo(1);
                });
                assertThat(signals.next()).satisfies(refused -> {
                    assertThat(refused.level()).isEqualTo(2);
                    assertThat(refused.detail().get("problem"))
                            .contains("does not know the token")
                            .doesNotContain("geheim");
                });
                assertThat(signals.next().kind()).isEqualTo(Signal.Kind.STORE_BACK);
            }
        }
    }
}
