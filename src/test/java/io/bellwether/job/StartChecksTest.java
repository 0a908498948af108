package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bellwether.file.Finding;
import io.bellwether.http.MisbehavingServer;
import io.bellwether.influx.InfluxSettings;
import org.junit.jupiter.api.Test;

class StartChecksTest {

    @Test
    void everyBucketIsAskedFor() throws Exception {
        try (MisbehavingServer store = new MisbehavingServer()) {
            store.then(
                    MisbehavingServer.status(204, ""),
                    MisbehavingServer.status(404, ""),
                    MisbehavingServer.status(403, ""));
            InfluxSettings of = InfluxSettings.of(store.uri("/").toString(), "o", "live", "t");
            InfluxSettings settings = new InfluxSettings(
                    of.url(),
                    of.org(),
                    of.bucket(),
                    of.token(),
                    "trends",
                    "team",
                    of.batchSize(),
                    of.maxBuffered(),
                    of.maxOverflowBytes(),
                    of.flushInterval(),
                    of.connectTimeout(),
                    of.requestTimeout(),
                    of.minRetryDelay(),
                    of.maxRetryDelay());
            assertThat(StartChecks.store(settings))
                    .extracting(Finding::what, Finding::status)
                    .containsExactly(
                            tuple("influx.bucket", Finding.Status.OK),
                            tuple("influx.agent_bucket", Finding.Status.ERROR),
                            tuple("influx.trend_bucket", Finding.Status.ERROR));
        }
    }
}
