package io.bellwether.webhook;

import io.bellwether.alert.Transition;
import io.bellwether.notify.Change;
import io.bellwether.notify.Entry;
import io.bellwether.notify.LastWord;
import io.bellwether.notify.Mute;
import io.bellwether.notify.Muter;
import io.bellwether.notify.Mutes;
import io.bellwether.notify.Remarks;
import io.bellwether.webhook.words.Urgency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts on single cases that a receiver is not told one by one, since it knows of an alert on a number of the same queue (or
 * whatever labels the routing file names), which counts them. A receiver that does not know of that one is told of the cases, as
 * everybody is of those that are more urgent than it.
 *
 * <p>In memory: what a receiver knows, and which cases wait, follows from the {@link Outbox}.
 */
final class Folding {

    private static final Comparator<Transition> OLDEST_FIRST =
            Comparator.comparingLong(Transition::startsAt).thenComparing(Transition::subject);

    private List<String> labels;
    /** By receiver and the labels' values, by episode: alerts on numbers that it was told of and not of their end. */
    private final Map<String, Map<String, Transition>> known = new HashMap<>();
    /** By the same: the alerts on cases that wait. */
    private final Map<String, Map<String, Transition>> folded = new HashMap<>();

    private boolean freed;

    /** @param labels in which a case agrees with the alert that counts it; none for no folding */
    Folding(List<String> labels) {
        this.labels = List.copyOf(labels);
    }

    /** The routing file names other labels: what is known and what waits is looked through anew. */
    void follow(List<String> others, Iterable<String> keys, Groups groups, Outbox outbox) throws Exception {
        if (!others.equals(labels)) {
            labels = List.copyOf(others);
            known.clear();
            folded.clear();
            freed = true;
            restore(keys, groups, outbox);
        }
    }

    /** Takes in what a receiver knew when the state was saved. */
    void restore(Iterable<String> keys, Groups groups, Outbox outbox) throws Exception {
        for (String key : labels.isEmpty() ? List.<String>of() : keys) {
            groups.turnTo(key);
            Head head = outbox.head();
            for (LastWord word : head.told() == 0 ? List.<LastWord>of() : outbox.open()) {
                told(head.receiver(), word.change());
            }
        }
    }

    /** A receiver has confirmed a change. */
    void told(String receiver, Change change) {
        String key = key(receiver, change.transition());
        if (key == null || isOfCase(change.transition())) {
            return;
        }
        if (change.kind() == Transition.Kind.RESOLVED) {
            forgotten(receiver, change);
            return;
        }
        Transition before = known.computeIfAbsent(key, k -> new HashMap<>()).put(change.episode(), change.transition());
        freed |= before != null && !before.severity().equals(change.transition().severity());
    }

    /** A receiver will hear nothing more of an episode. */
    void forgotten(String receiver, Change change) {
        String key = key(receiver, change.transition());
        Map<String, Transition> there = key == null ? null : known.get(key);
        if (there != null && there.remove(change.episode()) != null) {
            freed = true;
            if (there.isEmpty()) {
                known.remove(key);
            }
        }
    }

    /** Whether something that waited may be told since this was asked last. */
    boolean takeFreed() {
        boolean was = freed;
        freed = false;
        return was;
    }

    /** The reasons for not telling a receiver something, with this one behind them. */
    Mutes on(Mutes mutes, String receiver) {
        if (labels.isEmpty() || known.isEmpty()) {
            return mutes;
        }
        List<Muter> all = new ArrayList<>(mutes.muters());
        all.add((telling, now) -> mute(receiver, telling.transition()));
        return new Mutes(all);
    }

    private Mute mute(String receiver, Transition alert) {
        Transition counts = isOfCase(alert) ? counting(key(receiver, alert), alert) : null;
        return counts == null ? null : new Mute(Mute.Kind.FOLDED, counts.alertId(), Mute.UNTIL_NEWS);
    }

    /** The alert that counts a case; null for none. */
    private Transition counting(String key, Transition ofCase) {
        return key == null
                ? null
                : known.getOrDefault(key, Map.of()).values().stream()
                        .filter(one -> Urgency.of(one).compareTo(Urgency.of(ofCase)) <= 0)
                        .min(OLDEST_FIRST)
                        .orElse(null);
    }

    /**
     * What a group of a receiver has was looked through.
     *
     * @param all that it had
     * @param held what is left of it and waits
     */
    void arranged(String receiver, List<Entry> all, List<Entry> held) {
        if (labels.isEmpty()) {
            return;
        }
        all.forEach(entry -> gone(receiver, entry.change()));
        for (Entry entry : held) {
            Transition alert = entry.change().transition();
            if (mute(receiver, alert) != null) {
                folded.computeIfAbsent(key(receiver, alert), k -> new HashMap<>())
                        .put(entry.change().episode(), alert);
            }
        }
    }

    /** What waited does so no more. */
    void gone(String receiver, Change change) {
        String key = key(receiver, change.transition());
        Map<String, Transition> there = key == null ? null : folded.get(key);
        if (there != null && there.remove(change.episode()) != null && there.isEmpty()) {
            folded.remove(key);
        }
    }

    /** The cases that a receiver is told of with this alert; null for none. */
    Remarks.Cases cases(String receiver, Transition alert) {
        String key = labels.isEmpty() || isOfCase(alert) ? null : key(receiver, alert);
        Map<String, Transition> there = key == null ? Map.of() : folded.getOrDefault(key, Map.of());
        Transition oldest = there.values().stream().min(OLDEST_FIRST).orElse(null);
        return oldest == null
                ? null
                : new Remarks.Cases(there.size(), oldest.subject(), oldest.source(), oldest.startsAt());
    }

    private static boolean isOfCase(Transition alert) {
        return !alert.subject().isEmpty();
    }

    /** Null for an alert that lacks one of the labels, which is not of any queue. */
    private String key(String receiver, Transition alert) {
        StringBuilder key = new StringBuilder(receiver);
        for (String label : labels) {
            String value = alert.labels().getOrDefault(label, "");
            if (value.isEmpty()) {
                return null;
            }
            key.append('\0').append(value);
        }
        return labels.isEmpty() ? null : key.toString();
    }
}
