package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.replay.ReplayRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which case an event is of, which event comes first, and which came before: through the whole topology. */
class IdentityITCase {

    private static final String EVENT =
            "{\"id\":\"%s\",\"type\":\"%s\",\"time\":\"2026-04-07T%sZ\",\"source\":\"%s\",%s}\n";

    @TempDir
    private Path folder;

    private String events = "";

    private void event(String id, String type, String time, String source, String fields) {
        events += EVENT.formatted(id, type, time, source, fields.replace('\'', '"'));
    }

    private ReplayRun replay(String... options) throws Exception {
        Path file = folder.resolve("events.jsonl");
        Files.writeString(file, events);
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(
                rules.resolve("sla-policies.yaml"),
                "policies:\n  - {name: everybody, targets: {first_reply: 20m, queue_wait: 2m}}\n");
        List<String> all = new java.util.ArrayList<>(List.of(options));
        all.addAll(List.of("--rules", rules.toString()));
        return ReplayRun.of(folder.resolve("out"), file, all.toArray(String[]::new));
    }

    private static final List<String> COURSE = List.of("created", "solved", "closed", "reopened", "net_flow");

    private static Map<String, Long> counts(ReplayRun run, String series, List<String> fields) throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        run.forEachPoint(
                series + " ", point -> fields.forEach(field -> counts.merge(field, point.whole(field), Long::sum)));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** What a level shows in the last window of the history. */
    private static long last(ReplayRun run, String series, String field) throws Exception {
        long[] last = {Long.MIN_VALUE, 0};
        run.forEachPoint(series + " ", point -> {
            if (point.time() >= last[0]) {
                last[0] = point.time();
                last[1] = point.whole(field);
            }
        });
        return last[1];
    }

    @Test
    void aChatOfOneSystemDoesNotEndTheTicketOfAnother() throws Exception {
        event("1", "ticket.created", "10:00:00", "helpdesk", "'case_id':'500','queue':'parcels'");
        event("1", "chat.started", "10:01:00", "webchat", "'case_id':'500','queue':'parcels'");
        event("2", "chat.assigned", "10:02:00", "webchat", "'case_id':'500','agent_id':'ann'");
        event("3", "chat.ended", "10:04:00", "webchat", "'case_id':'500'");
        event("2", "ticket.created", "10:30:00", "helpdesk", "'case_id':'501'");
        event(
                "2",
                "ticket.status_changed",
                "10:31:00",
                "bot",
                "'case_id':'501','case_source':'helpdesk','status':'SOLVED'");
        ReplayRun run = replay();

        assertThat(counts(run, "cases,rollup=all", COURSE))
                .isEqualTo(Map.of("created", 3L, "closed", 1L, "solved", 2L, "net_flow", 1L));
        assertThat(last(run, "cases,rollup=all", "open")).isEqualTo(1);
    }

    @Test
    void whatIsOpenedAndSolvedInOneSecondStaysSolved() throws Exception {
        event("a-98", "ticket.created", "10:00:00", "desk", "'case_id':'T','queue':'parcels'");
        event("a-99", "ticket.status_changed", "10:05:00", "desk", "'case_id':'T','status':'OPEN'");
        event("a-100", "ticket.status_changed", "10:05:00", "desk", "'case_id':'T','status':'SOLVED'");
        event("x", "ticket.created", "10:10:00", "desk", "'case_id':'U','queue':'parcels'");
        event("z", "ticket.status_changed", "10:15:00", "desk", "'case_id':'U','status':'OPEN','seq':7");
        event("y", "ticket.status_changed", "10:15:00", "desk", "'case_id':'U','status':'SOLVED','seq':8");
        event("0", "clock.heartbeat", "12:00:00", "desk", "'queue':'parcels'");
        ReplayRun run = replay();

        assertThat(counts(run, "cases,rollup=all", COURSE)).isEqualTo(Map.of("created", 2L, "solved", 2L));
        assertThat(last(run, "cases,rollup=all", "open")).isZero();
    }

    /** In the order of arrival: ended, forgotten, and then the beginning comes once more. */
    @Test
    void aBeginningThatIsSentAgainAfterTheEndIsNoCustomer() throws Exception {
        event("1", "chat.queued", "10:00:00", "desk", "'case_id':'C','queue':'parcels'");
        event("2", "chat.assigned", "10:00:20", "desk", "'case_id':'C','queue':'parcels','agent_id':'ann'");
        event("3", "chat.ended", "10:05:00", "desk", "'case_id':'C','agent_id':'ann'");
        event("h1", "clock.heartbeat", "10:30:00", "desk", "'seq':1");
        event("1", "chat.queued", "10:00:00", "desk", "'case_id':'C','queue':'parcels'");
        event("h2", "clock.heartbeat", "11:30:00", "desk", "'seq':2");
        ReplayRun run = replay("--as-arrived");

        assertThat(counts(run, "queue,rollup=all", List.of("offered", "answered", "abandoned")))
                .isEqualTo(Map.of("offered", 1L, "answered", 1L));
        assertThat(counts(run, "cases,rollup=all", COURSE))
                .isEqualTo(Map.of("created", 1L, "closed", 1L, "solved", 1L));
        assertThat(last(run, "queue,rollup=all", "waiting")).isZero();
        assertThat(run.sums("pipeline", "", List.of("duplicates", "late"))).isEqualTo(Map.of("duplicates", 1L));
        assertThat(run.rejected()).isEmpty();
    }
}
