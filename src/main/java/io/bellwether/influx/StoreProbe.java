package io.bellwether.influx;

import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Asks a store whether it would take points for a bucket, by writing none: every version looks at token, organisation and
 * bucket first, and needs no right beyond that to write.
 */
public final class StoreProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private StoreProbe() {}

    /** What it said. */
    public enum Kind {
        /** Points would be taken. */
        TAKES,
        /** Points would be refused, and that does not end by itself. */
        REFUSES,
        /** It cannot be asked now: it is not there, or something else answers in its place, as a proxy that wants a login. */
        AWAY
    }

    /** @param message what was found and what to do; never the token */
    public record Answer(Kind kind, String message) {}

    /** Writes no point into a bucket. */
    public static Answer ask(InfluxSettings settings, String bucket) {
        HttpUrl url = HttpUrl.get(settings.url())
                .newBuilder()
                .addPathSegments("api/v2/write")
                .addQueryParameter("org", settings.org())
                .addQueryParameter("bucket", bucket)
                .addQueryParameter("precision", "ms")
                .build();
        Request.Builder request = new Request.Builder().url(url).post(RequestBody.create(new byte[0]));
        if (!settings.token().isEmpty()) {
            request.header("Authorization", "Token " + settings.token());
        }
        OkHttpClient client = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(PATIENCE)
                .build();
        try (Response response = client.newCall(request.build()).execute()) {
            return answer(response.code(), response.header("Content-Type", ""), bucket);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Answer(Kind.AWAY, "does not answer (" + reason + "): is it running, and is influx.url right?");
        } finally {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    /** What a status says, to an empty write. */
    static Answer answer(int status, String contentType, String bucket) {
        if (status == 401) {
            return new Answer(Kind.REFUSES, "does not know the token (status 401); look at influx.token");
        }
        if (status == 403) {
            return new Answer(
                    Kind.REFUSES,
                    "the token may not write to bucket " + bucket + " (status 403); grant it, or look at influx.token");
        }
        if (status == 404) {
            return new Answer(
                    Kind.REFUSES,
                    "has no bucket " + bucket + " in this organisation (status 404); create it, or correct influx.org"
                            + " and the bucket's name");
        }
        if (status >= 300 && status < 400) {
            return new Answer(
                    Kind.AWAY,
                    "sends elsewhere (status " + status
                            + "), as a login page does; name the store itself in influx.url if that stays so");
        }
        if (status < 300 && contentType.contains("html")) {
            return new Answer(
                    Kind.AWAY, "answers with a page, not as a store does; name the store itself in influx.url");
        }
        if (status == 429 || status >= 500) {
            return new Answer(Kind.AWAY, "cannot take points now (status " + status + ")");
        }
        return new Answer(Kind.TAKES, "takes points for bucket " + bucket);
    }
}
