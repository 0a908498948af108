package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Measurement;
import io.bellwether.metric.Observation;
import io.bellwether.queue.OnContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is counted of each agent. */
class CaseCoachingTest {

    private static final long T = Histories.START;
    private static final long SECOND = 1_000;

    private int ids;

    private EventBuilder event(EventType type, long seconds) {
        return ServiceEvent.of(type, "e" + ids++, T + seconds * SECOND, "test").caseId("c");
    }

    private EventBuilder says(EventType type, Actor actor, long seconds, double sentiment) {
        return event(type, seconds).actor(actor).visibility(Visibility.PUBLIC).sentiment(sentiment);
    }

    /** By measure and agent: how many, and their sum. */
    private static Map<String, String> told(CaseRun run) {
        Map<String, Long> n = new TreeMap<>();
        Map<String, Long> sums = new TreeMap<>();
        for (Observation one : run.observations) {
            if (one.measure().measurement() == Measurement.COACHING) {
                String of = one.measure().name().substring("COACHING_".length())
                        + one.series().dimensions();
                n.merge(of, (long) one.weight(), Long::sum);
                sums.merge(of, one.weight() * one.value(), Long::sum);
            }
        }
        Map<String, String> told = new TreeMap<>();
        n.forEach((of, count) -> {
            if (count != 0) {
                told.put(of, count + " of " + sums.get(of));
            }
        });
        return told;
    }

    private List<ServiceEvent> chat() {
        List<EventBuilder> chat = List.of(
                event(EventType.CHAT_STARTED, 0).actor(Actor.CUSTOMER),
                event(EventType.CHAT_QUEUED, 1).queue("billing"),
                event(EventType.CHAT_MISSED, 5).agentId("bob"),
                event(EventType.CHAT_ASSIGNED, 10).agentId("ann"),
                says(EventType.CHAT_MESSAGE, Actor.CUSTOMER, 11, -0.5),
                says(EventType.CHAT_MESSAGE, Actor.AGENT, 31, 0.2),
                says(EventType.CHAT_MESSAGE, Actor.CUSTOMER, 40, 0),
                event(EventType.CHAT_TRANSFERRED, 50).agentId("bob"),
                says(EventType.CHAT_MESSAGE, Actor.AGENT, 51, 0).automated(true),
                says(EventType.CHAT_MESSAGE, Actor.AGENT, 70, -0.6).agentId("bob"),
                event(EventType.CHAT_ENDED, 100),
                event(EventType.CHAT_WRAPPED_UP, 115),
                event(EventType.SURVEY_ANSWERED, 200)
                        .surveyKind(SurveyKind.CSAT)
                        .score(5.0),
                event(EventType.SURVEY_ANSWERED, 300)
                        .surveyKind(SurveyKind.CSAT)
                        .score(1.0));
        return chat.stream().map(EventBuilder::build).toList();
    }

    @Test
    void ofAChatEachHasWhatTheyDid() {
        Map<String, String> told = told(CaseRun.of("c").inOrder(chat()));
        told.keySet().removeIf(of -> of.startsWith("SOLVED") || of.startsWith("FIRST_REPLY"));
        assertThat(told)
                .isEqualTo(Map.ofEntries(
                        Map.entry("CONTACTS[ann]", "1 of 1"),
                        Map.entry("CONTACTS[bob]", "1 of 1"),
                        Map.entry("MANNER[ann]", "1 of 200000"),
                        Map.entry("MANNER[bob]", "1 of -600000"),
                        Map.entry("MISSED[bob]", "1 of 1"),
                        Map.entry("NEGATIVE[bob]", "1 of 1"),
                        Map.entry("RATED[bob]", "1 of 1"),
                        Map.entry("RESPONSE[ann]", "1 of 21000"),
                        Map.entry("RESPONSE[bob]", "1 of 20000"),
                        Map.entry("SATISFIED[bob]", "1 of 1"),
                        Map.entry("TALK[ann]", "1 of 40000"),
                        Map.entry("TALK[bob]", "1 of 50000"),
                        Map.entry("WRAP_UP_TIME[bob]", "1 of 15000")));
    }

