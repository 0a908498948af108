package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.file.Finding;
import io.bellwether.file.Finding.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real InfluxDB 1.x. */
class StoreSetupITCase {

    private static final long DAY = 86_400_000;

    @TempDir
    private static Path directory;

    private static InfluxProcess influx;

    @BeforeAll
    static void start() throws Exception {
        influx = InfluxProcess.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        if (influx != null) {
            influx.close();
        }
    }

    private static InfluxSettings settings(String bucket) {
        return InfluxSettings.of(influx.url(), "any", bucket, "").withTrendBucket(bucket.replace("/live", "/trends"));
    }

    private static List<Finding> setUp(InfluxSettings settings, Retention retention) {
        return StoreSetup.run(settings, retention, Map.of(), false);
    }

    @Test
    void doingItAgainChangesNothing() {
        InfluxSettings settings = settings("it's \"quoted\"/live");
        assertThat(StoreSetup.run(settings, Retention.UNSAID, Map.of(), true))
                .extracting(Finding::message)
                .anyMatch(message -> message.endsWith("/live would be made, keeps points for 90 days"));
        assertThat(ofBuckets(setUp(settings, Retention.UNSAID)))
                .extracting(Finding::status)
                .containsExactly(Status.CHANGED, Status.CHANGED);
        List<Finding> again = ofBuckets(setUp(settings, Retention.UNSAID));
        assertThat(again).extracting(Finding::status).containsOnly(Status.OK);
        assertThat(again)
                .extracting(Finding::message)
                .anyMatch(message -> message.endsWith("/trends is there, keeps points for ever"));
    }

    /** This version can be set up and not be written to, which is said, too. */
    @Test
    void aVersionThatCannotBeWrittenToIsToldOf() {
        assertThat(setUp(settings("old/live"), Retention.UNSAID)).anySatisfy(item -> {
            assertThat(item.status()).isEqualTo(Status.WARNING);
            assertThat(item.message()).endsWith("take 1.8 or later");
        });
    }

    private static List<Finding> ofBuckets(List<Finding> found) {
        return found.stream().filter(item -> !item.what().equals("influx.url")).toList();
    }

    @Test
    void onlyARetentionThatIsGivenIsChanged() {
        InfluxSettings settings = settings("kept/live");
        setUp(settings, new Retention(30 * DAY, -1, -1));
        assertThat(setUp(settings, new Retention(60 * DAY, -1, -1)))
                .extracting(Finding::message)
                .contains(
                        "kept/live kept points for 30 days, and now for 60 days",
                        "kept/trends is there, keeps points for ever");
        assertThat(setUp(settings, Retention.UNSAID))
                .extracting(Finding::message)
                .contains("kept/live is there, keeps points for 60 days");
    }

    @Test
    void theFirstPolicyOfADatabaseIsTaken() {
        InfluxSettings settings = InfluxSettings.of(influx.url(), "any", "plain", "");
        setUp(settings, new Retention(7 * DAY, -1, -1));
        assertThat(setUp(settings, Retention.UNSAID))
                .extracting(Finding::message)
                .contains("plain is there, keeps points for 7 days");
    }

    @Test
    void seriesAreCountedByMeasurement() throws Exception {
        InfluxSettings settings = settings("counted/live");
        setUp(settings, Retention.UNSAID);
        try (StoreAdmin admin = new StoreAdmin(settings, Duration.ofSeconds(15))) {
            String lines = "agents,agent=a n=1\nqueue,queue=vip n=1\nqueue,queue=presale n=1\n";
            HttpRequest write = HttpRequest.newBuilder(URI.create(influx.url() + "/write?db=counted&rp=live"))
                    .POST(HttpRequest.BodyPublishers.ofString(lines))
                    .build();
            int status = HttpClient.newHttpClient()
                    .send(write, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(204);
            StoreV1 kind = new StoreV1(admin);
            assertThat(kind.series("counted/live")).isEqualTo(3);
            assertThat(kind.seriesByMeasurement("counted/live")).isEqualTo(Map.of("agents", 1L, "queue", 2L));
        }
    }

    /** 1.6 has no address for the writes of version 2, which is the one thing that it fails here. */
    @Test
    void whatIsLookedAtIsSaid() {
        InfluxSettings settings = settings("seen/live");
        setUp(settings, Retention.UNSAID);
        List<Finding> found = StoreCheck.run(settings, 1_000, Instant.now().plusSeconds(60));
        assertThat(found).anySatisfy(item -> {
            assertThat(item.what()).isEqualTo("clock");
            assertThat(item.status()).isEqualTo(Status.WARNING);
        });
        assertThat(found).anySatisfy(item -> {
            assertThat(item.what()).isEqualTo("influx.bucket");
            assertThat(item.status()).isEqualTo(Status.ERROR);
        });
    }
}
