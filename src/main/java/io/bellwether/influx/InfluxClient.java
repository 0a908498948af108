package io.bellwether.influx;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import io.bellwether.http.Redact;
import io.bellwether.http.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** The v2 write API through InfluxDB's own client, with gzip, for one bucket. */
final class InfluxClient implements WriteApi {

    private final Dispatcher dispatcher = new Dispatcher();
    private final InfluxDBClient client;
    private final WriteApiBlocking api;
    private final String bucket;
    private final String org;
    private final List<String> secrets;
    /** Requests are made one at a time, each by the thread that waits for its answer. */
    private final Witness witness = new Witness();

    /**
     * Follows no redirect: what answers at the other end of one is a login page, or not the store of the settings.
     *
     * @param interceptors see every request before it leaves
     */
    InfluxClient(InfluxSettings settings, String bucket, Interceptor... interceptors) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(witness)
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
        this.secrets = List.of(settings.token(), settings.token().strip());
    }

    @Override
    public WriteReply write(String lines) {
        try {
            api.writeRecord(bucket, org, WritePrecision.MS, lines);
            return WriteReply.of(witness.status, witness.type, "", Duration.ZERO, witness.describe());
        } catch (InfluxException e) {
            String reason =
                    e.status() == WriteOutcome.NO_STATUS ? Redact.failure(cause(e), secrets) : witness.describe();
            return WriteReply.of(e.status(), witness.type, e.getMessage(), retryAfter(e.headers()), reason);
        } catch (RuntimeException e) {
            // such as a token that no header can hold: nothing left this process
            return WriteReply.fault(Redact.failure(e, secrets));
        }
    }

    /** The client wraps what the network did, and repeats its text. */
    private static Throwable cause(InfluxException failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    /**
     * What the last answer was, which the client does not tell of a success. Every answer below 300 is one to it, also a
     * login page's.
     */
    private static final class Witness implements Interceptor {
        private int status;
        private String type = "";
        private String location = "";

        @Override
        public Response intercept(Chain chain) throws IOException {
            status = WriteOutcome.NO_STATUS;
            Response answer = chain.proceed(chain.request());
            status = answer.code();
            type = answer.header("Content-Type", "none");
            location = target(answer);
            return answer;
        }

        /** Where it points, which may be a path at the same host; empty where it points nowhere. */
        private static String target(Response answer) {
            String location = answer.header("Location", "");
            HttpUrl target = location.isEmpty() ? null : answer.request().url().resolve(location);
            return target == null ? "" : Redact.url(target.toString());
        }

        String describe() {
            if (status >= 300 && status < 400) {
                return "it redirects to " + (location.isEmpty() ? "nowhere" : location)
                        + ", which is not followed: a proxy that wants a login, or influx.url has changed";
            }
            return "content type " + Redact.text(type, List.of());
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
