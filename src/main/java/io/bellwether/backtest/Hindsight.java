package io.bellwether.backtest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Episodes held against what is known to have gone wrong. An episode is right where it began while an incident that touches
 * its labels went on, or at most {@code settle} after it: queues recover after an incident, not at its end. Alerts on single
 * cases are not judged: a late case is late whatever else goes on. Those of rules in {@code mode: shadow} are, but nobody is
 * told of them: no incident is found by one.
 */
final class Hindsight {

    private final List<Outcome> outcomes = new ArrayList<>();
    private final Set<Episode> right = new HashSet<>();
    /** Episodes that somebody is told of. */
    private int told;

    /**
     * What became of one incident.
     *
     * @param first the episode that told of it first; null where none did
     * @param overAt when the last of its episodes ended; {@link Episode#NEVER} where one did not
     */
    record Outcome(KnownIncident incident, Episode first, long overAt) {

        boolean isFound() {
            return first != null;
        }

        /** Whether all that was told of it has ended. */
        boolean isOver() {
            return overAt != Episode.NEVER;
        }

        /** From its beginning to the first alert, ms. */
        long detectionMillis() {
            return first.firedAt() - incident.start();
        }

        /** From its end to that of its last alert, ms; 0 where that had ended before. */
        long resetMillis() {
            return Math.max(0, overAt - incident.end());
        }
    }

    static Hindsight of(Collection<Episode> episodes, List<KnownIncident> incidents, long settleMillis) {
        Hindsight hindsight = new Hindsight();
        List<Episode> judged =
                episodes.stream().filter(episode -> !episode.ofCase()).toList();
        hindsight.told =
                (int) judged.stream().filter(episode -> !episode.shadow()).count();
        for (KnownIncident incident : incidents) {
            List<Episode> of = judged.stream()
                    .filter(episode -> isOf(episode, incident, settleMillis))
                    .toList();
            hindsight.right.addAll(of);
            hindsight.outcomes.add(outcome(
                    incident, of.stream().filter(episode -> !episode.shadow()).toList()));
        }
        return hindsight;
    }

    private static boolean isOf(Episode episode, KnownIncident incident, long settleMillis) {
        return episode.firedAt() >= incident.start()
                && episode.firedAt() < incident.end() + settleMillis
                && incident.touches(episode.labels());
    }

    private static Outcome outcome(KnownIncident incident, List<Episode> episodes) {
        Episode first = null;
        long over = Long.MIN_VALUE;
        for (Episode episode : episodes) {
            first = first == null || episode.firedAt() < first.firedAt() ? episode : first;
            over = Math.max(over, episode.endedAt());
        }
        // what began after the end tells of the aftermath and not of the incident
        boolean inTime = first != null && first.firedAt() < incident.end();
        return new Outcome(incident, inTime ? first : null, over);
    }

    boolean isRight(Episode episode) {
        return right.contains(episode);
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    List<Outcome> found() {
        return outcomes.stream().filter(Outcome::isFound).toList();
    }

    /** The share of the episodes that somebody is told of that tell of an incident; NaN where there is none. */
    double precision() {
        long wellTold = right.stream().filter(episode -> !episode.shadow()).count();
        return told == 0 ? Double.NaN : (double) wellTold / told;
    }

    /** The share of incidents of which one episode told before they were over; NaN where nothing went wrong. */
    double recall() {
        return outcomes.isEmpty() ? Double.NaN : (double) found().size() / outcomes.size();
    }
}
