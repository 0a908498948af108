package io.bellwether.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.deploy.AlertedCases.State;
import io.bellwether.deploy.HearingServer.Heard;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** In which states the alerts of a run are, as far as its topics and receivers show. */
final class AlertedStates {

    /** Queues of alerts by their ids. */
    private final Map<String, String> alerts = new HashMap<>();

    /** Queues of alerts whose end somebody was told. */
    private final Set<String> over = new HashSet<>();

    /** These with the receiver in front. */
    private final Set<String> asked = new HashSet<>();

    private final Set<String> told = new HashSet<>();
    private final Set<String> heldBack = new HashSet<>();

    private AlertedStates(AlertedRun run) {
        for (JsonNode change : run.transitions().values()) {
            alerts.put(change.get("alert_id").asText(), AlertedCases.queue(change));
        }
        for (Heard heard : run.server().heard()) {
            heard.changes().forEach(change -> take(heard, change));
        }
        for (JsonNode one : run.records()) {
            if (one.path("decision").asText().equals("held")) {
                String queue = alerts.get(one.get("alert_id").asText());
                heldBack.add(one.get("receiver").asText() + " " + queue);
            }
        }
    }

    private void take(Heard heard, JsonNode change) {
        String queue = AlertedCases.queue(change);
        asked.add(heard.receiver() + " " + queue);
        if (heard.taken()) {
            told.add(heard.receiver() + " " + queue);
        }
        if (heard.taken() && change.get("transition").asText().equals("resolved")) {
            over.add(queue);
        }
    }

    /** Those in which there is an alert of the tag. */
    static Set<State> of(AlertedRun run, String tag) {
        AlertedStates all = new AlertedStates(run);
        Set<State> states = EnumSet.noneOf(State.class);
        for (State state : State.values()) {
            if (!all.over.contains(state.queue(tag)) && all.holds(state, tag)) {
                states.add(state);
            }
        }
        return states;
    }

    private boolean holds(State state, String tag) {
        String queue = state.queue(tag);
        boolean hookTold = told.contains("hook " + queue);
        return switch (state) {
            // what waits in other queues since the same moment fires
            case PENDING -> told.contains("hook " + State.FIRING.queue(tag)) && !alerts.containsValue(queue);
            case FIRING -> hookTold;
            case RETRIED -> asked.contains("busy " + queue) && !told.contains("busy " + queue);
            case SILENCED -> heldBack.contains("hook " + queue) && !hookTold;
            case ESCALATING -> heldBack.contains("lead " + queue) && !told.contains("lead " + queue);
            case SEEN_TO -> hookTold && !told.contains("lead " + queue);
            case GROUPED -> alerts.containsValue(queue) && !hookTold;
        };
    }
}
