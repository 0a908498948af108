package io.bellwether.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Senders of webhooks as products are: each sends one after the other, and again what was not answered with success. */
final class PersistentSenders implements AutoCloseable {

    /** One webhook. */
    record Webhook(String source, String body) {}

    private static final long AGAIN_MILLIS = 50;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Queue<Webhook>> work = new ArrayList<>();
    private final ExecutorService threads;
    private final IntSupplier port;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();

    /** @param port of the gateway now */
    PersistentSenders(int senders, IntSupplier port) {
        for (int i = 0; i < senders; i++) {
            work.add(new ArrayDeque<>());
        }
        this.threads = Executors.newFixedThreadPool(senders);
        this.port = port;
    }

    /** What one case is told of goes by one sender, in order. */
    void add(int caseNumber, Webhook webhook) {
        work.get(caseNumber % work.size()).add(webhook);
    }

    /** Done when all were answered with success. */
    CompletableFuture<Void> send() {
        return CompletableFuture.allOf(work.stream()
                .map(queue -> CompletableFuture.runAsync(() -> queue.forEach(this::deliver), threads))
                .toArray(CompletableFuture[]::new));
    }

    private void deliver(Webhook webhook) {
        while (!isTaken(webhook)) {
            again.incrementAndGet();
            try {
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted with deliveries left", e);
            }
        }
        answered.incrementAndGet();
    }

    private boolean isTaken(Webhook webhook) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port.getAsInt() + "/in/" + webhook.source()))
                    .timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofString(webhook.body()))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted with deliveries left", e);
        }
    }

    /** How many were answered with success so far. */
    int answered() {
        return answered.get();
    }

    /** How often one was not. */
    int again() {
        return again.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
