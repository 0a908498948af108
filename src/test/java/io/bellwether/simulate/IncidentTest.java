package io.bellwether.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each incident against the same seed without it. */
class IncidentTest {
    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    private static final long LENGTH = 5 * 3_600_000L;

    private static final Map<String, Run> RUNS = new HashMap<>();
    private static final Run CALM = with("calm");

    private record Run(List<ServiceEvent> events, List<Truth.Row> rows, Incident incident) {
        static Run of(Scenario scenario) {
            Truth truth = new Truth();
            Simulation simulation = new Simulation(scenario, 11, START, "t", truth);
            List<ServiceEvent> events = new ArrayList<>();
            simulation.runUntil(START + LENGTH, events::add);
            List<Incident> incidents = simulation.incidents();
            return new Run(events, truth.rows(), incidents.isEmpty() ? null : incidents.get(0));
        }

        long count(Incident during, Predicate<ServiceEvent> what) {
            return events.stream()
                    .filter(event -> during.activeAt(event.time())
                            && during.queues().contains(event.queue())
                            && what.test(event))
                    .count();
        }

        double serviceLevel(Incident during) {
            List<Truth.Row> inside = rows.stream()
                    .filter(row ->
                            during.activeAt(row.start()) && during.queues().contains(row.queue()))
                    .toList();
            double all = inside.stream()
                    .mapToLong(row -> row.answered() + row.abandoned() - row.shortAbandoned())
                    .sum();
            return inside.stream().mapToLong(Truth.Row::answeredInThreshold).sum() / all;
        }
    }

    private static Run with(String name) {
        return RUNS.computeIfAbsent(name, key -> Run.of(Scenarios.load(key)));
    }

    /** One that begins on a later day, moved to the third hour of its first and cut to two hours. */
    private static Run early(String name) {
        return RUNS.computeIfAbsent("early " + name, key -> Run.of(moved(Scenarios.load(name))));
    }

    private static Scenario moved(Scenario scenario) {
        return new Scenario(
                scenario.name(),
                scenario.title(),
                scenario.organisation(),
                scenario.incidents().stream()
                        .map(planned -> new Scenario.Planned(
                                planned.kind(),
                                planned.title(),
                                planned.queues(),
                                Span.of("2h"),
                                Span.of("2h"),
                                planned.strength()))
                        .toList(),
                null,
                scenario.warmStart(),
                1,
                null);
    }

    private static List<ServiceEvent> before(Run run, long time) {
        return run.events.stream().takeWhile(event -> event.time() < time).toList();
    }

