package io.bellwether.webhook;

import io.bellwether.http.Destination;
import io.bellwether.http.GuardedHttpClient;
import io.bellwether.http.HttpReply;
import java.util.HashMap;
import java.util.List;
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

    /** @param groupKeys of the groups whose changes the request holds */
    @SuppressWarnings("FutureReturnValueIgnored") // handing over fails on no answer
    void start(List<String> groupKeys, Destination allowed, WebhookRequest request, Landing landing) {
        CompletableFuture<HttpReply> flight =
                client.send(request.method(), request.uri(), allowed, request.headers(), request.body());
        groupKeys.forEach(key -> byGroup.put(key, flight));
        flight.whenComplete((reply, failure) -> handOver(groupKeys, reply, failure, landing));
    }

    /** On a thread of the client. */
    private void handOver(List<String> groupKeys, HttpReply reply, Throwable failure, Landing landing) {
        try {
            mailbox.execute(() -> land(groupKeys, reply, failure, landing), "answer to an alert");
        } catch (RejectedExecutionException e) {
            LOGGER.debug("an answer came after the task had ended; what it answers is sent again on restart");
        }
    }

    private void land(List<String> groupKeys, HttpReply reply, Throwable failure, Landing landing) throws Exception {
        if (byGroup.keySet().containsAll(groupKeys)) {
            groupKeys.forEach(byGroup::remove);
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
