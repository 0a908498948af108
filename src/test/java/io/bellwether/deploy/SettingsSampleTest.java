package io.bellwether.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.gateway.GatewaySettings;
import io.bellwether.influx.InfluxSettings;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSampleTest {

    @Test
    void holdsEveryKey() throws IOException {
        JsonNode sample = Deployment.yaml("bellwether.yaml");
        assertThat(sample.fieldNames())
                .toIterable()
                .containsExactly(
                        "kafka",
                        "influx",
                        "alert_rules",
                        "dimensions",
                        "rollups",
                        "window",
                        "interval",
                        "disorder",
                        "lateness",
                        "redelivery",
                        "max_future",
                        "level_refresh",
                        "handle_time",
                        "max_values_per_dimension",
                        "max_agents",
                        "agent_ids",
                        "agent_ids_secret",
                        "service_level",
                        "escalation",
                        "resolution",
                        "bots",
                        "doubtful_ratings",
                        "self_service",
                        "after_service",
                        "forget",
                        "staff",
                        "planning",
                        "platforms",
                        "console",
                        "checkpoint",
                        "gateway",
                        "parallelism",
                        "sentiment_model",
                        "topics",
                        "sentiment_onnx");
        assertThat(keys(sample, "kafka"))
                .containsExactly("bootstrap_servers", "group", "topics", "heartbeat", "start", "properties");
        assertThat(keys(sample.get("kafka"), "topics"))
                .containsExactly(
                        "tickets",
                        "chats",
                        "agents",
                        "rejected",
                        "failed_deliveries",
                        "control",
                        "alerts",
                        "clocks",
                        "contacts",
                        "presence");
        assertThat(keys(sample, "influx"))
                .containsExactly(
                        "url",
                        "org",
                        "bucket",
                        "trend_bucket",
                        "token",
                        "agent_bucket",
                        "batch_size",
                        "max_buffered",
                        "max_overflow_mb",
                        "flush_interval",
                        "connect_timeout",
                        "request_timeout",
                        "min_retry_delay",
                        "max_retry_delay");
        assertThat(keys(sample, "service_level")).containsExactly("formula", "threshold", "short_abandon", "queues");
        assertThat(keys(sample, "escalation")).containsExactly("dimension", "order");
        assertThat(keys(sample, "forget")).containsExactly("closed_after", "solved_after", "silent_after");
        assertThat(keys(sample, "staff")).containsExactly("lost_after", "coaching", "wrap_up");
        assertThat(keys(sample, "planning"))
                .containsExactly("target", "occupancy", "concurrency", "file", "ahead", "zone", "queues");
        assertThat(keys(sample, "console"))
                .containsExactly("host", "port", "behind_proxy", "keystore", "keystore_password", "users");
        assertThat(keys(sample, "checkpoint")).containsExactly("interval", "directory");
        assertThat(keys(sample, "gateway"))
                .containsExactly(
                        "host",
                        "port",
                        "public_url",
                        "keystore",
                        "keystore_password",
                        "max_body_kb",
                        "max_in_flight",
                        "answer_within",
                        "state_topic",
                        "keep_shapes",
                        "sources");
    }

    /** Every value that the sample shows is what holds without it; a key that the parser does not know is an error. */
    @Test
    void showsTheDefaults(@TempDir Path directory) throws Exception {
        Path sample = directory.resolve("bellwether.yaml");
        Files.writeString(
                sample, Deployment.text("bellwether.yaml").replace("${INFLUX_TOKEN}", "${INFLUX_TOKEN:-of a test}"));
        Settings loaded = Settings.load(sample);
        assertThat(loaded)
                .usingRecursiveComparison()
                .ignoringFields("influx", "planning")
                .isEqualTo(Settings.defaults());
        assertThat(Settings.known(sample).gateway()).isEqualTo(GatewaySettings.DEFAULT);
        assertThat(loaded.planning()).isEqualTo(Settings.defaults().planning());
        assertThat(loaded.influx())
                .isEqualTo(InfluxSettings.of("http://localhost:8086", "bellwether", "bellwether", "of a test")
                        .withTrendBucket("bellwether_trends"));
    }

    /** The token has no default: a job that forgot it must say so, not write without. */
    @Test
    void tokenComesFromTheEnvironmentAlone() throws IOException {
        assertThat(Deployment.yaml("bellwether.yaml").get("influx").get("token").asText())
                .isEqualTo("${INFLUX_TOKEN}");
    }

    private static List<String> keys(JsonNode parent, String child) {
        List<String> keys = new ArrayList<>();
        parent.get(child).fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
