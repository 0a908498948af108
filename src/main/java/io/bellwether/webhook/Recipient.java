package io.bellwether.webhook;

import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpOutcomes;
import io.bellwether.http.HttpReply;
import io.bellwether.http.Redact;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.Variables;
import java.util.List;

/**
 * A receiver as this process can speak to it. Nothing that a receiver, or its settings in this process, does ends the job:
 * whatever goes wrong is an outcome.
 *
 * @param endpoint null where it cannot be spoken to from here
 * @param fault why not; empty where it can
 * @param gate what it may be asked at once
 */
record Recipient(Endpoint endpoint, String fault, ReceiverGate gate) {

    /** Looks the receiver's variables up, which may be missing in this process though they were there at the start. */
    static Recipient of(Receiver receiver, Variables variables) {
        try {
            return new Recipient(Endpoint.of(receiver, variables), "", new ReceiverGate());
        } catch (IllegalArgumentException | IllegalStateException e) {
            return new Recipient(null, Redact.text(e.getMessage(), List.of()), new ReceiverGate());
        }
    }

    /** Whether nothing can be sent to it from this process. */
    boolean isMute() {
        return endpoint == null;
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
