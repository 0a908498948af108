package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.replay.ReplayRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who waits, who is served and by whom, on the whole topology: small stories of one morning, each in queues of its own, and
 * what {@code queue}, {@code sla}, {@code agents} and {@code cases} say of them at the end.
 */
class StaysITCase {

    private static final String POLICIES = """
            policies:
              - {name: waits, match: {queue: sent-back}, targets: {queue_wait: 60s}}
              - {name: takers, match: {queue: [given-back, named-nobody]}, targets: {first_reply: 1h}, timed: [assignee_response]}
              - {name: promises, match: {queue: came-back}, targets: {first_reply: 2m, next_reply: 2m}}
            """;

    private static final List<String> EVENTS = new ArrayList<>();

    /** By measurement, rollup's value and time; of a point that is written several times the last version counts. */
    private static final Map<String, ReplayRun.Point> POINTS = new TreeMap<>();

    @TempDir
    private static Path folder;

    private static void happens(String time, String type, String caseId, String more) {
        EVENTS.add(
                ("{\"id\":\"%d\",\"type\":\"%s\",\"time\":\"2026-05-04T%sZ\",\"source\":\"desk\",\"case_id\":\"%s\"%s}")
                        .formatted(EVENTS.size(), type, time, caseId, more.isEmpty() ? "" : "," + more));
    }

