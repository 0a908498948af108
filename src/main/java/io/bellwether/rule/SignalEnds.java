package io.bellwether.rule;

import io.bellwether.metric.Signal;
import java.util.EnumSet;
import java.util.Set;

/** Which signal ends which, as {@link Signal.Kind} says. */
public final class SignalEnds {

    /** The signals that a rule may name. */
    static final Set<Signal.Kind> OPENING = EnumSet.of(
            Signal.Kind.SLA_AT_RISK,
            Signal.Kind.SLA_BREACHED,
            Signal.Kind.CASE_ANGRY_CUSTOMER,
            Signal.Kind.POLICY_REJECTED,
            Signal.Kind.RULES_REJECTED,
            Signal.Kind.PLAN_REJECTED,
            Signal.Kind.STORE_AWAY,
            Signal.Kind.PLATFORM_AT_RISK);

    private SignalEnds() {}

    /** What its subject is. */
    public enum Subject {
        CASE("case", "the id of a case"),
        FILE("file", "the name of a file"),
        STORE("bucket", "the setting of a bucket, such as influx.bucket");

        private final String key;
        private final String words;

        Subject(String key, String words) {
            this.key = key;
            this.words = words;
        }

        /** Its name in tests of rules. */
        public String key() {
            return key;
        }

        /** The same for people. */
        public String words() {
            return words;
        }
    }

    /** What the subject of a signal is; all whose names begin alike are about the same. */
    public static Subject subject(Signal.Kind kind) {
        String family = kind.wireName().substring(0, kind.wireName().indexOf('.'));
        return switch (family) {
            case "policy", "rules", "plan" -> Subject.FILE;
            case "store" -> Subject.STORE;
            default -> Subject.CASE;
        };
    }

    /** Whether an alert on {@code opened} resolves at {@code signal} of the same case, clock and repetition. */
    public static boolean ends(Signal.Kind opened, Signal.Kind signal) {
        return switch (opened) {
            case SLA_AT_RISK ->
                switch (signal) {
                    case SLA_BREACHED, SLA_FULFILLED, SLA_CANCELLED, SLA_SUPERSEDED, SLA_RETRACTED -> true;
                    default -> false;
                };
            case SLA_BREACHED ->
                switch (signal) {
                    case SLA_FULFILLED, SLA_CANCELLED, SLA_SUPERSEDED, SLA_RETRACTED -> true;
                    default -> false;
                };
            case CASE_ANGRY_CUSTOMER -> signal == Signal.Kind.CASE_CALMED;
            case POLICY_REJECTED -> signal == Signal.Kind.POLICY_ACCEPTED;
            case RULES_REJECTED -> signal == Signal.Kind.RULES_ACCEPTED;
            case PLAN_REJECTED -> signal == Signal.Kind.PLAN_ACCEPTED;
            case STORE_AWAY -> signal == Signal.Kind.STORE_BACK;
            case PLATFORM_AT_RISK ->
                switch (signal) {
                    case PLATFORM_ANSWERED, PLATFORM_MISSED, PLATFORM_CANCELLED -> true;
                    default -> false;
                };
            default -> false;
        };
    }

    /** The reason of the resolution: the last word of the signal's name. */
    public static String reason(Signal.Kind signal) {
        return signal.wireName().substring(signal.wireName().indexOf('.') + 1);
    }
}