    /** Whoever merges two cases has solved neither: it is taken back of whom it was counted for. */
    @Test
    void aMergeTakesTheSolvingFromWhoSolved() {
        for (String holder : new String[] {"ann", null}) {
            List<EventBuilder> ticket = List.of(
                    event(EventType.TICKET_CREATED, 0).actor(Actor.CUSTOMER).status(Status.NEW),
                    event(EventType.TICKET_ASSIGNED, 10).agentId(holder).queue("billing"),
                    event(EventType.TICKET_STATUS_CHANGED, 200)
                            .seq(1L)
                            .status(Status.SOLVED)
                            .agentId(holder == null ? "lea" : null),
                    event(EventType.TICKET_ASSIGNED, 200).seq(2L).agentId("bob"),
                    event(EventType.TICKET_MERGED, 200).seq(3L).intoCaseId("d").agentId("eve"));
            Map<String, String> told = told(CaseRun.of("c")
                    .inOrder(ticket.stream().map(EventBuilder::build).toList()));
            told.values().removeIf(n -> n.endsWith(" of 0"));
            assertThat(told).as("%s has it", holder).isEmpty();
        }
    }

    /** A chat that was let go of, taken away or sat out is no work, and the next agent does not answer for the silence. */
    @Test
    void whoOnlyHeldAChatDidNotHandleIt() {
        List<EventBuilder> chat = List.of(
                event(EventType.CHAT_QUEUED, 0).queue("billing"),
                event(EventType.CHAT_ASSIGNED, 10).agentId("ann"),
                says(EventType.CHAT_MESSAGE, Actor.CUSTOMER, 11, 0),
                says(EventType.CHAT_MESSAGE, Actor.AGENT, 15, 0).visibility(Visibility.PRIVATE),
                says(EventType.CHAT_MESSAGE, Actor.AGENT, 16, 0).automated(true),
                says(EventType.CHAT_MESSAGE, Actor.AGENT, 17, 0).agentId("lea"),
                event(EventType.CHAT_TRANSFERRED, 300).agentId("bob"),
                says(EventType.CHAT_MESSAGE, Actor.CUSTOMER, 310, 0),
                event(EventType.CHAT_QUEUED, 600).queue("billing"),
                event(EventType.CHAT_ASSIGNED, 620).agentId("cem"),
                says(EventType.CHAT_MESSAGE, Actor.AGENT, 650, 0),
                event(EventType.CHAT_TRANSFERRED, 700).agentId("dan"),
                event(EventType.CHAT_ENDED, 900),
                event(EventType.CHAT_WRAPPED_UP, 960));
        Map<String, String> told = told(
                CaseRun.of("c").inOrder(chat.stream().map(EventBuilder::build).toList()));
        told.keySet().removeIf(of -> of.startsWith("SOLVED") || of.startsWith("MANNER"));
        assertThat(told)
                .isEqualTo(Map.of(
                        "CONTACTS[ann]", "1 of 1",
                        "CONTACTS[bob]", "1 of 1",
                        "CONTACTS[cem]", "1 of 1",
                        "CONTACTS[dan]", "1 of 1",
                        "FIRST_REPLY[lea]", "1 of 17000",
                        "RESPONSE[lea]", "1 of 17000",
                        "RESPONSE[cem]", "1 of 30000",
                        "TALK[cem]", "1 of 80000"));
    }

    /** A source that tells no messages, or a call: whoever had it spoke. */
    @Test
    void whereNobodyWritesWhoHasItTalks() {
        List<EventBuilder> call = List.of(
                event(EventType.CHAT_QUEUED, 0).queue("billing"),
                event(EventType.CHAT_ASSIGNED, 10).agentId("ann"),
                event(EventType.CHAT_TRANSFERRED, 70).agentId("bob"),
                event(EventType.CHAT_ENDED, 100),
                event(EventType.CHAT_WRAPPED_UP, 130));
        assertThat(told(CaseRun.of("c")
                        .inOrder(call.stream().map(EventBuilder::build).toList())))
                .containsEntry("TALK[ann]", "1 of 60000")
                .containsEntry("TALK[bob]", "1 of 30000")
                .containsEntry("WRAP_UP_TIME[bob]", "1 of 30000");
    }

    @Test
    void whatIsOpenAgainIsHadByWhoSolvedIt() {
        List<EventBuilder> ticket = List.of(
                event(EventType.TICKET_CREATED, 0).actor(Actor.CUSTOMER).status(Status.NEW),
                event(EventType.TICKET_ASSIGNED, 10).agentId("ann"),
                says(EventType.TICKET_MESSAGE, Actor.AGENT, 60, 0.5).agentId("ann"),
                event(EventType.TICKET_STATUS_CHANGED, 61).status(Status.SOLVED),
                event(EventType.TICKET_STATUS_CHANGED, 100).status(Status.OPEN).agentId("bob"),
                event(EventType.TICKET_STATUS_CHANGED, 200).status(Status.SOLVED),
                event(EventType.TICKET_MERGED, 200).intoCaseId("d"));
        Map<String, String> told = told(
                CaseRun.of("c").inOrder(ticket.stream().map(EventBuilder::build).toList()));
        assertThat(told)
                .containsEntry("FIRST_REPLY[ann]", "1 of 60000")
                .containsEntry("RESPONSE[ann]", "1 of 60000")
                .containsEntry("SOLVED[ann]", "1 of 1")
                .containsEntry("REOPENED[ann]", "1 of 1")
                .doesNotContainKey("REOPENED[bob]");
        assertThat(told.get("SOLVED[bob]"))
                .as("merged away in the same instant")
                .isEqualTo("2 of 0");
    }

