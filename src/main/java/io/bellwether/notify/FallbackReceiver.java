package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.yaml.Fingerprint;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Who is told that another receiver is not told of alerts, and in which words. That is an alert of its own, which no rule
 * asks for: one for each receiver in trouble, from when it took no more until it takes something again.
 *
 * @param receiver its name in the routing file; it is never told of itself
 */
public record FallbackReceiver(String receiver) implements Serializable {

    /** In the place of a rule's. */
    static final String UID = "receiver-in-trouble";

    private static final String LABEL = "receiver";

    /**
     * Trouble begins.
     *
     * @param text what happened and what to do, without a secret
     * @param now epoch ms processing time, by which such an alert goes
     */
    public Notification begins(String troubled, String reason, String text, long now) {
        return of(troubled, 1, Transition.Kind.FIRING, reason, text, now, now);
    }

    /** It takes something again. */
    public Notification ends(String troubled, long startsAt, long now) {
        return of(troubled, 2, Transition.Kind.RESOLVED, "recovered", "It takes messages again.", startsAt, now);
    }

    private Notification of(
            String troubled, long seq, Transition.Kind kind, String reason, String text, long startsAt, long now) {
        Map<String, String> labels = Map.of(LABEL, troubled);
        Transition transition = new Transition(
                Fingerprint.hex(UID + '\0' + troubled, 16),
                UID,
                "",
                seq,
                kind,
                reason,
                "page",
                kind == Transition.Kind.FIRING ? "" : "page",
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                startsAt,
                now,
                "Receiver " + troubled + " is not told of alerts",
                text,
                labels,
                "",
                "",
                "",
                "",
                false,
                List.of());
        Map<String, String> group = Map.of("uid", UID, LABEL, troubled);
        return new Notification(
                receiver,
                Routing.groupKey(receiver, group),
                group,
                GroupTimes.DEFAULT,
                true,
                0,
                Change.of(transition, receiver));
    }
}