    private static Predicate<ServiceEvent> type(EventType type) {
        return event -> event.type() == type;
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents-out", "surge", "angry-refunds", "bot-broken", "slow-vendor", "logistics-outage"})
    void nothingChangesBeforeItAndInUntouchedQueues(String name) {
        Run run = with(name);
        Run calm = CALM;
        List<ServiceEvent> before = before(run, run.incident.start());
        assertThat(before).hasSizeGreaterThan(1_000);
        assertThat(before.equals(before(calm, run.incident.start()))).isTrue();
        // conversations move between queues, so only those that nothing is moved into are entirely apart
        Set<String> apart = Set.of("support-en", "returns-en", "vip");
        assertThat(run.rows.stream().filter(row -> apart.contains(row.queue())))
                .isNotEmpty()
                .containsExactlyElementsOf(calm.rows.stream()
                        .filter(row -> apart.contains(row.queue()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents-out", "surge", "bot-broken"})
    void theServiceLevelFallsInItAndRecovers(String name) {
        Run run = with(name);
        assertThat(run.serviceLevel(run.incident)).isLessThan(0.7);
        assertThat(CALM.serviceLevel(run.incident)).isGreaterThan(0.9);
        List<Truth.Row> later = run.rows.stream()
                .filter(row -> run.incident.queues().contains(row.queue()))
                .filter(row -> row.start() >= run.incident.end() + 1_800_000 && row.pending() == 0)
                .toList();
        assertThat(later).isNotEmpty().allSatisfy(row -> assertThat(row.serviceLevel())
                .isGreaterThan(0.75));
    }

    @Test
    void aSurgeMultipliesArrivals() {
        Run run = with("surge");
        double usual = CALM.count(run.incident, type(EventType.CHAT_STARTED));
        assertThat(run.count(run.incident, type(EventType.CHAT_STARTED)) / usual)
                .isBetween(3.3, 4.7);
    }

    @Test
    void aBrokenBotContainsNothing() {
        Run run = with("bot-broken");
        Predicate<ServiceEvent> contained =
                event -> event.type() == EventType.CHAT_ENDED && "bot_resolved".equals(event.reason());
        assertThat(run.count(run.incident, contained)).isLessThan(CALM.count(run.incident, contained) / 5);
    }

    @Test
    void refundsWaitAndCustomersWriteAngrily() {
        Run run = with("angry-refunds");
        assertThat(run.count(run.incident, type(EventType.REFUND_OPENED))).isGreaterThan(50);
        assertThat(run.count(run.incident, type(EventType.REFUND_COMPLETED))).isZero();
        assertThat(run.count(run.incident, type(EventType.DISPUTE_OPENED))).isPositive();
        Set<String> angry = Set.copyOf(Phrasebook.load().sections("zh").get("customer.end.angry"));
        Predicate<ServiceEvent> furious = event -> event.actor() == Actor.CUSTOMER && angry.contains(event.text());
        assertThat(run.count(run.incident, furious)).isGreaterThan(3 * CALM.count(run.incident, furious));
    }

    @Test
    void aSilentVendorKeepsTicketsWaiting() {
        Run run = with("slow-vendor");
        Predicate<ServiceEvent> waits = event -> event.status() == Status.WAITING_THIRD_PARTY;
        assertThat(run.count(run.incident, waits)).isGreaterThan(5 * CALM.count(run.incident, waits));
        assertThat(run.count(run.incident, event -> event.status() == Status.SOLVED))
                .isLessThan(CALM.count(run.incident, event -> event.status() == Status.SOLVED) / 2);
    }

    @Test
    void anOutageOfDeliveriesBringsQuestionsAndLeavesTicketsWaiting() {
        Run run = with("logistics-outage");
        double usual = CALM.count(run.incident, type(EventType.CHAT_STARTED));
        assertThat(run.count(run.incident, type(EventType.CHAT_STARTED)) / usual)
                .isBetween(2.0, 3.0);
        Predicate<ServiceEvent> carrier = event -> event.status() == Status.WAITING_THIRD_PARTY
                && event.extra().get("partner").equals("logistics");
        assertThat(run.count(run.incident, carrier)).isGreaterThan(5 * CALM.count(run.incident, carrier));
        assertThat(shareOfAngryEnds(run, run.incident)).isGreaterThan(2 * shareOfAngryEnds(CALM, run.incident));
    }

    private static double shareOfAngryEnds(Run run, Incident during) {
        Map<String, List<String>> lines = Phrasebook.load().sections("zh");
        Set<String> angry = new HashSet<>(lines.get("customer.end.angry"));
        long all = run.count(during, type(EventType.CHAT_ENDED));
        return (double) run.count(during, event -> event.actor() == Actor.CUSTOMER && angry.contains(event.text()))
                / all;
    }

    @Test
    void noRefundOfABacklogCompletesAndNobodyIsAngrier() {
        Run run = early("refund-backlog");
        Predicate<ServiceEvent> written = event -> event.actor() == Actor.CUSTOMER;
        assertThat(run.count(run.incident, type(EventType.REFUND_COMPLETED))).isZero();
        assertThat(CALM.count(run.incident, type(EventType.REFUND_COMPLETED))).isGreaterThan(50);
        assertThat(run.count(run.incident, written)).isEqualTo(CALM.count(run.incident, written));
    }

    @Test
    void aDipChangesTheMoodAndNotTheArrivals() {
        Run run = early("sentiment-dip");
        Set<String> lines = Set.copyOf(Phrasebook.load().sections("en").get("customer.end.negative"));
        Predicate<ServiceEvent> displeased = event -> event.actor() == Actor.CUSTOMER && lines.contains(event.text());
        assertThat(run.count(run.incident, displeased)).isGreaterThan(CALM.count(run.incident, displeased) * 5 / 4);
        assertThat(run.count(run.incident, type(EventType.CHAT_STARTED)))
                .isEqualTo(CALM.count(run.incident, type(EventType.CHAT_STARTED)));
    }

    @Test
    void slowRepliesComeAfterThreeMinutes() {
        Run run = Run.of(moved(Scenarios.load("platform-sinking")));
        double late = lateFirstReplies(run);
        assertThat(late).isBetween(0.3, 0.5);
    }

    /** Of the chats that were assigned in the incident the share whose agent wrote nothing for three minutes. */
    private static double lateFirstReplies(Run run) {
        Map<String, Long> assigned = new HashMap<>();
        int replied = 0;
        int late = 0;
        for (ServiceEvent event : run.events) {
            boolean inside = run.incident.queues().contains(event.queue()) && run.incident.activeAt(event.time());
            if (inside && event.type() == EventType.CHAT_ASSIGNED) {
                assigned.put(event.caseId(), event.time());
            } else if (event.actor() == Actor.AGENT) {
                Long since = assigned.remove(event.caseId());
                replied += since == null ? 0 : 1;
                late += since != null && event.time() - since >= 180_000 ? 1 : 0;
            }
        }
        return (double) late / replied;
    }

    @Test
    void poisonMakesContactsLongerEachDay() {
        Scenario slow = Scenarios.load("slow-poison");
        Scenario.Planned planned = slow.incidents().get(0);
        assertThat(planned.strength()).isEqualTo(0.02);
        // much more a day, so that two hours show it
        Scenario strong = moved(new Scenario(
                slow.name(),
                slow.title(),
                slow.organisation(),
                List.of(new Scenario.Planned(
                        planned.kind(), planned.title(), planned.queues(), planned.start(), planned.lasts(), 1e4)),
                null,
                slow.warmStart(),
                1,
                null));
        Run run = Run.of(strong);
        assertThat(run.count(run.incident, type(EventType.CHAT_ENDED)))
                .isLessThan(CALM.count(run.incident, type(EventType.CHAT_ENDED)));
    }

    @Test
    void theDemoGoesOnForEverAndShowsFiveKindsInTenMinutes() {
        List<Incident> incidents = new Simulation(Scenarios.load("demo"), 1, START).incidents();
        assertThat(incidents).hasSizeGreaterThan(800);
        assertThat(incidents.get(0).start()).isEqualTo(START + 60_000);
        assertThat(incidents.stream()
                        .filter(incident -> incident.end() <= START + 600_000)
                        .map(Incident::kind)
                        .distinct())
                .containsExactlyInAnyOrder(
                        IncidentKind.AGENTS_OUT,
                        IncidentKind.SURGE,
                        IncidentKind.ANGRY_REFUNDS,
                        IncidentKind.BOT_BROKEN,
                        IncidentKind.SLOW_VENDOR);
        assertThat(incidents.stream().map(Incident::name)).doesNotHaveDuplicates();
    }

    @Test
    void theDemoIsHealthyOutsideItsIncidentsAndIllInThem() {
        Truth truth = new Truth();
        new Simulation(Scenarios.load("bench"), 1, START, "t", truth).runUntil(START + 1_800_000L, event -> {});
        assertThat(truth.rows()).hasSizeGreaterThan(6).allSatisfy(row -> assertThat(row.serviceLevel())
                .as(row.toString())
                .isGreaterThan(0.95));
    }
}
