package io.bellwether.influx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.http.Redact;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The parts of a store's own interface that set it up, look into it and probe it; InfluxDB's client for Java has them only for 2.x. Follows no redirect. What goes wrong is told without the token.
 */
final class StoreAdmin implements AutoCloseable {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final InfluxSettings settings;
    private final OkHttpClient client;

    /** @param patience with which an answer is waited for */
    StoreAdmin(InfluxSettings settings, Duration patience) {
        this(settings, new OkHttpClient.Builder().callTimeout(patience));
    }

    private StoreAdmin(InfluxSettings settings, OkHttpClient.Builder client) {
        this.settings = settings;
        this.client = client.followRedirects(false).followSslRedirects(false).build();
    }

    /** For answers that take as long as they are large: a store that says nothing for so long is given up. */
    static StoreAdmin reading(InfluxSettings settings) {
        return new StoreAdmin(
                settings,
                new OkHttpClient.Builder()
                        .connectTimeout(settings.connectTimeout())
                        .readTimeout(SILENCE));
    }

    /**
     * What a store answered.
     *
     * @param text body as it came
     * @param type of its content; empty where there is none
     * @param version header {@code X-Influxdb-Version}; empty where there is none
     * @param date when it was, by the store's clock, in whole seconds; null where it does not say
     */
    record Reply(int status, String text, String type, String version, Instant date) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        /** The body; a missing node where it is no JSON. */
        JsonNode json() {
            try {
                JsonNode read = MAPPER.readTree(text);
                return read == null ? MAPPER.missingNode() : read;
            } catch (IOException e) {
                return MAPPER.missingNode();
            }
        }

        /** What the store says of a failure, in a few words. */
        String reason() {
            JsonNode json = json();
            String said = json.path("message").asText(json.path("error").asText(""));
            return "status " + status
                    + (said.isEmpty() ? "" : ", " + said.lines().findFirst().orElse(""));
        }
    }

    /** Takes the body of an answer while it comes. */
    interface Body {
        void take(InputStream body) throws IOException, StoreException;
    }

    Reply ping() throws StoreException {
        return send(new Request.Builder().url(at("ping").build()).get());
    }

    /** Writes no point into a bucket. */
    Reply writeNothing(String bucket) throws StoreException {
        HttpUrl url = with(at("api/v2/write"), "org", settings.org(), "bucket", bucket, "precision", "ms");
        return send(new Request.Builder().url(url).post(RequestBody.create(new byte[0])));
    }

    /** @param query names and values by turns */
    Reply get(String path, String... query) throws StoreException {
        return send(new Request.Builder().url(with(at(path), query)).get());
    }

    Reply post(String path, JsonNode body) throws StoreException {
        return send(new Request.Builder().url(at(path).build()).post(RequestBody.create(body.toString(), JSON)));
    }

    Reply patch(String path, JsonNode body) throws StoreException {
        return send(new Request.Builder().url(at(path).build()).patch(RequestBody.create(body.toString(), JSON)));
    }

    /** A statement of InfluxQL; a failure of the statement is one of the reply. */
    Reply influxQl(String database, String statement) throws StoreException {
        HttpUrl.Builder url = at("query").addQueryParameter("q", statement).addQueryParameter("epoch", "ms");
        if (!database.isEmpty()) {
            url.addQueryParameter("db", database);
        }
        Reply reply = send(new Request.Builder().url(url.build()).post(RequestBody.create(new byte[0])));
        JsonNode error = reply.json().path("results").path(0).path("error");
        return error.isMissingNode()
                ? reply
                : new Reply(
                        400,
                        MAPPER.createObjectNode().put("error", error.asText()).toString(),
                        reply.type(),
                        reply.version(),
                        reply.date());
    }

    /** A query of Flux; what comes back is CSV. */
    Reply flux(String query) throws StoreException {
        return send(new Request.Builder()
                .url(with(at("api/v2/query"), "org", settings.org()))
                .header("Accept", "application/csv")
                .post(RequestBody.create(query, MediaType.get("application/vnd.flux"))));
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A name or text in InfluxQL and Flux. */
    static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private HttpUrl.Builder at(String path) {
        return HttpUrl.get(settings.url()).newBuilder().addPathSegments(path);
    }

    private static HttpUrl with(HttpUrl.Builder url, String... query) {
        for (int i = 0; i < query.length; i += 2) {
            url.addQueryParameter(query[i], query[i + 1]);
        }
        return url.build();
    }

    /**
     * Asks for what may be long.
     *
     * @param refusal what to say where the answer is no success
     * @param query names and values by turns
     */
    void stream(String path, Function<Reply, String> refusal, Body body, String... query) throws StoreException {
        exchange(new Request.Builder().url(with(at(path), query)).get(), response -> {
            if (!response.isSuccessful() || response.body() == null) {
                throw new StoreException(refusal.apply(reply(response)));
            }
            body.take(response.body().byteStream());
            return null;
        });
    }

    private Reply send(Request.Builder request) throws StoreException {
        return exchange(request, StoreAdmin::reply);
    }

    private static Reply reply(Response response) throws IOException {
        Date date = response.headers().getDate("Date");
        return new Reply(
                response.code(),
                response.body() == null ? "" : response.body().string(),
                response.header("Content-Type", ""),
                response.header("X-Influxdb-Version", ""),
                date == null ? null : date.toInstant());
    }

    private interface Use<T> {
        T of(Response response) throws IOException, StoreException;
    }

    private <T> T exchange(Request.Builder request, Use<T> use) throws StoreException {
        try {
            if (!settings.token().isEmpty()) {
                request.header("Authorization", "Token " + settings.token());
            }
            try (Response response = client.newCall(request.build()).execute()) {
                return use.of(response);
            }
        } catch (IOException e) {
            throw new StoreException("does not answer (" + Redact.failure(e, List.of(settings.token()))
                    + "): is it running, and is influx.url right?");
        } catch (IllegalArgumentException e) {
            throw new StoreException("cannot be asked with this influx.token, which no header can hold");
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
