package io.bellwether.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a case, as it is kept: {@code {"v":1,"source":…,"case":…,"cut":false,"states":[{"time":…,"order":…,"values":{…}}]}}.
 *
 * @param source of the case
 * @param caseId of it
 * @param known of it
 */
public record KnownSnapshotsJson(String source, String caseId, KnownSnapshots known) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    /** In UTF-8. */
    public byte[] bytes() {
        ObjectNode all = JSON.createObjectNode()
                .put("v", VERSION)
                .put("source", source)
                .put("case", caseId)
                .put("cut", known.cut());
        ArrayNode states = all.putArray("states");
        for (SnapshotState state : known.states()) {
            ObjectNode one = states.addObject().put("time", state.time()).put("order", state.order());
            one.set("values", state.values());
        }
        try {
            return JSON.writeValueAsBytes(all);
        } catch (IOException e) {
            throw new IllegalStateException("what is known of a case cannot be written as JSON", e);
        }
    }

    /** What was kept; empty where the bytes are something else, or of a version that is not known. */
    public static Optional<KnownSnapshotsJson> of(byte[] bytes) {
        try {
            JsonNode all = JSON.readTree(bytes);
            if (all == null
                    || all.path("v").asInt() != VERSION
                    || !all.hasNonNull("source")
                    || !all.hasNonNull("case")) {
                return Optional.empty();
            }
            List<SnapshotState> states = new ArrayList<>();
            for (JsonNode state : all.path("states")) {
                if (state.get("values") instanceof ObjectNode values) {
                    states.add(new SnapshotState(
                            state.path("time").asLong(), state.path("order").asLong(), values));
                }
            }
            states.sort(SnapshotState.ORDER);
            KnownSnapshots known = new KnownSnapshots(states, all.path("cut").asBoolean());
            return Optional.of(new KnownSnapshotsJson(
                    all.get("source").asText(), all.get("case").asText(), known));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
