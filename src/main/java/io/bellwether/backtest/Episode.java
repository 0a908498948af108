package io.bellwether.backtest;

import io.bellwether.alert.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One alert from its beginning to its end, made of its changes as a replay writes them. Times in epoch ms of event time.
 *
 * @param uid of its rule
 * @param alertId the same in each episode of one alert
 * @param firedAt when it was told
 * @param endedAt when it was resolved; {@link #NEVER} where the history ends before
 * @param pagedAt when it was a page for the first time; {@link #NEVER} for none
 * @param severity the worst that it had, by its name
 * @param labels those with which it began
 * @param ofCase whether it is about a single case
 * @param shadow recorded, never notified
 * @param changes how often it was told or would have been: began, changed its severity, ended
 */
public record Episode(
        String uid,
        String alertId,
        long firedAt,
        long endedAt,
        long pagedAt,
        String severity,
        Map<String, String> labels,
        boolean ofCase,
        boolean shadow,
        int changes) {

    /** Has not happened. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final String PAGE = "page";
    private static final List<String> WORST_FIRST = List.of(PAGE, "warning", "info");

    public Episode {
        labels = Map.copyOf(labels);
    }

    boolean isPage() {
        return pagedAt != NEVER;
    }

    /** How long it fired, ms; up to the end of the history where it was not over. */
    long length(long endOfHistory) {
        return Math.max(0, (endedAt == NEVER ? endOfHistory : endedAt) - firedAt);
    }

    /** The episodes of a history, in the order in which they began. */
    static List<Episode> of(Iterable<Transition> changes) {
        Map<String, Episode> episodes = new LinkedHashMap<>();
        for (Transition change : changes) {
            episodes.merge(
                    change.alertId() + ' ' + change.startsAt(), first(change), (known, next) -> known.then(change));
        }
        return new ArrayList<>(episodes.values());
    }

    private static Episode first(Transition change) {
        return new Episode(
                change.uid(),
                change.alertId(),
                change.at(),
                isEnd(change) ? change.at() : NEVER,
                change.severity().equals(PAGE) ? change.at() : NEVER,
                change.severity(),
                change.labels(),
                !change.subject().isEmpty(),
                change.shadow(),
                1);
    }

    private Episode then(Transition change) {
        String next = change.severity();
        boolean worse = rank(next) < rank(severity);
        return new Episode(
                uid,
                alertId,
                firedAt,
                isEnd(change) ? change.at() : endedAt,
                pagedAt == NEVER && next.equals(PAGE) && !isEnd(change) ? change.at() : pagedAt,
                worse ? next : severity,
                labels,
                ofCase,
                shadow,
                changes + 1);
    }

    /** 0 for the worst. */
    static int rank(String severity) {
        return WORST_FIRST.indexOf(severity);
    }

    private static boolean isEnd(Transition change) {
        return change.kind() == Transition.Kind.RESOLVED;
    }
}
