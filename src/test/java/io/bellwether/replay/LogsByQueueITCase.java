package io.bellwether.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.job.RuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every figure that a real log can tell, in each half hour, in total and by queue, against a naive second reading. */
class LogsByQueueITCase {

    private static final long HALF_HOUR = 1_800_000;
    private static final List<String> COUNTS =
            List.of("created", "solved", "closed", "reopened", "transfers", "transferred", "one_touch");
    private static final List<String> RETURNS = List.of("resolved", "unresolved", "contacts", "repeats");
    private static final List<String> LEVELS =
            List.of("open", "new", "waiting_customer", "waiting_third_party", "unassigned");

    @TempDir
    private Path folder;

    private Set<String> agrees(String log, List<String> timed, int silentDays, int each) throws IOException {
        Collection<List<ServiceEvent>> cases = RealLogs.cases(log).values();
        long last = cases.stream()
                .flatMap(List::stream)
                .mapToLong(ServiceEvent::time)
                .max()
                .orElseThrow();
        NaiveLog naiveLog =
                new NaiveLog(cases, timed, Duration.ofDays(silentDays).toMillis());
        NaiveReturns returns = new NaiveReturns(cases);
        List<NaiveLog.Happening> happenings = new ArrayList<>(naiveLog.happenings());
        happenings.addAll(returns.happenings());
        List<NaiveLog.Span> spans = new ArrayList<>(naiveLog.spans());
        spans.addAll(returns.spans());
        if (timed.contains("group_ownership")) {
            NaiveOwnership ownership = new NaiveOwnership(cases);
            happenings.addAll(ownership.happenings());
            spans.addAll(ownership.spans());
        }
        HalfHours naive = new HalfHours(happenings, spans, last);
        ReplayRun run = replay(log, timed, silentDays);
        assertThat(naive.compare(run, "cases", "", COUNTS, LEVELS)).isEmpty();
        assertThat(naive.compare(run, "sla", "clock", List.of(), List.of("running")))
                .isEmpty();
        assertThat(naive.compare(
                        run,
                        "cases_interval",
                        "",
                        List.of("solved", "reopened", "transferred", "one_touch"),
                        List.of()))
                .isEmpty();
        everyEventIsCounted(run, cases.stream().flatMap(List::stream).toList());
        assertThat(naive.compare(run, "resolution", "", RETURNS, List.of("pending", "returned")))
                .isEmpty();
        assertThat(naive.ages(run, each)).isEmpty();
        return naive.told();
    }

    /** By half hour; a message is scored, or it is in a language that the scorer does not know. */
    private static void everyEventIsCounted(ReplayRun run, List<ServiceEvent> log) throws IOException {
        Map<Long, Long> events = new TreeMap<>();
        Map<Long, Long> messages = new TreeMap<>();
        for (ServiceEvent event : log) {
            long window = event.time() / HALF_HOUR * HALF_HOUR;
            events.merge(window, 1L, Long::sum);
            if (event.isMessage() && event.visibility() == Visibility.PUBLIC) {
                messages.merge(window, 1L, Long::sum);
            }
        }
        Map<Long, Long> told = new TreeMap<>();
        Map<Long, Long> scored = new TreeMap<>();
        run.forEachPoint("pipeline,", point -> {
            told.merge(point.time(), point.whole("events"), Long::sum);
            scored.merge(point.time(), point.whole("unscored"), Long::sum);
        });
        run.forEachPoint("sentiment,rollup=all,", point -> scored.merge(point.time(), point.whole("count"), Long::sum));
        told.values().removeIf(n -> n == 0);
        scored.values().removeIf(n -> n == 0);
        assertThat(told).isEqualTo(events);
        assertThat(scored).isEqualTo(messages);
    }

    private ReplayRun replay(String log, List<String> timed, int silentDays) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve(RuleFolder.POLICY_FILE), "policies: [{name: all, timed: " + timed + "}]\n");
        Path settings = folder.resolve("settings.yaml");
        Files.writeString(
                settings,
                "rollups: [[], [queue]]\nwindow: 30m\nparallelism: 2\nforget: {silent_after: " + silentDays + "d}\n");
        ReplayRun run = ReplayRun.of(
                folder.resolve(log),
                RealLogs.events(log),
                "--config",
                settings.toString(),
                "--rules",
                rules.toString(),
                "--level-refresh",
                "72h");
        assertThat(run.rejected()).isEmpty();
        return run;
    }

    @Test
    void theHelpdeskAgreesInEveryHalfHour() throws IOException {
        assertThat(agrees(
                        "helpdesk_it",
                        List.of("requester_wait", "agent_work", "agent_wait", "group_ownership"),
                        365,
                        5))
                .contains("cases.created", "cases.solved", "cases.closed", "cases.reopened", "cases.transfers")
                .contains("cases.new", "cases.open", "cases.waiting_customer", "cases.open_0_1h", "cases.open_over_7d")
                .contains("cases_interval.solved", "cases_interval.reopened", "sla.first_resolution.time.mean_s")
                .contains("sla.requester_wait.time.mean_s", "sla.requester_wait.time.p90_s")
                .contains("resolution.resolved", "resolution.unresolved", "resolution.pending", "resolution.returned")
                .contains("resolution.contacts", "resolution.repeats", "cases.net_flow", "cases.transferred")
                .contains("sla.requester_wait.running", "sla.agent_wait.time.mean_s", "sla.resolution.running")
                .contains("sla.group_ownership.time.mean_s", "sla.group_ownership.running");
    }

    @Test
    void incidentsAgreeInEveryHalfHour() throws IOException {
        assertThat(agrees("bpi2013_incidents", List.of("agent_work", "agent_wait"), 3650, 20))
                .contains("cases.created", "cases.solved", "cases.closed", "cases.reopened", "cases.new")
                .contains("cases.open_1_4h", "cases.waiting_customer_over_7d", "cases.waiting_third_party_1_3d")
                .contains("cases_interval.reopened", "sla.resolution.time.mean_s", "sla.first_resolution.time.p95_s")
                .contains("resolution.resolved", "resolution.unresolved", "resolution.contacts")
                .contains("sla.agent_work.time.mean_s", "sla.first_reply.running");
    }

    @Test
    void threadsOnTwitterAgreeInEveryHalfHour() throws IOException {
        assertThat(agrees("twcs_sample", List.of(), 3650, 1))
                .contains("cases.created", "cases.open", "cases.unassigned", "cases.open_3_7d", "resolution.contacts")
                .contains("sla.first_reply.time.mean_s", "sla.first_reply.time.p90_s", "sla.first_reply.running")
                .contains("sla.next_reply.time.mean_s", "sla.next_reply.time.p99_s", "sla.next_reply.running");
    }

    /** Whoever fell silent a year ago is let go: nothing of a chat without an end stays for ever. */
    @Test
    void conversationsOfAChatRoomAgreeInEveryHalfHour() throws IOException {
        assertThat(agrees("ubuntu_irc_disentangled", List.of(), 365, 5))
                .contains("cases.created", "cases.open", "cases.open_over_7d", "cases.net_flow", "resolution.contacts")
                .contains("sla.first_reply.running", "sla.resolution.running");
    }
}
