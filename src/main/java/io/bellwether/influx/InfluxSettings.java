package io.bellwether.influx;

import io.bellwether.http.Backoff;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * Where points go and how. Anything that cannot work is refused here, with the name of the setting.
 *
 * @param url base address, for example {@code http://localhost:8086}
 * @param org organisation; any text for InfluxDB 1.8
 * @param bucket live panes and intervals; {@code database/retention} for InfluxDB 1.8
 * @param token API token; {@code user:password} for InfluxDB 1.8, empty where the store wants none; never printed
 * @param trendBucket hourly trends with long retention; empty to write none. Must not be the store's only name space:
 *     a trend point has the identity of the pane at its hour
 * @param agentBucket what is told of single agents for coaching, with short retention; empty: with the rest in the bucket
 * @param batchSize points in one request
 * @param maxBuffered points that may wait in the memory of one writer; part of each checkpoint
 * @param maxOverflowBytes of the files in which the others wait; where these are used up the oldest are given up. 0 for no
 *     files: then the job waits, too
 * @param flushInterval a point waits at most so long for its batch to fill
 * @param connectTimeout for the connection
 * @param requestTimeout for a whole request, connection included
 * @param minRetryDelay wait after the first failure of a request; doubles with each further one
 * @param maxRetryDelay the most that it grows to; also the most that a Retry-After of the store is believed
 */
public record InfluxSettings(
        String url,
        String org,
        String bucket,
        String token,
        String trendBucket,
        String agentBucket,
        int batchSize,
        int maxBuffered,
        long maxOverflowBytes,
        Duration flushInterval,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration minRetryDelay,
        Duration maxRetryDelay)
        implements Serializable {

    /** The setting of the bucket of panes. */
    public static final String LIVE = "influx.bucket";

    /** That of single agents. */
    public static final String AGENTS = "influx.agent_bucket";

    /** That of trends. */
    public static final String TRENDS = "influx.trend_bucket";

    public static final int DEFAULT_BATCH_SIZE = 5_000;
    public static final int DEFAULT_MAX_BUFFERED = 50_000;
    public static final long DEFAULT_MAX_OVERFLOW_BYTES = 4L << 30;
    public static final Duration DEFAULT_FLUSH_INTERVAL = Duration.ofMillis(500);
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(15);
    public static final Duration DEFAULT_MIN_RETRY_DELAY = Duration.ofMillis(500);
    public static final Duration DEFAULT_MAX_RETRY_DELAY = Duration.ofSeconds(30);

    public InfluxSettings {
        checkUrl(url);
        check(!Objects.requireNonNullElse(org, "").isBlank(), "org", "must be given");
        check(!Objects.requireNonNullElse(bucket, "").isBlank(), "bucket", "must be given");
        token = Objects.requireNonNullElse(token, "");
        trendBucket = Objects.requireNonNullElse(trendBucket, "");
        check(!trendBucket.equals(bucket), "trend_bucket", "must differ from bucket: their points would mix");
        agentBucket = Objects.requireNonNullElse(agentBucket, "");
        check(
                agentBucket.isEmpty() || !agentBucket.equals(trendBucket),
                "agent_bucket",
                "must differ from trend_bucket: single agents are not to be told of for years");
        check(
                agentBucket.isEmpty() || !agentBucket.equals(bucket),
                "agent_bucket",
                "must differ from bucket: leave it out where single agents may be told of there for as long");
        check(batchSize >= 1 && batchSize <= 100_000, "batch_size", "must be 1 to 100000, not " + batchSize);
        check(maxBuffered >= batchSize, "max_buffered", "must be at least batch_size, not " + maxBuffered);
        check(
                maxOverflowBytes >= 0,
                "max_overflow_mb",
                "must be 0, for no files, or more, not " + (maxOverflowBytes >> 20));
        checkBetween(flushInterval, "flush_interval", Duration.ofMillis(1), Duration.ofMinutes(1));
        checkBetween(connectTimeout, "connect_timeout", Duration.ofMillis(1), Duration.ofMinutes(1));
        checkBetween(requestTimeout, "request_timeout", Duration.ofMillis(1), Duration.ofMinutes(5));
        checkBetween(minRetryDelay, "min_retry_delay", Duration.ofMillis(1), Duration.ofMinutes(5));
        checkBetween(maxRetryDelay, "max_retry_delay", minRetryDelay, Duration.ofHours(1));
    }

    /** With everything at its default; trends are not written. */
    public static InfluxSettings of(String url, String org, String bucket, String token) {
        return new InfluxSettings(
                url,
                org,
                bucket,
                token,
                "",
                "",
                DEFAULT_BATCH_SIZE,
                DEFAULT_MAX_BUFFERED,
                DEFAULT_MAX_OVERFLOW_BYTES,
                DEFAULT_FLUSH_INTERVAL,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_REQUEST_TIMEOUT,
                DEFAULT_MIN_RETRY_DELAY,
                DEFAULT_MAX_RETRY_DELAY);
    }

    /** The same with hourly trends in a bucket of their own; empty to write none. */
    public InfluxSettings withTrendBucket(String trends) {
        return new InfluxSettings(
                url,
                org,
                bucket,
                token,
                trends,
                agentBucket,
                batchSize,
                maxBuffered,
                maxOverflowBytes,
                flushInterval,
                connectTimeout,
                requestTimeout,
                minRetryDelay,
                maxRetryDelay);
    }

    /** The buckets that are written, by their settings such as {@code influx.bucket}: the live one first, that of trends last. */
    public Map<String, String> buckets() {
        Map<String, String> buckets = new LinkedHashMap<>();
        buckets.put(LIVE, bucket);
        if (hasAgentBucket()) {
            buckets.put(AGENTS, agentBucket);
        }
        if (hasTrends()) {
            buckets.put(TRENDS, trendBucket);
        }
        return buckets;
    }

    public boolean hasTrends() {
        return !trendBucket.isEmpty();
    }

    /** Whether what is told of single agents has a bucket of its own. */
    public boolean hasAgentBucket() {
        return !agentBucket.isEmpty();
    }

    /** The waits between tries of one request. */
    Backoff backoff() {
        return new Backoff(minRetryDelay.toMillis(), maxRetryDelay.toMillis(), maxRetryDelay.toMillis());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "InfluxSettings[url=" + url + ", org=" + org + ", bucket=" + bucket + ", token="
                + (token.isEmpty() ? "none" : "***") + ", trendBucket=" + trendBucket + ", agentBucket="
                + agentBucket + ", batchSize=" + batchSize
                + ", maxBuffered=" + maxBuffered + ", maxOverflowBytes=" + maxOverflowBytes + ", flushInterval="
                + flushInterval + ", connectTimeout="
                + connectTimeout + ", requestTimeout=" + requestTimeout + ", minRetryDelay=" + minRetryDelay
                + ", maxRetryDelay=" + maxRetryDelay + "]";
    }

    private static void checkUrl(String url) {
        HttpUrl address = url == null ? null : HttpUrl.parse(url);
        check(address != null, "url", "must be http://host[:port] or https://host[:port]");
        check(
                address.username().isEmpty() && address.password().isEmpty(),
                "url",
                "must not carry a name or password: use token");
        check(
                address.query() == null && address.fragment() == null,
                "url",
                "must end before ? and #: org, bucket and token are settings of their own");
    }

    private static void checkBetween(Duration value, String name, Duration least, Duration most) {
        check(
                value != null && value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                name,
                "must be " + least + " to " + most + ", not " + value);
    }

    private static void check(boolean right, String name, String problem) {
        if (!right) {
            throw new IllegalArgumentException("influx." + name + " " + problem);
        }
    }
}
