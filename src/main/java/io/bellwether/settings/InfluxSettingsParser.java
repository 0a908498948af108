package io.bellwether.settings;

import io.bellwether.influx.InfluxSettings;
import io.bellwether.yaml.YamlMap;
import java.time.Duration;

/** Reads {@code influx} of {@code bellwether.yaml}. */
final class InfluxSettingsParser {

    private InfluxSettingsParser() {}

    /** What the section says, with defaults for the rest; null where it cannot work, which is told. */
    static InfluxSettings parse(YamlMap map) {
        String url = map.textOr("url", "http://localhost:8086");
        String org = map.textOr("org", "bellwether");
        String bucket = map.textOr("bucket", "bellwether");
        String token = token(map);
        String trends = map.textOr("trend_bucket", "");
        String agents = map.textOr("agent_bucket", "");
        long batch = map.whole("batch_size", InfluxSettings.DEFAULT_BATCH_SIZE);
        long buffered = map.whole("max_buffered", InfluxSettings.DEFAULT_MAX_BUFFERED);
        long overflow = map.whole("max_overflow_mb", InfluxSettings.DEFAULT_MAX_OVERFLOW_BYTES >> 20);
        Duration flush = duration(map, "flush_interval", InfluxSettings.DEFAULT_FLUSH_INTERVAL);
        Duration connect = duration(map, "connect_timeout", InfluxSettings.DEFAULT_CONNECT_TIMEOUT);
        Duration request = duration(map, "request_timeout", InfluxSettings.DEFAULT_REQUEST_TIMEOUT);
        Duration least = duration(map, "min_retry_delay", InfluxSettings.DEFAULT_MIN_RETRY_DELAY);
        Duration most = duration(map, "max_retry_delay", InfluxSettings.DEFAULT_MAX_RETRY_DELAY);
        map.done();
        try {
            return new InfluxSettings(
                    url,
                    org,
                    bucket,
                    token,
                    trends,
                    agents,
                    (int) Math.min(Integer.MAX_VALUE, batch),
                    (int) Math.min(Integer.MAX_VALUE, buffered),
                    Math.min(Long.MAX_VALUE >> 20, overflow) << 20,
                    flush,
                    connect,
                    request,
                    least,
                    most);
        } catch (IllegalArgumentException e) {
            // "influx.url must be …": the key, then what is wrong with it
            String[] words = e.getMessage().split(" ", 2);
            map.error(words[0].substring(words[0].indexOf('.') + 1), words[1]);
            return null;
        }
    }

    private static Duration duration(YamlMap map, String key, Duration fallback) {
        return Duration.ofMillis(map.duration(key, fallback.toMillis()));
    }

    /** The token, which is sent in an HTTP header. No complaint quotes it. */
    private static String token(YamlMap map) {
        String token = map.textOr("token", "");
        if (token.chars().anyMatch(c -> c < ' ' || c > '~')) {
            map.error(
                    "token",
                    "has a character that no HTTP header can hold: only ASCII without control characters; blanks and"
                            + " line breaks around it do no harm");
        }
        return token;
    }
}
