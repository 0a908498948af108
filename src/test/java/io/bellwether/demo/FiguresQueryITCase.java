package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.domain.WritePrecision;
import io.bellwether.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class FiguresQueryITCase {

    private static final long BEGAN = 1_700_000_000_000L;
    private static final long PANE = 10_000;

    @TempDir
    private Path dir;

    /** Rates are of the windows that there are: who has just begun is not slow. */
    @Test
    void aRateIsOfWholeWindowsFromTheBeginningOn() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(dir, 0, List.of("queue"))) {
            FiguresQuery query = new FiguresQuery(store);
            assertThat(query.read(BEGAN).eventsPerSecond()).isNull();
            pane(store, 0, 40, 4.3);
            assertThat(query.read(BEGAN + 2 * PANE).eventsPerSecond()).isNull();
            pane(store, 1, 450, 0.5);
            pane(store, 2, 470, 0.1);
            assertThat(query.read(BEGAN + 3 * PANE).eventsPerSecond()).isEqualTo(45);
            Figures figures = query.read(BEGAN + 4 * PANE);
            assertThat(figures.eventsPerSecond()).isEqualTo(46);
            assertThat(figures.pointsPerSecond()).isEqualTo(0.1);
            assertThat(figures.lagSeconds()).isEqualTo(0.1);
            assertThat(figures.events()).isEqualTo(960);
        }
    }

    private static void pane(EmbeddedStore store, int number, int events, double lag) throws Exception {
        String line =
                "pipeline,rollup=all events=%di,watermark_lag_s=%s %d".formatted(events, lag, BEGAN + number * PANE);
        try (InfluxDBClient client =
                InfluxDBClientFactory.create(store.url(), "token".toCharArray(), "org", "bucket")) {
            client.getWriteApiBlocking().writeRecord(WritePrecision.MS, line);
        }
        store.awaitApplied();
    }
}
