package io.bellwether.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.CaseStory;
import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.job.RuleFolder;
import io.bellwether.replay.CaseHistory;
import io.bellwether.replay.RealLogs;
import io.bellwether.replay.ReplayRun;
import io.bellwether.settings.Settings;
import io.bellwether.sla.ClockView;
import io.bellwether.sla.PolicyBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code sla explain} says of every case of a real log, added up, is what {@code replay} counts of that log: verdicts,
 * ends and time consumed of every instance of every clock.
 */
class ExplainLogsITCase {

    private static final String POLICIES = """
            policies:
              - name: all
                targets:
                  {first_reply: 1h, next_reply: 1h, periodic_update: 4h, pausable_update: 4h, requester_wait: 8h,
                   agent_work: 8h, agent_wait: 8h, resolution: 3d, group_ownership: 4h, assignee_response: 2h,
                   queue_wait: 20s, round_response: 1h}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "twcs_sample",
                "helpdesk_it",
                "boston311_animal_2013_2016",
                "bpi2013_incidents",
                "ubuntu_irc_disentangled",
                "technion_bank_1999-01",
                "technion_bank_1999-02"
            })
    void everyCaseIsToldAsItIsCounted(String log) throws Exception {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Path file = Files.writeString(rules.resolve(RuleFolder.POLICY_FILE), POLICIES);
        Path config = Files.writeString(folder.resolve("settings.yaml"), "rollups: [[]]\n");
        Settings settings = Settings.load(config);
        PolicyBook policies = PolicyBook.load(file);

        Map<String, Long> told = new TreeMap<>();
        Map<String, List<ServiceEvent>> cases = RealLogs.cases(log);
        long end = cases.values().stream()
                .flatMap(Collection::stream)
                .mapToLong(ServiceEvent::time)
                .max()
                .orElseThrow();
        for (Map.Entry<String, List<ServiceEvent>> one : cases.entrySet()) {
            add(CaseVerdict.last(story(one.getKey(), one.getValue(), settings, policies, end)), told);
        }
        told.values().removeIf(n -> n == 0);
        readsAsTheCommandDoes(log, cases, settings, policies, end);

        ReplayRun run = ReplayRun.of(
                folder.resolve("out"),
                RealLogs.events(log),
                "--config",
                config.toString(),
                "--rules",
                rules.toString());
        Map<String, Long> counted = run.sums("sla", "clock", List.of("met", "breached", "count"));
        counted.keySet().removeIf(of -> of.startsWith("first_resolution."));
        assertThat(told).hasSizeGreaterThanOrEqualTo(5).isEqualTo(counted);
        assertThat(run.rejected()).isEmpty();
    }

    private static List<CaseStory.Step> story(
            String id, List<ServiceEvent> events, Settings settings, PolicyBook policies, long end) {
        SourceId which = EventKeys.caseOf(events.get(0));
        assertThat(which.id()).isEqualTo(id);
        List<CaseStory.Arrival> arrivals = events.stream()
                .map(event -> new CaseStory.Arrival(event, event.time() - 1))
                .toList();
        return CaseStory.of(which, settings.cases(), policies, arrivals, end);
    }

    /** A breach that an instance took over from the one before, when a case was opened again, is counted once. */
    private static void add(Collection<ClockView> clocks, Map<String, Long> told) {
        Map<String, Long> breaches = new HashMap<>();
        for (ClockView clock : clocks) {
            if (clock.breachedAt() > 0 && !Long.valueOf(clock.breachedAt()).equals(breaches.get(clock.clock()))) {
                told.merge(clock.clock() + ".breached", 1L, Long::sum);
            }
            breaches.put(clock.clock(), clock.breachedAt());
            told.merge(clock.clock() + ".met", clock.verdict() == ClockView.Verdict.MET ? 1L : 0L, Long::sum);
            if (clock.state().equals("FULFILLED")) {
                told.merge(clock.clock() + ".count", 1L, Long::sum);
                told.merge(clock.clock() + ".seconds", clock.consumedMillis() / 1000, Long::sum);
            }
        }
    }

    private static void readsAsTheCommandDoes(
            String log, Map<String, List<ServiceEvent>> cases, Settings settings, PolicyBook policies, long end)
            throws IOException {
        List<String> ids = new ArrayList<>(cases.keySet());
        Random random = new Random(log.hashCode());
        for (int i = 0; i < 5; i++) {
            String id = ids.get(random.nextInt(ids.size()));
            CaseHistory history = CaseHistory.of(List.of(RealLogs.events(log)), id, settings, false);
            assertThat(history.end()).isEqualTo(end);
            history.arrivals().forEach((source, arrivals) -> assertThat(
                            CaseStory.of(new SourceId(source, id), settings.cases(), policies, arrivals, end))
                    .isEqualTo(story(id, cases.get(id), settings, policies, end)));
        }
    }
}
