package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventTime;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One delivery on its way through a mapping. */
final class PayloadRun {

    private static final int LONGEST_KIND = 64;
    private static final int MOST_REASONS = 5;

    private final Mapping mapping;
    private final String source;
    private final SnapshotStore store;
    private final EventMaker maker;
    private final long latest;

    private final List<ServiceEvent> events = new ArrayList<>();
    private final List<Mapped.Refused> refused = new ArrayList<>();
    private final List<Mapped.Unmade> unmade = new ArrayList<>();
    private final List<PayloadOutcome> outcomes = new ArrayList<>();
    private final Map<String, KnownSnapshots> known = new HashMap<>();
    private final Map<String, List<SnapshotState>> told = new HashMap<>();
    /** Ids of the events that were made: what several parts of a payload say alike is one event. */
    private final Set<String> made = new HashSet<>();

    PayloadRun(Mapping mapping, String source, SnapshotStore store, EventMaker maker, long latest) {
        this.mapping = mapping;
        this.source = source;
        this.store = store;
        this.maker = maker;
        this.latest = latest;
    }

    Mapped mapped(Set<String> strangers) {
        return new Mapped(events, refused, unmade, outcomes, strangers, known, told);
    }

    /** What one payload goes through. */
    private final class Passage {
        private final PayloadScope scope;
        private final String kind;
        private final String small;
        private final EventIds ids = new EventIds();
        private final List<String> failing = new ArrayList<>();
        private boolean kindKnown;
        private boolean tooOld;

        Passage(PayloadScope scope) {
            this.scope = scope;
            String told = mapping.kind().text(scope);
            String text = told == null ? "none" : told;
            kind = text.length() > LONGEST_KIND ? text.substring(0, LONGEST_KIND) : text;
            small = text.toLowerCase(Locale.ROOT);
        }

        private boolean isMeant(List<String> on) {
            return on.isEmpty() || on.contains(small);
        }
    }

    void take(PayloadScope scope) {
        Passage passage = new Passage(scope);
        if (mapping.ignore().contains(passage.small)) {
            outcomes.add(new PayloadOutcome(passage.kind, PayloadOutcome.What.IGNORED, "left out on purpose"));
            return;
        }
        int eventsBefore = events.size();
        int refusedBefore = refused.size();
        String own = mapping.id() == null ? null : mapping.id().text(scope);
        snapshot(passage);
        for (MappingRule rule : mapping.rules()) {
            if (passage.isMeant(rule.on())) {
                passage.kindKnown |= !rule.on().isEmpty();
                apply(rule, scope, own, passage, Map.of());
            }
        }
        boolean anyRefused = refused.size() > refusedBefore;
        if (anyRefused) {
            JsonNode payload = scope.outer() == null ? null : scope.document();
            unmade.add(Mapped.Unmade.of(payload, refused.subList(refusedBefore, refused.size())));
        }
        outcomes.add(outcome(passage, events.size() > eventsBefore, anyRefused));
    }

    private PayloadOutcome outcome(Passage passage, boolean anyEvent, boolean anyRefused) {
        if (anyRefused) {
            return new PayloadOutcome(
                    passage.kind,
                    PayloadOutcome.What.REFUSED,
                    refused.get(refused.size() - 1).detail(),
                    passage.scope.document());
        }
        if (anyEvent) {
            return new PayloadOutcome(passage.kind, PayloadOutcome.What.MAPPED, "");
        }
        if (passage.tooOld) {
            return new PayloadOutcome(
                    passage.kind, PayloadOutcome.What.TOO_OLD, "older than all that is known of its case");
        }
        if (!passage.kindKnown) {
            return new PayloadOutcome(
                    passage.kind,
                    PayloadOutcome.What.UNMAPPED,
                    "the mapping does not know this kind of payload",
                    passage.scope.document());
        }
        return new PayloadOutcome(
                passage.kind,
                PayloadOutcome.What.NOTHING,
                passage.failing.isEmpty() ? "nothing changed" : "does not hold: " + String.join("; ", passage.failing));
    }

    private void apply(
            MappingRule rule, PayloadScope scope, String own, Passage passage, Map<String, JsonNode> fallback) {
        if (rule.each() == null) {
            event(rule, scope, own, passage, fallback);
            return;
        }
        JsonNode items = rule.each().value(scope);
        if (items != null && items.isContainerNode()) {
            items.forEach(item -> event(rule, scope.inner(item), own, passage, fallback));
        }
    }

    private void event(
            MappingRule rule, PayloadScope scope, String own, Passage passage, Map<String, JsonNode> fallback) {
        String failing = rule.when().failing(scope);
        if (failing != null) {
            if (passage.failing.size() < MOST_REASONS && !passage.failing.contains(failing)) {
                passage.failing.add(failing);
            }
            return;
        }
        Decoded decoded = maker.make(rule, scope, own, passage.ids, fallback, latest);
        if (!decoded.isEvent()) {
            refused.add(EventMaker.refused(passage.kind, decoded.rejection()));
        } else if (made.add(decoded.event().id())) {
            events.add(decoded.event());
        }
    }

    private void snapshot(Passage passage) {
        SnapshotPlan plan = mapping.snapshot();
        if (plan == null || !passage.isMeant(plan.on())) {
            return;
        }
        passage.kindKnown = true;
        String failing = plan.when().failing(passage.scope);
        if (failing != null) {
            passage.failing.add(failing);
            return;
        }
        String caseId = plan.caseId().text(passage.scope);
        Long time = millis(plan.time().value(passage.scope));
        if (caseId == null || time == null) {
            refused.add(new Mapped.Refused(
                    passage.kind,
                    caseId == null ? RejectionReason.NO_CASE : RejectionReason.NO_TIME,
                    caseId == null
                            ? "the snapshot has no id of its case"
                            : "the snapshot has no time, or none that can be read"));
            return;
        }
        Long order = plan.order() == null ? null : millis(plan.order().value(passage.scope));
        SnapshotState state = new SnapshotState(time, order == null ? 0 : order, plan.values(passage.scope));
        KnownSnapshots.Place place = store.add(source, caseId, state, plan.forgetBefore(Math.min(time, latest)));
        passage.tooOld = place.tooOld();
        if (!place.tooOld() && plan.isKept()) {
            known.put(caseId, place.known());
        }
        told.computeIfAbsent(caseId, key -> new ArrayList<>()).addAll(place.told());
        place.changes().forEach(change -> change(plan, caseId, change.before(), change.after(), passage));
    }

    private void change(SnapshotPlan plan, String caseId, SnapshotState before, SnapshotState state, Passage passage) {
        PayloadScope scope = passage.scope.snapshot(state.values(), before == null ? null : before.values());
        Map<String, JsonNode> fallback =
                Map.of("case_id", TextNode.valueOf(caseId), "time", LongNode.valueOf(state.time()));
        for (MappingRule rule : plan.rules()) {
            apply(rule, scope, null, passage, fallback);
        }
    }

    private static Long millis(JsonNode value) {
        String text = JsonTexts.of(value);
        if (text == null) {
            return null;
        }
        long millis = EventTime.parse(text);
        return millis == EventTime.INVALID ? null : millis;
    }
}
