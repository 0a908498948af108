package io.bellwether.gateway.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.gateway.pull.PullException.Then;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * WeCom's API of customer service: {@code gettoken} and {@code kf/sync_msg}. An access token is used until shortly before it runs
 * out, or until WeCom does not take it any more. For one thread.
 */
final class WeComApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration TOTAL = Duration.ofSeconds(20);
    private static final int MOST_MESSAGES = 500;
    /** Clocks differ, and a call takes its time. */
    private static final long EARLY_SECONDS = 300;

    /** Of an access token that is wrong, or has run out. */
    private static final Set<Integer> NO_ACCESS = Set.of(40001, 40014, 42001);
    /** Of the word that a callback gave for the call. */
    private static final int NO_TOKEN = 95007;
    /** Busy, and too many calls: of a minute, of the day, at a time. */
    private static final Set<Integer> LATER = Set.of(-1, 45009, 45011, 45033);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String url;
    private final String company;
    private final String secret;
    private String access = "";
    private long accessUntilNanos;

    /** @param company its id */
    WeComApi(String url, String company, String secret) {
        this.url = url;
        this.company = company;
        this.secret = secret;
    }

    /**
     * Some messages and events.
     *
     * @param body the answer as it came
     * @param next up to where it goes; empty where it does not say
     * @param more whether there are more
     */
    record Page(byte[] body, String next, boolean more) {}

    /**
     * What an account has behind a cursor.
     *
     * @param cursor empty for the oldest that WeCom still has
     * @param token of the callback; empty for none: such calls are few a minute
     */
    Page sync(String account, String cursor, String token) throws PullException, InterruptedException {
        ObjectNode asked = JSON.createObjectNode().put("limit", MOST_MESSAGES).put("open_kfid", account);
        if (!cursor.isEmpty()) {
            asked.put("cursor", cursor);
        }
        if (!token.isEmpty()) {
            asked.put("token", token);
        }
        URI uri = URI.create(url + "/cgi-bin/kf/sync_msg?access_token=" + encoded(access()));
        byte[] body = send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(asked.toString().getBytes(StandardCharsets.UTF_8))));
        JsonNode answer = answer(body);
        return new Page(
                body,
                answer.path("next_cursor").asText(""),
                answer.path("has_more").asInt() == 1);
    }

    private String access() throws PullException, InterruptedException {
        if (access.isEmpty() || System.nanoTime() - accessUntilNanos >= 0) {
            URI uri =
                    URI.create(url + "/cgi-bin/gettoken?corpid=" + encoded(company) + "&corpsecret=" + encoded(secret));
            long asked = System.nanoTime();
            JsonNode answer = answer(send(HttpRequest.newBuilder(uri).GET()));
            access = answer.path("access_token").asText("");
            if (access.isEmpty()) {
                throw new PullException("no_access_token", Then.AGAIN);
            }
            long seconds = Math.max(1, answer.path("expires_in").asLong() - EARLY_SECONDS);
            accessUntilNanos = asked + TimeUnit.SECONDS.toNanos(seconds);
        }
        return access;
    }

    /** A failure's text may hold the URL, and that the secret: it goes nowhere. */
    private byte[] send(HttpRequest.Builder request) throws PullException, InterruptedException {
        // the client's own time ends with the headers: a body that stops half way would be waited for without end
        CompletableFuture<HttpResponse<byte[]>> asked =
                client.sendAsync(request.timeout(TOTAL).build(), HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> reply;
        try {
            reply = asked.get(TOTAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new PullException("timeout", Then.AGAIN);
        } catch (ExecutionException e) {
            String word = e.getCause() instanceof IOException failure
                    ? HttpOutcomes.of(failure).word()
                    : "failed";
            throw new PullException(word, Then.AGAIN);
        }
        long after = reply.headers()
                .firstValue("retry-after")
                .map(value -> RetryAfter.parse(value, System.currentTimeMillis()))
                .orElse(HttpOutcome.NO_DELAY_NAMED);
        HttpOutcome outcome = HttpOutcomes.of(reply.statusCode(), after);
        if (outcome instanceof HttpOutcome.Ok) {
            return reply.body();
        }
        throw new PullException(outcome.word(), outcome instanceof HttpOutcome.Retry ? Then.AGAIN : Then.MEND, after);
    }

    /** WeCom hides failures in the body of a success. */
    private JsonNode answer(byte[] body) throws PullException {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException e) {
            throw new PullException("unreadable", Then.AGAIN);
        }
        int code = answer.path("errcode").asInt();
        if (code == 0 && answer.isObject()) {
            return answer;
        }
        String reason = "errcode_" + code;
        if (NO_ACCESS.contains(code)) {
            boolean had = !access.isEmpty();
            access = "";
            throw new PullException(reason, had ? Then.AGAIN : Then.MEND);
        }
        if (code == NO_TOKEN) {
            throw new PullException(reason, Then.WITHOUT_TOKEN);
        }
        throw new PullException(reason, LATER.contains(code) || code == 0 ? Then.AGAIN : Then.MEND);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
