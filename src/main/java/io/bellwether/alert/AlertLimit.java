package io.bellwether.alert;

import io.bellwether.rule.Rule;
import io.bellwether.rule.RuleSet;
import io.bellwether.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets a rule have only so many open alerts. The first are told; what begins while there are as many is held back, and one
 * alert of the rule itself tells how many those are. As soon as all that are open are no more than the rule may have, what is
 * held back is told and that alert ends: so nothing that lasts is lost, and a storm has at most twice as many beginnings. An
 * alert that ends while it is held back is told nobody.
 *
 * <p>Of what begins at one moment the more severe comes first, then the lesser id; ends come before beginnings. So the order
 * in which the changes of a moment come does not matter.
 */
final class AlertLimit {

    private static final Comparator<Transition> BY_EPISODE = Comparator.comparing(Transition::alertId)
            .thenComparingLong(Transition::startsAt)
            .thenComparingLong(Transition::seq);

    private final Map<String, Rule> rules = new HashMap<>();
    private final AlertTexts texts;

    AlertLimit(RuleSet set) {
        texts = new AlertTexts(set.version());
        set.rules().stream().filter(rule -> rule.about().enabled()).forEach(rule -> rules.put(rule.uid(), rule));
    }

    /** Whether the alerts of a rule have to be counted. */
    boolean isLimited(String uid) {
        Rule rule = rules.get(uid);
        return rule != null && rule.about().maxSeries() > 0;
    }

    /**
     * What is told of the changes of a moment.
     *
     * @param state of the rule
     * @param moment all changes of alerts of one rule that happen at that time, in any order
     * @param at that time, or a later one where they come late
     */
    List<Transition> next(LimitState state, String uid, List<Transition> moment, long at) {
        Rule rule = rules.get(uid);
        int most = rule == null || rule.about().maxSeries() == 0
                ? Integer.MAX_VALUE
                : rule.about().maxSeries();
        List<Transition> told = new ArrayList<>();
        List<Transition> beginning = new ArrayList<>();
        moment.stream().sorted(BY_EPISODE).forEach(change -> {
            if (!goesOn(state, change, told)) {
                beginning.add(change);
            }
        });
        beginning.sort(worstFirst(beginning));
        for (Transition change : beginning) {
            if (!goesOn(state, change, told)) {
                begin(state, change, most, told);
            }
        }
        // a rule that is gone begins nothing: what it has open ends
        if (rule != null && state.open.size() + state.held.size() <= most) {
            free(state, at, told);
        }
        sayOfHeld(state, rule, uid, most, at, told);
        return told;
    }

    private static Comparator<Transition> worstFirst(List<Transition> changes) {
        Map<String, Severity> worst = new HashMap<>();
        changes.forEach(change -> worst.merge(change.alertId(), severity(change), AlertLimit::worse));
        return Comparator.comparing((Transition change) -> worst.get(change.alertId()))
                .thenComparing(BY_EPISODE);
    }

    private static Severity worse(Severity one, Severity other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The most severe comes first. */
    static Severity severity(Transition change) {
        return Severity.of(change.severity());
    }

    /** Whether it is of an episode that is known; its way is that of the beginning. */
    private static boolean goesOn(LimitState state, Transition change, List<Transition> told) {
        boolean over = change.kind() == Transition.Kind.RESOLVED;
        String id = change.alertId();
        if (Long.valueOf(change.startsAt()).equals(state.open.get(id))) {
            told.add(change);
            if (over) {
                state.open.remove(id);
            }
            return true;
        }
        Transition before = state.held.get(id);
        if (before == null || before.startsAt() != change.startsAt()) {
            return false;
        }
        if (over) {
            state.held.remove(id);
        } else {
            state.held.put(id, change);
        }
        return true;
    }

    /** What is no beginning is of an episode that was told before anybody counted. */
    private static void begin(LimitState state, Transition change, int most, List<Transition> told) {
        if (change.kind() == Transition.Kind.FIRING && state.open.size() >= most) {
            state.held.put(change.alertId(), change);
            state.total++;
            return;
        }
        told.add(change);
        if (change.kind() != Transition.Kind.RESOLVED) {
            state.open.put(change.alertId(), change.startsAt());
        }
    }

    private static void free(LimitState state, long at, List<Transition> told) {
        state.held.values().stream()
                .sorted(Comparator.comparingLong(Transition::startsAt).thenComparing(Transition::alertId))
                .forEach(change -> {
                    told.add(change.asFiring(at));
                    state.open.put(change.alertId(), change.startsAt());
                });
        state.held.clear();
    }

    private void sayOfHeld(LimitState state, Rule rule, String uid, int most, long at, List<Transition> told) {
        Transition before = state.said;
        if (state.held.isEmpty()) {
            if (before != null) {
                told.add(texts.heldBack(rule, uid, before, AlertMachine.RECOVERED, null, state, most, at));
            }
            state.said = null;
            state.total = 0;
            return;
        }
        Severity worst = state.held.values().stream()
                .map(AlertLimit::severity)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        boolean heard = before != null && (!before.shadow() || state.isInShadow());
        if (!heard || worst.compareTo(severity(before)) < 0) {
            String reason = heard ? "escalated" : "limit";
            state.said = texts.heldBack(rule, uid, before, reason, worst, state, most, at);
            told.add(state.said);
        }
    }

    /** The same of changes in the order of time, of any rules. */
    static List<Transition> limited(RuleSet rules, List<Transition> changes) {
        AlertLimit limit = new AlertLimit(rules);
        Map<String, LimitState> states = new HashMap<>();
        TreeMap<Long, Map<String, List<Transition>>> moments = new TreeMap<>();
        List<Transition> told = new ArrayList<>();
        for (Transition change : changes) {
            moments.computeIfAbsent(change.at(), at -> new TreeMap<>())
                    .computeIfAbsent(change.uid(), uid -> new ArrayList<>())
                    .add(change);
        }
        moments.forEach((at, byRule) -> byRule.forEach((uid, moment) -> told.addAll(
                limit.isLimited(uid)
                        ? limit.next(states.computeIfAbsent(uid, one -> new LimitState()), uid, moment, at)
                        : moment)));
        return told;
    }
}
