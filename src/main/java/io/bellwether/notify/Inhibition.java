package io.bellwether.notify;

import io.bellwether.alert.Transition;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which alerts are explained by others that fire. Knows the open alerts of all sources, by their newest transition. */
public final class Inhibition implements Muter {

    /** So many open sources are known; then the oldest is forgotten, and what it explained is told. */
    public static final int MAX_SOURCES = 10_000;

    private final List<InhibitRule> rules;
    private final Set<String> shadow;
    private final Map<String, Transition> open = new LinkedHashMap<>();

    public Inhibition(List<InhibitRule> rules) {
        this(rules, Set.of());
    }

    /** @param shadow uids of rules that explain nothing, whatever their alerts say that began before */
    public Inhibition(List<InhibitRule> rules, Set<String> shadow) {
        this.rules = List.copyOf(rules);
        this.shadow = Set.copyOf(shadow);
    }

    /** Whether a transition has to be seen here: it makes a source, is one, or may end one. */
    public static boolean concerns(List<InhibitRule> rules, Transition transition) {
        return rules.stream()
                .anyMatch(rule -> rule.isSource(transition, transition.severity())
                        || rule.isSource(transition, transition.previousSeverity()));
    }

    /** By other rules, of the sources that are known: of an alert that was none so far it is not known whether it fires. */
    public Inhibition with(List<InhibitRule> others, Set<String> inShadow) {
        Inhibition other = new Inhibition(others, inShadow);
        open.values().forEach(other::observe);
        return other;
    }

    /** Takes a transition in. Whether anything is muted or told otherwise now. */
    public boolean observe(Transition transition) {
        boolean isOpen = transition.kind() != Transition.Kind.RESOLVED
                && !transition.shadow()
                && !shadow.contains(transition.uid())
                && rules.stream().anyMatch(rule -> rule.isSource(transition, transition.severity()));
        if (!isOpen) {
            return open.remove(transition.alertId()) != null;
        }
        open.remove(transition.alertId());
        if (open.size() >= MAX_SOURCES) {
            Iterator<String> oldest = open.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        open.put(transition.alertId(), transition);
        return true;
    }

    /** The newest transition of each open source: what has to be kept. */
    public Collection<Transition> sources() {
        return open.values();
    }

    @Override
    public Mute mute(Telling telling, long now) {
        for (Transition source : open.values()) {
            if (rules.stream().anyMatch(rule -> rule.inhibits(source, telling.transition()))) {
                return new Mute(Mute.Kind.INHIBITED, source.alertId(), Mute.UNTIL_NEWS);
            }
        }
        return null;
    }
}
