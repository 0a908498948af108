package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.CaseStory;
import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.job.RuleFolder;
import io.bellwether.settings.Settings;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real logs through {@code replay}, against what their sources say and against a naive count: equal to the second. */
class LogsITCase {

    private static final List<String> COUNTS = List.of("created", "solved", "closed", "reopened", "transfers");
    private static final long PANE = 10_000;
    private static final long YEAR_SECONDS = Duration.ofDays(365).toSeconds();

    @TempDir
    private Path folder;

    private ReplayRun replay(String log, String rollups, String timed, String more) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve(RuleFolder.POLICY_FILE), "policies: [{name: all, timed: [" + timed + "]}]\n");
        Path settings = folder.resolve("settings.yaml");
        Files.writeString(settings, "rollups: " + rollups + "\nparallelism: 2\n" + more);
        ReplayRun run = ReplayRun.of(
                folder.resolve(log),
                RealLogs.events(log),
                "--config",
                settings.toString(),
                "--rules",
                rules.toString());
        assertThat(run.rejected()).isEmpty();
        return run;
    }

    @Test
    void theHelpdeskCountsAndTimesAsItsLogDoes() throws IOException {
        NaiveTickets tickets = new NaiveTickets(RealLogs.cases("helpdesk_it").values());
        List<Map<String, String>> truth = RealLogs.truth("helpdesk_it_tickets.csv.gz");

        ReplayRun run = replay("helpdesk_it", "[[]]", "requester_wait, agent_work, agent_wait", "");

        Map<String, Long> sums = run.sums("sla", "clock", List.of("count"));
        assertThat(sums).isEqualTo(tickets.clocks("requester_wait", "agent_work", "agent_wait"));
        assertThat(sums).containsEntry("first_resolution.count", filled(truth, "last_resolved_at"));
        Map<String, Long> cases = run.sums("cases", "", COUNTS);
        assertThat(cases).isEqualTo(tickets.counts());
        isTheBacklogOf(tickets, run);
        // one ticket was solved and closed again without having been opened
        assertThat(cases)
                .containsEntry("created", (long) truth.size())
                .containsEntry("closed", filled(truth, "closed_at") + 1);
    }

    /** By status and age, in one pane of many: each is a look at every ticket. */
    private static void isTheBacklogOf(NaiveTickets tickets, ReplayRun run) throws IOException {
        TreeMap<Long, ReplayRun.Point> points = new TreeMap<>();
        run.forEachPoint("cases,", point -> points.put(point.time(), point));
        Set<String> told = new TreeSet<>();
        int at = 0;
        for (ReplayRun.Point point : points.values()) {
            if (at++ % (points.size() / 400) == 0) {
                Map<String, Long> levels = new TreeMap<>();
                for (String field : point.fields().keySet()) {
                    if (field.matches("(open|waiting_customer|waiting_third_party)(_[0-9].*|_over_7d)?")
                            && point.whole(field) != 0) {
                        levels.put(field, point.whole(field));
                    }
                }
                assertThat(levels).as("at %s", point.time()).isEqualTo(tickets.backlog(point.time() + PANE));
                told.addAll(levels.keySet());
            }
        }
        assertThat(told).contains("open_0_1h", "open_4_24h", "open_over_7d");
    }

    /** A ticket that was solved once was solved when its row says; what was solved again must say so in the log. */
    @Test
    void everyTicketOfTheHelpdeskWasSolvedWhenItsRowSays() throws IOException {
        Map<String, List<ServiceEvent>> cases = RealLogs.cases("helpdesk_it");
        int solvedOnce = 0;
        for (Map<String, String> row : RealLogs.truth("helpdesk_it_tickets.csv.gz")) {
            List<ServiceEvent> events = cases.get(row.get("ticket_id"));
            List<ServiceEvent> solutions = events.stream()
                    .filter(event -> event.status() == Status.SOLVED)
                    .toList();
            if (solutions.size() == 1 && events.get(0).type() == EventType.TICKET_CREATED) {
                ClockView resolution = firstResolution(events);
                assertThat(Instant.ofEpochMilli(resolution.start())).isEqualTo(row.get("first_event_at"));
                assertThat(Instant.ofEpochMilli(resolution.start() + resolution.consumedMillis()))
                        .as("solution of %s", row)
                        .isEqualTo(row.get("last_resolved_at"));
                solvedOnce++;
            } else {
                assertThat(row.get("last_resolved_at"))
                        .isEqualTo(
                                solutions.isEmpty()
                                        ? ""
                                        : Instant.ofEpochMilli(solutions
                                                        .get(solutions.size() - 1)
                                                        .time())
                                                .toString());
            }
        }
        assertThat(solvedOnce).isGreaterThan(4_000);
    }

    private static ClockView firstResolution(List<ServiceEvent> events) {
        List<CaseStory.Arrival> arrivals = events.stream()
                .map(event -> new CaseStory.Arrival(event, event.time() - 1))
                .toList();
        return CaseStory.of(
                        EventKeys.caseOf(events.get(0)),
                        Settings.defaults().cases(),
                        PolicyBook.defaults(),
                        arrivals,
                        events.get(events.size() - 1).time())
                .stream()
                .flatMap(step -> step.clocks().stream())
                .filter(view ->
                        view.clock().equals("resolution") && view.state().equals("FULFILLED"))
                .findFirst()
                .orElseThrow();
    }

    /** Threads on Twitter never end: what is silent for longer than {@code silent_after} is let go, and that is all. */
    @Test
    void firstRepliesOnTwitterAreThoseOfItsThreads() throws IOException {
        Map<String, Long> all = new TreeMap<>();
        Map<String, Long> withinAYear = new TreeMap<>();
        for (Map<String, String> row : RealLogs.truth("twcs_sample_first_response.csv.gz")) {
            long seconds = Long.parseLong(row.get("first_response_s"));
            add(all, row.get("queue"), seconds);
            if (seconds <= YEAR_SECONDS) {
                add(withinAYear, row.get("queue"), seconds);
            }
        }
        assertThat(withinAYear).isNotEqualTo(all);
        assertThat(firstReplies(replay("twcs_sample", "[[queue]]", "", ""))).isEqualTo(withinAYear);
        assertThat(firstReplies(replay("twcs_sample", "[[queue]]", "", "forget: {silent_after: 3650d}\n")))
                .isEqualTo(all);
    }

    private static void add(Map<String, Long> sums, String queue, long seconds) {
        sums.merge(queue + ".count", 1L, Long::sum);
        sums.merge(queue + ".seconds", seconds, Long::sum);
        sums.values().removeIf(sum -> sum == 0);
    }

    private static Map<String, Long> firstReplies(ReplayRun run) throws IOException {
        return run.sums("sla,clock=first_reply", "queue", List.of("count"));
    }

    @Test
    void incidentsAreReopenedAsOftenAsTheirLogSays() throws IOException {
        NaiveTickets tickets =
                new NaiveTickets(RealLogs.cases("bpi2013_incidents").values());
        List<Map<String, String>> truth = RealLogs.truth("bpi2013_tickets.csv.gz");

        ReplayRun run = replay("bpi2013_incidents", "[[]]", "", "forget: {silent_after: 3650d}\n");

        Map<String, Long> sums = run.sums("sla", "clock", List.of("count"));
        assertThat(sums).isEqualTo(tickets.clocks());
        assertThat(sums).containsEntry("first_resolution.count", filled(truth, "last_resolved_at"));
        Map<String, Long> cases = run.sums("cases", "", COUNTS);
        assertThat(cases).isEqualTo(tickets.counts());
        isTheBacklogOf(tickets, run);
        // the source's own status "Unmatched" is open for us, for the truth it is no status at all
        long told = truth.stream()
                .mapToLong(row -> Long.parseLong(row.get("derived_reopens")))
                .sum();
        assertThat(cases.get("reopened")).isEqualTo(told + tickets.reopenedTo("Unmatched/Unmatched"));
    }

    @Test
    void everyLineOfAChatRoomIsTaken() throws IOException {
        Map<String, List<ServiceEvent>> threads = RealLogs.cases("ubuntu_irc_disentangled");
        ReplayRun run = replay("ubuntu_irc_disentangled", "[[]]", "", "");
        assertThat(run.sums("pipeline", "", List.of("events", "late", "duplicates")))
                .isEqualTo(Map.of(
                        "events",
                        threads.values().stream().mapToLong(List::size).sum()));
        assertThat(run.sums("cases", "", COUNTS)).isEqualTo(Map.of("created", (long) threads.size()));
    }

    private static long filled(List<Map<String, String>> rows, String column) {
        return rows.stream().filter(row -> !row.get(column).isEmpty()).count();
    }
}
