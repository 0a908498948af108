package io.bellwether.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.yaml.Times;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes of alerts on queues, by minutes of a morning. */
final class Alerts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START = 1_772_409_600_000L;

    private Alerts() {}

    static long minute(long n) {
        return START + n * 60_000;
    }

    /** As a replay writes it; the queue is the alert's id, too. */
    static ObjectNode change(String uid, String queue, long startsAt, String transition, String severity, long at) {
        ObjectNode change = JSON.createObjectNode()
                .put("alert_id", queue)
                .put("uid", uid)
                .put("transition", transition)
                .put("severity", severity)
                .put("starts_at", Times.rfc3339(minute(startsAt)))
                .put("at", Times.rfc3339(minute(at)))
                .put("subject", "")
                .put("shadow", false);
        change.putObject("labels").put("queue", queue);
        return change;
    }

    static ObjectNode ofCase(String uid, String caseId, String severity, long at) {
        return change(uid, caseId, at, "firing", severity, at).put("subject", caseId);
    }

    static List<Episode> episodes(JsonNode... changes) {
        return Episode.of(Arrays.asList(changes));
    }

    /** An episode from one minute to another. */
    static List<Episode> episode(String uid, String queue, long from, long to) {
        return episodes(
                change(uid, queue, from, "firing", "warning", from),
                change(uid, queue, from, "resolved", "warning", to));
    }

    static KnownIncident incident(String name, long from, long to, String... queues) {
        return new KnownIncident(
                name, minute(from), minute(to), queues.length == 0 ? Map.of() : Map.of("queue", Set.of(queues)));
    }

    static Backtest backtest(List<KnownIncident> truth, List<Episode> episodes) {
        return new Backtest(
                new Covered(minute(0), minute(720)),
                1_000,
                episodes,
                truth,
                List.of(new Learning("dip", 120 * 60_000L), new Learning("usual", 600 * 60_000L)),
                new Backtest.Options(6 * 3_600_000L, 30 * 60_000L));
    }
}
