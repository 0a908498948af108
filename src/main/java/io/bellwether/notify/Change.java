package io.bellwether.notify;

import io.bellwether.alert.Transition;
import io.bellwether.state.CodeTable;
import io.bellwether.state.Coded;
import java.util.Map;

/**
 * A transition on its way to one receiver. Holds what a receiver may show; the rule package's own record stays out of
 * delivery state, so that rules may change without touching what waits to be sent.
 *
 * @param deliveryId the idempotency key, {@link DeliveryId}
 * @param kind what the receiver is told; may be FIRING for a change of severity where it never heard of the alert
 * @param startsAt epoch ms event time; with {@code alertId} the episode
 * @param at epoch ms event time
 * @param value NaN if none
 * @param threshold NaN if none
 * @param source the system whose id the subject is; empty where there is no subject
 */
public record Change(
        String deliveryId,
        String alertId,
        String uid,
        String ruleVersion,
        long seq,
        Kind kind,
        String reason,
        String severity,
        String previousSeverity,
        double value,
        double threshold,
        long samples,
        long startsAt,
        long at,
        String title,
        String text,
        Map<String, String> labels,
        String subject,
        String source,
        String runbook,
        String dashboard) {

    /** What happened to the alert, as the receiver is told. */
    public enum Kind implements Coded {
        FIRING(0, "firing"),
        SEVERITY_CHANGED(1, "severity_changed"),
        RESOLVED(2, "resolved");

        /** By their codes in state. */
        public static final CodeTable<Kind> CODES = new CodeTable<>(Kind.class);

        private final int code;

        private final String wireName;

        Kind(int code, String wireName) {
            this.code = code;
            this.wireName = wireName;
        }

        @Override
        public int code() {
            return code;
        }

        /** The name in payloads. */
        public String wireName() {
            return wireName;
        }
    }

    /** The change that a transition is for a receiver. */
    static Change of(Transition from, String receiver) {
        return new Change(
                DeliveryId.of(from.alertId(), from.startsAt(), from.seq(), receiver),
                from.alertId(),
                from.uid(),
                from.ruleVersion(),
                from.seq(),
                kindOf(from.kind()),
                from.reason(),
                from.severity(),
                from.previousSeverity(),
                from.value(),
                from.threshold(),
                from.samples(),
                from.startsAt(),
                from.at(),
                from.title(),
                from.text(),
                from.labels(),
                from.subject(),
                from.source(),
                from.runbook(),
                from.dashboard());
    }

    private static Kind kindOf(Transition.Kind kind) {
        return switch (kind) {
            case FIRING -> Kind.FIRING;
            case SEVERITY_CHANGED -> Kind.SEVERITY_CHANGED;
            case RESOLVED -> Kind.RESOLVED;
        };
    }

    /** Alert and start: what is announced once and ended once. */
    public String episode() {
        return alertId + '|' + startsAt;
    }

    /** The same news as the first that the receiver hears of the episode. */
    Change asFiring() {
        return new Change(
                deliveryId,
                alertId,
                uid,
                ruleVersion,
                seq,
                Kind.FIRING,
                reason,
                severity,
                "",
                value,
                threshold,
                samples,
                startsAt,
                at,
                title,
                text,
                labels,
                subject,
                source,
                runbook,
                dashboard);
    }
}
