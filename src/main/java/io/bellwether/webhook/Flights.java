package io.bellwether.webhook;

import io.bellwether.http.GuardedHttpClient;
import io.bellwether.http.HttpReply;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests under way, at most one a group. Sends on the client's threads and brings every answer back to the task's own
 * thread through its mailbox. In memory only: after a restart the state says what has to be sent again.
 */
final class Flights implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Flights.class);

    private final GuardedHttpClient client;
    private final MailboxExecutor mailbox;
    private final Map<String, CompletableFuture<HttpReply>> byGroup = new HashMap<>();

    /** What to do with an answer, on the task's thread. One of reply and failure is null. */
    @FunctionalInterface
    interface Landing {
        void landed(HttpReply reply, Throwable failure) throws Exception;
    }

    Flights(GuardedHttpClient client, MailboxExecutor mailbox) {
        this.client = client;
        this.mailbox = mailbox;
    }

    boolean isFlying(String groupKey) {
        return byGroup.containsKey(groupKey);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // handing over fails on no answer
    void start(String groupKey, Endpoint endpoint, WebhookRequest request, Landing landing) {
        CompletableFuture<HttpReply> flight =
                client.post(endpoint.uri(), endpoint.allowed(), request.headers(), request.body());
        byGroup.put(groupKey, flight);
        flight.whenComplete((reply, failure) -> handOver(groupKey, reply, failure, landing));
    }

    /** On a thread of the client. */
    private void handOver(String groupKey, HttpReply reply, Throwable failure, Landing landing) {
        try {
            mailbox.execute(() -> land(groupKey, reply, failure, landing), "answer to an alert");
        } catch (RejectedExecutionException e) {
            LOGGER.debug("an answer came after the task had ended; what it answers is sent again on restart");
        }
    }

    private void land(String groupKey, HttpReply reply, Throwable failure, Landing landing) throws Exception {
        if (byGroup.remove(groupKey) != null) {
            landing.landed(reply, failure);
        }
    }

    /** Breaks off what is under way; its answers are not looked at any more. */
    @Override
    public void close() {
        Map<String, CompletableFuture<HttpReply>> open = new HashMap<>(byGroup);
        byGroup.clear();
        open.values().forEach(flight -> flight.cancel(true));
        client.close();
    }
}