    @BeforeAll
    static void theMorning() throws IOException {
        sentBackIntoTheSameQueue();
        handedToAColleague();
        returnedToAnAbandonedChat();
        noticeAfterTheEnd();
        givenBack();
        removed();
        happens("12:00:00", "ticket.created", "end", "\"queue\":\"end\"");
        EVENTS.sort((one, other) ->
                one.substring(one.indexOf("\"time\"")).compareTo(other.substring(other.indexOf("\"time\""))));
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve(RuleFolder.POLICY_FILE), POLICIES);
        Path settings = folder.resolve("settings.yaml");
        Files.writeString(settings, "rollups: [[queue]]\nparallelism: 2\n");
        Path events = folder.resolve("events.jsonl");
        Files.write(events, EVENTS);
        ReplayRun run = ReplayRun.of(
                folder.resolve("out"), events, "--config", settings.toString(), "--rules", rules.toString());
        assertThat(run.rejected()).isEmpty();
        run.forEachPoint("", point -> {
            Map<String, String> tags = new TreeMap<>(point.tags());
            tags.remove("rollup");
            POINTS.put(point.measurement() + tags.values() + " " + time(point), point);
        });
    }

    private static String time(ReplayRun.Point point) {
        return Instant.ofEpochMilli(point.time()).toString().substring(11, 19);
    }

    private static long sum(String series, String field) {
        return POINTS.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(series + " "))
                .mapToLong(entry -> entry.getValue().whole(field))
                .sum();
    }

    /** A level's values and the panes from which on they held. */
    private static Map<String, Long> course(String series, String field) {
        Map<String, Long> course = new TreeMap<>();
        Map<String, Long> last = new HashMap<>(Map.of(field, 0L));
        POINTS.forEach((key, point) -> {
            if (key.startsWith(series + " ") && point.fields().containsKey(field)) {
                long now = point.whole(field);
                if (last.put(field, now) != now) {
                    course.put(time(point), now);
                }
            }
        });
        return course;
    }

    private static void sentBackIntoTheSameQueue() {
        happens("08:00:00", "chat.queued", "s", "\"queue\":\"sent-back\"");
        happens("08:00:40", "chat.transferred", "s", "\"queue\":\"sent-back\"");
        happens("08:01:30", "chat.assigned", "s", "\"queue\":\"sent-back\",\"agent_id\":\"sue\"");
        happens("08:02:00", "chat.ended", "s", "");
    }

    @Test
    void whoIsSentBackIntoTheirQueueGoesOnWaiting() {
        assertThat(sum("queue[sent-back]", "offered")).isEqualTo(1);
        assertThat(POINTS.get("queue[sent-back] 08:01:30").fields()).containsEntry("wait_mean_s", "90");
        assertThat(sum("sla[queue_wait, sent-back]", "met")).isZero();
        assertThat(course("sla[queue_wait, sent-back]", "breached")).containsEntry("08:01:00", 1L);
        assertThat(POINTS.get("sla[queue_wait, sent-back] 08:01:30").fields())
                .containsEntry("mean_s", "90")
                .containsEntry("count", "1i");
    }

    private static void handedToAColleague() {
        happens("08:20:00", "chat.queued", "h", "\"queue\":\"handed\"");
        happens("08:20:20", "chat.assigned", "h", "\"agent_id\":\"mia\"");
        happens("08:23:00", "chat.transferred", "h", "\"queue\":\"handed\",\"agent_id\":\"leo\"");
        happens("08:24:00", "chat.message", "h", "\"actor\":\"AGENT\",\"agent_id\":\"leo\"");
        happens("08:35:00", "chat.ended", "h", "\"agent_id\":\"leo\"");
    }

    @Test
    void whoeverIsHandedAChatHasItAndNobodyWaits() {
        for (String count : List.of("offered", "answered")) {
            assertThat(sum("queue[handed]", count)).as(count).isEqualTo(1);
        }
        assertThat(sum("queue[handed]", "abandoned")).isZero();
        assertThat(course("queue[handed]", "waiting")).isEqualTo(Map.of("08:20:00", 1L, "08:20:20", 0L));
        assertThat(course("queue[handed]", "in_service")).isEqualTo(Map.of("08:20:20", 1L, "08:35:00", 0L));
        for (String level : List.of("on_contact", "slots_used")) {
            assertThat(course("agents[mia]", level)).isEqualTo(Map.of("08:20:20", 1L, "08:23:00", 0L));
            assertThat(course("agents[leo]", level)).isEqualTo(Map.of("08:23:00", 1L, "08:35:00", 0L));
        }
        assertThat(POINTS.get("queue_interval[handed] 08:00:00").fields()).containsEntry("abandon_rate", "0");
    }

    private static void returnedToAnAbandonedChat() {
        happens("11:00:00", "chat.queued", "r", "\"queue\":\"came-back\"");
        happens("11:01:00", "chat.abandoned", "r", "");
        happens("11:03:30", "chat.queued", "r", "\"queue\":\"came-back\"");
        happens("11:08:00", "chat.assigned", "r", "\"agent_id\":\"sue\"");
        happens("11:08:30", "chat.message", "r", "\"actor\":\"AGENT\",\"agent_id\":\"sue\"");
    }

    @Test
    void whoComesBackWaitsForAReply() {
        assertThat(course("sla[first_reply, came-back]", "breached")).containsEntry("11:05:30", 1L);
        assertThat(sum("sla[first_reply, came-back]", "breached")).isEqualTo(1);
        assertThat(sum("queue[came-back]", "offered")).isEqualTo(2);
        assertThat(sum("queue[came-back]", "abandoned")).isEqualTo(1);
    }

    private static void noticeAfterTheEnd() {
        happens("09:00:00", "chat.queued", "n", "\"queue\":\"notice\"");
        happens("09:00:10", "chat.assigned", "n", "\"agent_id\":\"tom\"");
        happens("09:01:00", "chat.ended", "n", "");
        happens("09:20:00", "chat.message", "n", "\"queue\":\"notice\",\"actor\":\"SYSTEM\",\"automated\":true");
    }

    @Test
    void aNoticeBeginsNothing() {
        assertThat(sum("cases[notice]", "created")).isEqualTo(1);
        assertThat(sum("cases[notice]", "solved")).isEqualTo(1);
        assertThat(sum("cases[notice]", "net_flow")).isZero();
        assertThat(course("cases[notice]", "open")).isEqualTo(Map.of("09:00:00", 1L, "09:01:00", 0L));
    }

    private static void givenBack() {
        for (String queue : List.of("given-back", "named-nobody")) {
            happens("09:30:00", "ticket.created", queue, "\"actor\":\"CUSTOMER\",\"queue\":\"%s\"".formatted(queue));
            happens("09:31:00", "ticket.assigned", queue, "\"agent_id\":\"bea\"");
        }
        happens("09:36:00", "ticket.assigned", "given-back", "\"queue\":\"given-back\"");
        happens("09:36:00", "ticket.assigned", "named-nobody", "\"agent_id\":null");
    }

    @Test
    void aTicketThatIsTakenFromItsAgentIsWithNobody() {
        for (String queue : List.of("given-back", "named-nobody")) {
            assertThat(course("cases[" + queue + "]", "unassigned"))
                    .isEqualTo(Map.of("09:30:00", 1L, "09:31:00", 0L, "09:36:00", 1L));
            assertThat(course("sla[assignee_response, " + queue + "]", "running"))
                    .isEqualTo(Map.of("09:31:00", 1L, "09:36:00", 0L));
        }
    }

    private static void removed() {
        for (String queue : List.of("merged", "solved-before", "spam", "moved")) {
            happens("10:00:00", "ticket.created", queue, "\"queue\":\"%s\"".formatted(queue));
        }
        happens("10:05:00", "ticket.status_changed", "merged", "\"status\":\"CLOSED\"");
        happens("10:05:00", "ticket.merged", "merged", "\"into_case_id\":\"other\"");
        happens("10:02:00", "ticket.status_changed", "solved-before", "\"status\":\"SOLVED\"");
        happens("10:09:00", "ticket.merged", "solved-before", "\"into_case_id\":\"other\"");
        happens("10:05:00", "ticket.deleted", "spam", "\"reason\":\"SPAM\"");
        happens("10:05:00", "ticket.updated", "moved", "\"queue\":\"moved-there\"");
        happens("10:06:00", "ticket.status_changed", "moved", "\"status\":\"SOLVED\"");
    }

    @Test
    void netFlowIsWhatIsUnsolved() {
        for (String queue : List.of("merged", "solved-before", "spam", "moved", "moved-there")) {
            assertThat(sum("cases[" + queue + "]", "net_flow")).as(queue).isZero();
        }
        assertThat(sum("cases[merged]", "solved")).isZero();
        assertThat(sum("cases[merged]", "merged")).isEqualTo(1);
        assertThat(sum("cases[solved-before]", "solved")).isEqualTo(1);
        assertThat(sum("cases[spam]", "merged")).isZero();
        assertThat(sum("cases[spam]", "deleted")).isEqualTo(1);
        assertThat(sum("cases[given-back]", "net_flow")).isEqualTo(1);
    }
}
