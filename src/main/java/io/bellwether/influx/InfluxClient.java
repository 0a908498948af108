package io.bellwether.influx;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import io.bellwether.http.RetryAfter;
import java.time.Duration;
import java.util.Map;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/** The v2 write API through InfluxDB's own client, with gzip, for one bucket. */
final class InfluxClient implements WriteApi {

    private final Dispatcher dispatcher = new Dispatcher();
    private final InfluxDBClient client;
    private final WriteApiBlocking api;
    private final String bucket;
    private final String org;

    /** @param interceptors see every request before it leaves */
    InfluxClient(InfluxSettings settings, String bucket, Interceptor... interceptors) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.requestTimeout())
                .writeTimeout(settings.requestTimeout())
                .callTimeout(settings.requestTimeout());
        for (Interceptor interceptor : interceptors) {
            http.addInterceptor(interceptor);
        }
        InfluxDBClientOptions.Builder options = InfluxDBClientOptions.builder()
                .url(settings.url())
                .org(settings.org())
                .bucket(bucket)
                .okHttpClient(http);
        if (!settings.token().isEmpty()) {
            options.authenticateToken(settings.token().toCharArray());
        }
        this.client = InfluxDBClientFactory.create(options.build()).enableGzip();
        this.api = client.getWriteApiBlocking();
        this.bucket = bucket;
        this.org = settings.org();
    }

    @Override
    public WriteReply write(String lines) {
        try {
            api.writeRecord(bucket, org, WritePrecision.MS, lines);
            return WriteReply.of(204, "", Duration.ZERO);
        } catch (InfluxException e) {
            return WriteReply.of(e.status(), e.getMessage(), retryAfter(e.headers()));
        }
    }

    private static Duration retryAfter(Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase("Retry-After")) {
                long millis = RetryAfter.parse(header.getValue(), System.currentTimeMillis());
                return Duration.ofMillis(Math.max(0, millis));
            }
        }
        return Duration.ZERO;
    }

    @Override
    public void cancel() {
        dispatcher.cancelAll();
    }

    @Override
    public void close() {
        client.close();
        dispatcher.executorService().shutdownNow();
    }
}
