package io.bellwether.webhook;

import io.bellwether.alert.Transition;
import io.bellwether.http.GuardedHttpClient;
import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpReply;
import io.bellwether.http.Redact;
import io.bellwether.notify.AlertLanguage;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.notify.DeliveryId;
import io.bellwether.notify.NotifyDecision;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.ReceiverType;
import io.bellwether.notify.Routing;
import io.bellwether.notify.Variables;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * One test message to one receiver, and what its answer means. Goes the way of every alert, but for routes, rate and retries.
 *
 * @param delivered whether the receiver has it
 * @param lines for the person who asked; hold no secret
 */
public record TestDelivery(boolean delivered, List<String> lines) {

    /** What only shows messages; all others may hold an alert open, and are told of its end at once. */
    private static final Set<ReceiverType> SHOW = EnumSet.of(
            ReceiverType.DINGTALK,
            ReceiverType.WECOM,
            ReceiverType.FEISHU,
            ReceiverType.SLACK,
            ReceiverType.TEAMS,
            ReceiverType.DISCORD,
            ReceiverType.TELEGRAM);

    /**
     * Sends it and waits for the answer.
     *
     * @param name of a receiver of the routing
     * @param nowMillis epoch ms; makes this test another alert than the one before
     */
    public static TestDelivery send(Routing routing, String name, Variables variables, long nowMillis) {
        Receiver receiver = routing.receivers().get(name);
        Recipient recipient = Recipient.all(
                        new Routing(routing.file(), Map.of(name, receiver), List.of(), ""), variables)
                .get(name);
        if (recipient.isMute()) {
            return new TestDelivery(false, List.of("Receiver " + name + " cannot be used: " + recipient.fault() + "."));
        }
        List<String> lines = new ArrayList<>();
        boolean delivered = true;
        try (GuardedHttpClient client = new GuardedHttpClient()) {
            for (Transition.Kind kind : kinds(receiver.type())) {
                delivered &= delivered && attempt(client, recipient, receiver, kind, nowMillis, lines);
            }
        }
        return new TestDelivery(delivered, List.copyOf(lines));
    }

    private static List<Transition.Kind> kinds(ReceiverType type) {
        return SHOW.contains(type)
                ? List.of(Transition.Kind.FIRING)
                : List.of(Transition.Kind.FIRING, Transition.Kind.RESOLVED);
    }

    private static boolean attempt(
            GuardedHttpClient client,
            Recipient recipient,
            Receiver receiver,
            Transition.Kind kind,
            long nowMillis,
            List<String> lines) {
        Endpoint endpoint = recipient.endpoint();
        Transition test = message(receiver.voice().language(), kind, nowMillis);
        String id = DeliveryId.of(test.alertId(), test.startsAt(), test.seq(), receiver.name());
        Batch batch = Batch.of(
                receiver.name(), Map.of("uid", test.uid()), NotifyDecision.Reason.FIRST, List.of(new Change(id, test)));
        WebhookRequest request = endpoint.format().render(batch, nowMillis);
        HttpReply reply = null;
        Throwable failure = null;
        try {
            reply = client.send(request.method(), request.uri(), endpoint.allowed(), request.headers(), request.body())
                    .join();
        } catch (CompletionException e) {
            failure = e.getCause();
        }
        HttpOutcome outcome = recipient.judge(reply, failure, nowMillis);
        String what = kind == Transition.Kind.FIRING ? "The test message" : "The end of the test alert";
        String where = receiver.name() + " (" + receiver.type().wireName() + ") at " + Redact.url(request.uri());
        String status = reply == null ? "there was no answer" : "answered " + reply.status();
        lines.add(what + " to " + where + ": " + status + ", " + meaning(outcome));
        String said = recipient.detail(reply, failure).strip();
        lines.add(said.isEmpty() ? "It says nothing." : "It says: " + said);
        return outcome instanceof HttpOutcome.Ok;
    }

    private static String meaning(HttpOutcome outcome) {
        if (outcome instanceof HttpOutcome.Ok) {
            return "which is a success.";
        }
        if (outcome instanceof HttpOutcome.Retry retry) {
            String when = retry.afterMillis() > 0 ? ", here after " + retry.afterMillis() / 1000 + " s" : "";
            return "which is no success (" + retry.reason() + "): an alert would be tried again" + when + ".";
        }
        if (outcome instanceof HttpOutcome.Final end) {
            return "which refuses this message (" + end.reason() + "): an alert would be given up and reported.";
        }
        return "which refuses every message (" + outcome.word() + "): alerts would wait. Advice: "
                + Advice.of(outcome.word()) + ".";
    }

    private static Transition message(AlertLanguage language, Transition.Kind kind, long nowMillis) {
        boolean chinese = language == AlertLanguage.ZH;
        boolean ends = kind == Transition.Kind.RESOLVED;
        long startsAt = nowMillis - 60_000;
        return new Transition(
                "test-" + Long.toHexString(nowMillis),
                "bellwether-test",
                "test",
                ends ? 2 : 1,
                kind,
                ends ? "recovered" : "crossed",
                "info",
                ends ? "info" : "",
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                startsAt,
                nowMillis,
                chinese ? "测试消息，无需处理" : "TEST message, nothing to do",
                chinese ? "由 alerts test-receiver 发送。" : "Sent by alerts test-receiver.",
                Map.of("test", "true"),
                "",
                "",
                "",
                "",
                false,
                List.of());
    }
}
