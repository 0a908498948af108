package io.bellwether.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfluxSettingsTest {

    private static final String URL = "http://localhost:8086";

    @Test
    void defaultsAreThese() {
        assertThat(InfluxSettings.of(URL, "org", "live", "t"))
                .isEqualTo(new InfluxSettings(
                        URL,
                        "org",
                        "live",
                        "t",
                        "",
                        "",
                        5_000,
                        50_000,
                        4L << 30,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30)));
    }

    @Test
    void neverPrintsTheToken() {
        assertThat(InfluxSettings.of(URL, "org", "live", "s3cret").toString())
                .doesNotContain("s3cret")
                .contains("token=***", "bucket=live");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8086",
                "ftp://localhost",
                "http://user:s3cret@localhost",
                "http://",
                "http://host:8086?token=s3cret",
                "http://host/#s3cret"
            })
    void refusesAnAddressWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> InfluxSettings.of(url, "org", "live", "t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("influx.url")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> InfluxSettings.of(URL, " ", "live", "t")).hasMessageContaining("influx.org");
        assertThatThrownBy(() -> InfluxSettings.of(URL, "org", null, "t")).hasMessageContaining("influx.bucket");
        assertThatThrownBy(() -> sized("live", 10, 100)).hasMessageContaining("influx.trend_bucket");
        assertThatThrownBy(() -> sized("trends", 0, 100)).hasMessageContaining("influx.batch_size");
        assertThatThrownBy(() -> sized("trends", 10, 9)).hasMessageContaining("influx.max_buffered");
        assertThatThrownBy(() -> InfluxSink.trends(InfluxSettings.of(URL, "org", "live", "t")))
                .hasMessageContaining("influx.trend_bucket");
    }

    @Test
    void theSinkTravelsToTheCluster() throws Exception {
        InfluxSink sink = InfluxSink.trends(sized("trends", 10, 100));
        byte[] bytes = InstantiationUtil.serializeObject(sink);
        Object copy = InstantiationUtil.deserializeObject(bytes, getClass().getClassLoader());
        assertThat(copy).usingRecursiveComparison().isEqualTo(sink);
    }

    private static InfluxSettings sized(String trendBucket, int batchSize, int maxBuffered) {
        Duration second = Duration.ofSeconds(1);
        return new InfluxSettings(
                URL,
                "org",
                "live",
                "t",
                trendBucket,
                "",
                batchSize,
                maxBuffered,
                0,
                second,
                second,
                second,
                second,
                second);
    }
}