    @Test
    void whereNobodyAsksNothingIsTold() throws Exception {
        CaseEngine engine = new CaseEngine(CaseHarness.SETTINGS, CaseRun.book(CaseRun.POLICIES));
        CaseRun heard = CaseRun.of("c");
        engine.advance(new SourceId("test", "c"), new CaseState(), chat(), T + 400 * SECOND, heard);
        assertThat(heard.observations).isNotEmpty();
        assertThat(told(heard)).isEmpty();
    }

    /** Of anything that may happen: the contacts of agents are those of the stays, their time is of those they worked on. */
    @Test
    void contactsAndTheirTimeAreThoseOfTheStays() {
        int handled = 0;
        int held = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            List<ServiceEvent> events = Histories.anything(new Random(seed), "c");
            CaseRun run = CaseRun.of("c").throughBytes().inOrder(events);
            List<String> times = new ArrayList<>();
            List<String> begun = new ArrayList<>();
            for (Observation one : run.observations) {
                String of = one.series().dimensions().get(0) + " " + one.time();
                if (one.measure() == Measure.COACHING_CONTACTS) {
                    begun.add(of);
                } else if (one.measure() == Measure.COACHING_TALK) {
                    times.add(of + " " + one.value());
                }
            }
            List<String> stays = new ArrayList<>();
            for (OnContact change : run.onContact) {
                String agent = change.agent().id();
                if (change.step() == OnContact.Step.WRAPPED_UP) {
                    continue;
                }
                if (change.delta() > 0) {
                    stays.add(agent + " " + change.time());
                    continue;
                }
                String last = stays.stream()
                        .filter(stay -> stay.startsWith(agent + " "))
                        .reduce((one, other) -> other)
                        .orElseThrow();
                long since = Long.parseLong(last.substring(agent.length() + 1));
                List<ServiceEvent> meanwhile = events.stream()
                        .filter(event -> since < event.time() && event.time() < change.time())
                        .filter(event -> event.isQuestion() || isOwnWord(event))
                        .toList();
                boolean atTheEdge = events.stream()
                        .anyMatch(
                                event -> event.isMessage() && (event.time() == since || event.time() == change.time()));
                boolean wrote = meanwhile.stream()
                        .anyMatch(event -> isOwnWord(event)
                                && (event.agentId() == null || event.agentId().equals(agent)));
                boolean told = times.remove(agent + " " + change.time() + " " + (change.time() - since));
                if (!atTheEdge && !meanwhile.isEmpty()) {
                    assertThat(told)
                            .as("seed %s, %s until %s", seed, last, change.time())
                            .isEqualTo(wrote);
                }
                handled += told ? 1 : 0;
                held += told ? 0 : 1;
            }
            assertThat(begun).as("seed %s", seed).isEqualTo(stays);
            assertThat(times).as("seed %s: no stay", seed).isEmpty();
        }
        assertThat(handled).isGreaterThan(50);
        assertThat(held).isGreaterThan(50);
    }

    private static boolean isOwnWord(ServiceEvent event) {
        return event.isMessage()
                && event.actor() == Actor.AGENT
                && event.visibility() != Visibility.PRIVATE
                && !event.automated();
    }

    /** What comes late ends in what would have been told in time. */
    @Test
    void whatComesLateIsToldAsIfItHadComeInTime() {
        int late = 0;
        for (int seed = 0; seed < 300; seed++) {
            List<ServiceEvent> events = Histories.anything(new Random(seed), "c");
            CaseRun run = CaseRun.of("c").throughBytes();
            List<ServiceEvent> kept = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                if (i % 3 == 1) {
                    kept.add(events.get(i));
                } else {
                    run.inOrder(List.of(events.get(i)));
                }
            }
            long end = events.get(events.size() - 1).time();
            if (end - events.get(0).time() >= CaseRun.LATENESS) {
                continue;
            }
            kept.forEach(event -> run.arrive(event, end));
            late += kept.size();
            assertThat(told(run))
                    .as("seed %s", seed)
                    .isEqualTo(told(CaseRun.of("c").inOrder(events)));
        }
        assertThat(late).isGreaterThan(100);
    }
}
