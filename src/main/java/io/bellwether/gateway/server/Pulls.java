package io.bellwether.gateway.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.pull.PullTarget;
import io.bellwether.gateway.pull.WeComPuller;
import io.bellwether.gateway.sender.WebhookCall;
import io.bellwether.gateway.server.GatewayMetrics.Count;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Those who fetch what callbacks speak of, by source, between the callbacks and Kafka. */
final class Pulls implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PUT_OFF = 500;

    private final PullCursors cursors;
    private final GatewayMetrics metrics;
    private final Map<String, WeComPuller> pullers = new LinkedHashMap<>();

    Pulls(PullCursors cursors, GatewayMetrics metrics) {
        this.cursors = cursors;
        this.metrics = metrics;
    }

    /** @param reception where answers are delivered, as if they had been sent */
    void add(Intake intake, Reception reception) {
        String source = intake.source().name();
        pullers.put(
                source,
                new WeComPuller(
                        source,
                        intake.source().pull(),
                        intake.source().secrets().receiver(),
                        new Target(intake, reception)));
    }

    /** Once it is known up to where accounts have been read. */
    void start() {
        pullers.values().forEach(WeComPuller::start);
    }

    /** Looks whether a delivery says that there is something to fetch; done when that cannot be forgotten any more. */
    CompletableFuture<Void> heard(String source, byte[] callback) {
        WeComPuller puller = pullers.get(source);
        JsonNode said = puller == null ? null : read(callback);
        String account = said == null ? "" : said.path("OpenKfId").asText("");
        if (account.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return cursors.begin(source, account)
                .thenRun(() -> puller.heard(account, said.path("Token").asText("")));
    }

    private static JsonNode read(byte[] callback) {
        try {
            return JSON.readTree(callback);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        pullers.values().forEach(WeComPuller::close);
    }

    /** A source's way to Kafka. */
    private final class Target implements PullTarget {
        private final Intake intake;
        private final Reception reception;
        private final String source;

        Target(Intake intake, Reception reception) {
            this.intake = intake;
            this.reception = reception;
            this.source = intake.source().name();
        }

        /** What cannot be read never can: it is a dead letter, and goes before the rest no longer. */
        @Override
        public boolean take(byte[] answer) throws InterruptedException {
            CompletableFuture<GatewayReply> reply =
                    reception.take(intake, WebhookCall.of(answer), System.currentTimeMillis());
            try {
                int status = reply.get().status();
                return status < PUT_OFF;
            } catch (ExecutionException e) {
                return false;
            }
        }

        @Override
        public Set<String> accounts() {
            return cursors.accounts(source);
        }

        @Override
        public String cursor(String account) {
            return cursors.cursor(source, account);
        }

        @Override
        public boolean keep(String account, String cursor) throws InterruptedException {
            try {
                cursors.keep(source, account, cursor).get();
                return true;
            } catch (ExecutionException e) {
                return false;
            }
        }

        @Override
        public void counted(String outcome) {
            metrics.addNamed(Count.PULLS, source, outcome);
        }
    }
}
