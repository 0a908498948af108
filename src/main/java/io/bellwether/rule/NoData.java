package io.bellwether.rule;

import java.io.Serializable;

/**
 * What windows that say nothing do to an alert once that has gone on for long enough.
 *
 * @param afterMillis how long, from the first of them; 0 for {@link Action#KEEP}
 * @param severity of {@link Action#ALERT}; null for the others
 */
public record NoData(Action action, long afterMillis, Severity severity) implements Serializable {

    /** Whatever is stays, however long. */
    public static final NoData KEEP = new NoData(Action.KEEP, 0, null);

    /** What is done. */
    public enum Action {
        /** The alert stays as it is. */
        KEEP,
        /** It resolves. */
        OK,
        /** It fires, or stays as it is where it fires at least as severely. */
        ALERT
    }

    /** An alert resolves. */
    public static NoData ok(long afterMillis) {
        return new NoData(Action.OK, afterMillis, null);
    }

    /** An alert fires. */
    public static NoData alert(long afterMillis, Severity severity) {
        return new NoData(Action.ALERT, afterMillis, severity);
    }

    /** Whether silence itself is an alert. */
    public boolean alerts() {
        return action == Action.ALERT;
    }

    /** Whether something is done at a window end, silence having begun at another. */
    public boolean isDue(long since, long end) {
        return action != Action.KEEP && end - since >= afterMillis;
    }
}
