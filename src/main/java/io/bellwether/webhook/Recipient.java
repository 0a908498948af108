package io.bellwether.webhook;

import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.http.Redact;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.Routing;
import io.bellwether.notify.SendRate;
import io.bellwether.notify.Variables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A receiver as this process can speak to it. Nothing that a receiver, or its settings in this process, does ends the job:
 * whatever goes wrong is an outcome.
 *
 * @param endpoint null where it cannot be spoken to from here
 * @param fault why not; empty where it can
 * @param gate what it may be asked at once
 */
record Recipient(Endpoint endpoint, String fault, ReceiverGate gate) {

    /** All receivers by name; those of one credential share a bucket. */
    static Map<String, Recipient> all(Routing routing, Variables variables) {
        TokenBuckets buckets = new TokenBuckets();
        Map<String, Recipient> all = new HashMap<>();
        for (Receiver receiver : routing.receivers().values()) {
            all.put(receiver.name(), of(receiver, variables, buckets));
        }
        return all;
    }

    /**
     * All receivers of a routing file that replaces another one. Who is spoken to as before goes on where it was: what it may
     * be asked, and since when it lets nobody in, is known.
     */
    static Map<String, Recipient> following(
            Routing before, Map<String, Recipient> known, Routing routing, Variables variables) {
        TokenBuckets buckets = new TokenBuckets();
        Map<String, Recipient> all = new HashMap<>();
        for (Receiver receiver : routing.receivers().values()) {
            Recipient same = known.get(receiver.name());
            if (same != null
                    && !same.isMute()
                    && receiver.isAs(before.receivers().get(receiver.name()))) {
                all.put(receiver.name(), same);
                buckets.put(same.endpoint(), same.gate().bucket());
            }
        }
        for (Receiver receiver : routing.receivers().values()) {
            all.computeIfAbsent(receiver.name(), name -> of(receiver, variables, buckets));
        }
        return all;
    }

    /** Looks the receiver's variables up, which may be missing in this process though they were there at the start. */
    private static Recipient of(Receiver receiver, Variables variables, TokenBuckets buckets) {
        try {
            Endpoint endpoint = Endpoint.of(receiver, variables);
            return new Recipient(endpoint, "", new ReceiverGate(buckets.of(endpoint, receiver.rate())));
        } catch (IllegalArgumentException | IllegalStateException e) {
            String fault = Redact.text(e.getMessage(), List.of());
            return new Recipient(null, fault, new ReceiverGate(new TokenBucket(SendRate.UNLIMITED)));
        }
    }

    /** Whether nothing can be sent to it from this process. */
    boolean isMute() {
        return endpoint == null;
    }

    /** How many changes one message to it can carry. */
    int maxChanges() {
        return endpoint == null ? Integer.MAX_VALUE : endpoint.format().maxChanges();
    }

    List<String> secrets() {
        return endpoint.secrets();
    }

    /** What an answer, or its absence, means. */
    HttpOutcome judge(HttpReply reply, Throwable failure, long now) {
        if (failure != null) {
            return HttpOutcomes.of(failure);
        }
        try {
            return endpoint.format().classify(reply, now);
        } catch (RuntimeException e) {
            // an answer that the format cannot read may still stand for a message that was taken
            return HttpOutcomes.of(e);
        }
    }

    /** What the receiver said, or why it said nothing: fit for a log, without a secret. */
    String detail(HttpReply reply, Throwable failure) {
        return failure == null ? Redact.text(reply.body(), secrets()) : Redact.failure(failure, secrets());
    }
}
