package io.bellwether.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends to configured URLs, and only there: no redirects, no proxy from the environment, https to public addresses unless
 * {@link Destination} allows more, three seconds to connect, fifteen in all, 64 KB of answer.
 *
 * <p>What the address check guarantees: before every attempt the host is resolved, <em>all</em> its addresses must pass, and
 * an attempt that fails the check sends no byte. What it does not: java.net.http resolves the name once more when it connects.
 * Both ask the JVM's resolver cache, which keeps a positive answer for 30 seconds unless {@code networkaddress.cache.ttl}
 * says otherwise, so the connection goes to what was checked, but for the instant in which a cache entry runs out. A name
 * server under attack could use that instant; an egress proxy closes it. URLs come from the operator's file and never from
 * an event.
 *
 * <p>Failures are told apart by {@link HttpOutcomes}; their texts are never passed on. Thread-safe. Futures complete on
 * threads of the client.
 */
public final class GuardedHttpClient implements AutoCloseable {

    /** So much of an answer is read. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    /** To establish a connection, TLS included. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** From the name lookup to the last byte of the answer. */
    public static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(15);

    private final ExecutorService executor;
    private final HttpClient client;
    private final Duration totalTimeout;

    /** A client with {@link #TOTAL_TIMEOUT}. */
    public GuardedHttpClient() {
        this(TOTAL_TIMEOUT);
    }

    /** A client with another total time-out. */
    public GuardedHttpClient(Duration totalTimeout) {
        this.totalTimeout = totalTimeout;
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "bellwether-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(executor)
                .build();
    }

    /**
     * Sends one request with a body. Once the status has come it is the answer, whatever becomes of the body: a 200 that breaks off, or
     * never ends, is a 200. The future never fails with anything that holds a header or a body in the open.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // both only hand on what the futures hold
    public CompletableFuture<HttpReply> send(
            String method, URI uri, Destination allowed, Map<String, String> headers, byte[] body) {
        CompletableFuture<HttpReply> result = new CompletableFuture<>();
        CompletableFuture<HttpReply> attempt = new CompletableFuture<>();
        attempt.orTimeout(totalTimeout.toMillis(), TimeUnit.MILLISECONDS);
        Answer answer = new Answer();
        attempt.whenComplete((reply, failure) -> answer.settle(reply, failure, result));
        // a cancelled delivery takes the connection down as well
        result.whenComplete((reply, failure) -> attempt.cancel(true));
        CompletableFuture.runAsync(() -> check(uri, allowed, attempt), executor)
                .thenRun(() -> exchange(request(method, uri, headers, body), answer, attempt))
                .exceptionally(failure -> {
                    attempt.completeExceptionally(failure);
                    return null;
                });
        return result;
    }

    /** Stops at once; what is under way fails. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void check(URI uri, Destination allowed, CompletableFuture<HttpReply> attempt) {
        try {
            allowed.refusal(uri).ifPresent(refusal -> refuse(refusal, attempt));
            if (attempt.isDone()) {
                return;
            }
            for (InetAddress address : InetAddress.getAllByName(Destination.hostOf(uri))) {
                allowed.refusal(uri, address).ifPresent(refusal -> refuse(refusal, attempt));
            }
        } catch (java.net.UnknownHostException e) {
            attempt.completeExceptionally(e);
        }
    }

    private static void refuse(Destination.Refusal refusal, CompletableFuture<HttpReply> attempt) {
        attempt.completeExceptionally(new BlockedAddressException(refusal.reason(), refusal.message()));
    }

    private HttpRequest request(String method, URI uri, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(totalTimeout)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both only hand on what the futures hold
    private void exchange(HttpRequest request, Answer answer, CompletableFuture<HttpReply> attempt) {
        if (attempt.isDone()) {
            return;
        }
        CompletableFuture<HttpResponse<String>> exchange = client.sendAsync(request, answer);
        exchange.whenComplete((response, failure) -> complete(response, failure, attempt));
        attempt.whenComplete((reply, failure) -> exchange.cancel(true));
    }

    private static void complete(
            HttpResponse<String> response, Throwable failure, CompletableFuture<HttpReply> attempt) {
        if (failure == null) {
            attempt.complete(
                    new HttpReply(response.statusCode(), response.headers().map(), response.body()));
        } else {
            attempt.completeExceptionally(failure);
        }
    }
}
