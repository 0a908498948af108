package io.bellwether.alert;

import io.bellwether.metric.Signal;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Times;

/**
 * What of a signal is filled into texts of its alert. A signal that ends an alert does not say again what was wrong: that is
 * then as it was when the alert was last told of.
 */
final class SignalWords {

    private static final String DETAIL = "detail.";
    /** The place of a target that no policy set: the source sent the deadline. */
    private static final String ITSELF = "due_at";

    private final OpenAlert alert;
    private final Signal signal;

    SignalWords(OpenAlert alert, Signal signal) {
        this.alert = alert;
        this.signal = signal;
    }

    /** Whether a placeholder is about the signal, also where there is nothing to be filled in. */
    static boolean knows(String name) {
        return switch (name) {
            case "case", "source", "clock", "instance", "level", "deadline", "due", "target", "consumed" -> true;
            default -> name.startsWith(DETAIL);
        };
    }

    /** What is filled in for a placeholder that is known; null where there is nothing. */
    Object of(String name) {
        return switch (name) {
            case "case" -> signal.subject();
            case "source" -> signal.source();
            case "clock" -> signal.clock();
            case "instance" -> Integer.toString(signal.instance());
            case "level" -> Integer.toString(signal.level());
            case "deadline" -> deadline() == 0 ? null : Times.rfc3339(deadline());
            case "due" -> deadline() == 0 ? null : due();
            case "target" -> signal.targetMillis() == 0 ? null : seconds(signal.targetMillis());
            case "consumed" -> seconds(signal.consumedMillis());
            default -> detail(name.substring(DETAIL.length()));
        };
    }

    /** The deadline and who set it. */
    private String due() {
        String time = Times.rfc3339(deadline());
        if (ITSELF.equals(detail("target"))) {
            return time + ", as the case itself said";
        }
        String policy = detail("policy");
        return signal.targetMillis() == 0
                ? time
                : time + ", the target being " + Durations.words(seconds(signal.targetMillis()))
                        + (policy == null ? "" : " (policy " + policy + ")");
    }

    private long deadline() {
        return signal.deadline() == 0 ? alert.deadline : signal.deadline();
    }

    private String detail(String name) {
        String said = signal.detail().get(name);
        return said == null ? alert.detail.get(name) : said;
    }

    private static double seconds(long millis) {
        return millis / 1000.0;
    }
}
