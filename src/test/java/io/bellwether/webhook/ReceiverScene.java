package io.bellwether.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.alert.Transition;
import io.bellwether.control.Acknowledgement;
import io.bellwether.control.Matchers;
import io.bellwether.http.HttpOutcome;
import io.bellwether.notify.AlertLanguage;
import io.bellwether.notify.Batch;
import io.bellwether.notify.Change;
import io.bellwether.notify.NotifyDecision;
import io.bellwether.notify.Receiver;
import io.bellwether.notify.Routing;
import io.bellwether.notify.RoutingException;
import io.bellwether.notify.Transitions;
import io.bellwether.notify.Variables;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A receiver as the routing file makes it, and messages for it. */
abstract class ReceiverScene {

    protected static final ObjectMapper JSON = new ObjectMapper();
    protected static final long NOW = 1_700_000_500_000L;

    static final String URL = "https://hooks.example/robot/geheimer-pfad";
    private static final String ALLOWED = ", allow_http_hosts: [127.0.0.1], allow_private: true";
    /** An answer and what it means. */
    public record Said(int status, String body, HttpOutcome meaning) {}

    /** The receiver's keys in the routing file; its URL is {@code "${URL}"}. */
    protected abstract String keys();

    /** What its other variables hold: no output may hold them in the clear. */
    protected abstract Map<String, String> secrets();

    /** The format as the routing file makes it. */
    protected WebhookFormat format(String more) {
        return endpoint(URL, more).format();
    }

    protected WebhookFormat format() {
        return format("");
    }

    /** What a receiver of English words is made from; an empty secret is none. */
    protected static Access access(String url, String secret) {
        Receiver.Voice voice = new Receiver.Voice(AlertLanguage.EN, ZoneOffset.UTC);
        return new Access(URI.create(url), secret.isEmpty() ? List.of() : List.of(secret), Map.of(), voice);
    }

    Endpoint endpoint(String url, String more) {
        return Endpoint.of(receiver(more), variables(url));
    }

    Variables variables(String url) {
        Map<String, String> variables = new HashMap<>(secrets());
        variables.put("URL", url);
        return Variables.of(variables);
    }

    Receiver receiver(String more) {
        String file = "receivers:\n  - {name: hook, " + keys() + ALLOWED + more + "}\n";
        try {
            return Routing.parse("r.yaml", file, variables(URL)).receivers().get("hook");
        } catch (RoutingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    protected JsonNode json(Batch batch) throws IOException {
        return JSON.readTree(format().render(batch, NOW).body());
    }

    /** A message of these. */
    protected static Batch batch(Transition... transitions) {
        List<Change> changes = new ArrayList<>();
        for (Transition transition : transitions) {
            changes.add(Transitions.change(transition));
        }
        return Batch.of("hook", Map.of("uid", "backlog"), NotifyDecision.Reason.FIRST, changes);
    }

    /** A message that somebody sees to an alert. */
    protected static Batch seenTo(Transition transition) {
        Change told = Transitions.change(transition);
        Acknowledgement ack = new Acknowledgement(
                "k-1", Transitions.START, "ann", "on it", Matchers.ofAlert("a"), Transitions.START + 600_000);
        return Batch.of("hook", Map.of(), NotifyDecision.Reason.ACKNOWLEDGED, List.of(told.seen(ack)));
    }

    /** A message of what still fires and came late. */
    protected static Batch lateAgain(Transition transition) {
        Change told = Transitions.change(transition).delayed(7_200_000);
        return Batch.of("hook", Map.of(), NotifyDecision.Reason.REPEAT, List.of(told.again(1)));
    }

    /** A message of so many firing cases, or of as many as one can carry. */
    protected Batch message(int count) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < Math.min(count, format().maxChanges()); i++) {
            changes.add(Transitions.change(Transitions.ofCase("case-" + i, Transitions.START - i * 1_000L)));
        }
        return Batch.of("hook", Map.of("uid", "sla-breach"), NotifyDecision.Reason.FIRST, changes);
    }

    protected static HttpOutcome retry(String word, long afterMillis) {
        return new HttpOutcome.Retry(word, afterMillis, false);
    }

    protected static HttpOutcome refused(String word) {
        return new HttpOutcome.Final(word);
    }

    protected static HttpOutcome broken(String word) {
        return new HttpOutcome.Disable(word);
    }
}
