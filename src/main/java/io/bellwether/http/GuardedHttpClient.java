package io.bellwether.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends to configured URLs, and only there: no redirects, no proxy from the environment, https to public addresses unless
 * {@link Destination} allows more, three seconds to connect, fifteen in all, 64 KB of answer.
 *
 * <p>What the address check guarantees: for every attempt the host is resolved once, <em>all</em> its addresses must pass,
 * and the connection, which no other attempt uses, goes to one of those that did. An attempt that fails the check sends no
 * byte. Certificates are checked against the name all the same. URLs come from the operator's file and never from an event.
 *
 * <p>A request is written once: no attempt is repeated here, but for the next address of a host where one cannot be
 * connected to. Failures are told apart by {@link HttpOutcomes}; their texts are never passed on. Thread-safe. Futures
 * complete on threads of the client.
 */
public final class GuardedHttpClient implements AutoCloseable {

    /** So much of an answer is read. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    /** To establish a connection. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** From the name lookup to the last byte of the answer. */
    public static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(15);

    /** Whoever sends bounds what is under way. */
    private static final int UNBOUNDED = 10_000;

    private final ExecutorService executor;
    private final OkHttpClient client;
    private final Duration totalTimeout;
    private final Dns resolver;

    /** A client with {@link #TOTAL_TIMEOUT}. */
    public GuardedHttpClient() {
        this(TOTAL_TIMEOUT);
    }

    /** A client with another total time-out. */
    public GuardedHttpClient(Duration totalTimeout) {
        this(totalTimeout, Dns.SYSTEM);
    }

    GuardedHttpClient(Duration totalTimeout, Dns resolver) {
        this.totalTimeout = totalTimeout;
        this.resolver = resolver;
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "bellwether-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(executor);
        dispatcher.setMaxRequests(UNBOUNDED);
        dispatcher.setMaxRequestsPerHost(UNBOUNDED);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .proxy(Proxy.NO_PROXY)
                // a connection that is kept was checked for an earlier attempt
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(totalTimeout)
                .writeTimeout(totalTimeout)
                .build();
    }

    /**
     * Sends one request with a body. Once the status has come it is the answer, whatever becomes of the body: a 200 that
     * breaks off, or never ends, is a 200. The future never fails with anything that holds a header or a body in the open.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // both only hand on what the futures hold
    public CompletableFuture<HttpReply> send(
            String method, URI uri, Destination allowed, Map<String, String> headers, byte[] body) {
        CompletableFuture<HttpReply> result = new CompletableFuture<>();
        Optional<Destination.Refusal> refusal = allowed.refusal(uri);
        HttpUrl url = HttpUrl.get(uri);
        if (refusal.isPresent() || url == null || !isHostOf(uri, url)) {
            Destination.Refusal why =
                    refusal.orElse(new Destination.Refusal("blocked_url", "the URL can be read in more than one way"));
            result.completeExceptionally(new BlockedAddressException(why.reason(), why.message()));
            return result;
        }
        CheckedDns dns = new CheckedDns(resolver, uri, allowed);
        Answer answer = new Answer();
        Call call =
                client.newBuilder().dns(dns).eventListener(answer).build().newCall(request(method, url, headers, body));
        CompletableFuture<Void> attempt = new CompletableFuture<>();
        attempt.orTimeout(totalTimeout.toMillis(), TimeUnit.MILLISECONDS);
        attempt.whenComplete((done, failure) -> {
            answer.settle(failure == null ? null : dns.explain(failure), result);
            call.cancel();
        });
        // a cancelled delivery takes the connection down as well
        result.whenComplete((reply, failure) -> attempt.cancel(true));
        call.enqueue(new Reading(attempt, answer));
        return result;
    }

    /** Two readers of URLs must not mean two hosts: what is checked is what is asked. */
    private static boolean isHostOf(URI uri, HttpUrl url) {
        String host = Destination.hostOf(uri);
        return host.contains(":") || host.equals(url.host());
    }

    private static Request request(String method, HttpUrl url, Map<String, String> headers, byte[] body) {
        Headers.Builder all = new Headers.Builder();
        headers.forEach(all::set);
        // otherwise the client asks for gzip and what is read has no bound that it was sent with
        all.set("accept-encoding", "identity");
        return new Request.Builder()
                .url(url)
                .headers(all.build())
                .method(method, new OneShotBody(body))
                .build();
    }

    /** Stops at once; what is under way fails. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        executor.shutdownNow();
    }

    /** Reads what comes; on a thread of the client. */
    private record Reading(CompletableFuture<Void> attempt, Answer answer) implements Callback {

        @Override
        public void onFailure(Call call, IOException failure) {
            attempt.completeExceptionally(failure);
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                answer.read(response.body().byteStream(), MAX_BODY_BYTES);
                attempt.complete(null);
            } catch (IOException | RuntimeException e) {
                attempt.completeExceptionally(e);
            }
        }
    }
}
