package io.bellwether.cases;

import static io.bellwether.cases.Histories.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.IdHash;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CaseBotTest {

    private static final List<Measure> OUTCOMES =
            List.of(Measure.BOT_CONTAINED, Measure.BOT_HANDED_OFF, Measure.BOT_LEFT);

    private static ServiceEvent chat(EventType type, long minute) {
        return event(type, type + "" + minute, minute).queue("billing").build();
    }

    private static ServiceEvent ended(long minute, String reason) {
        return event(EventType.CHAT_ENDED, "ended" + minute, minute)
                .reason(reason)
                .build();
    }

    private static ServiceEvent says(Actor actor, long minute) {
        return event(EventType.CHAT_MESSAGE, actor + "" + minute, minute)
                .actor(actor)
                .visibility(Visibility.PUBLIC)
                .build();
    }

    /** Sessions and their outcomes that are not zero. */
    private static Map<Measure, Long> of(ServiceEvent... events) {
        CaseRun run = new CaseRun().inOrder(List.of(events));
        Map<Measure, Long> sums = new TreeMap<>();
        for (Measure measure : Measure.values()) {
            if (measure.name().startsWith("BOT_") && run.count(measure) != 0) {
                sums.put(measure, run.count(measure));
            }
        }
        return sums;
    }

    private static List<String> told(ServiceEvent... events) {
        CaseRun run = new CaseRun().inOrder(List.of(events));
        return run.factsOfCustomers().keySet().stream()
                .filter(fact -> fact.kind() != CustomerFact.Kind.SOLVED)
                .map(fact -> fact.kind() + (fact.customer() == IdHash.of("test", "u1") ? " of u1" : " of nobody"))
                .sorted()
                .toList();
    }

    private static ServiceEvent named(ServiceEvent event) {
        return event.toBuilder().customerId("u1").build();
    }

    @Test
    void theirCustomersHearOfIt() {
        ServiceEvent started = named(chat(EventType.CHAT_STARTED, 0));
        ServiceEvent bot = says(Actor.BOT, 1);
        assertThat(told(started, bot)).containsExactly("BOT_BEGAN of u1", "CONTACT of u1");
        assertThat(told(started, bot, ended(4, null)))
                .containsExactly("BOT_BEGAN of u1", "BOT_CONTAINED of u1", "CONTACT of u1");
        assertThat(told(started, bot, ended(4, "timeout"))).contains("BOT_LEFT of u1");
        assertThat(told(started, bot, chat(EventType.CHAT_QUEUED, 4))).contains("BOT_HANDED_OFF of u1");
        assertThat(told(started, chat(EventType.CHAT_QUEUED, 4))).containsExactly("CONTACT of u1");
        assertThat(told(chat(EventType.CHAT_STARTED, 0), bot, named(says(Actor.CUSTOMER, 2)), ended(4, null)))
                .as("whose chat it is is known later")
                .containsExactly("BOT_BEGAN of u1", "BOT_CONTAINED of u1", "CONTACT of u1");
        assertThat(told(chat(EventType.CHAT_STARTED, 0), bot, ended(4, null)))
                .as("of somebody who is not known nobody can say whether they come to people")
                .isEmpty();
    }

    @Test
    void aSessionRunsUntilItIsContained() {
        ServiceEvent started = chat(EventType.CHAT_STARTED, 0);
        assertThat(of(started, says(Actor.CUSTOMER, 1))).isEmpty();
        assertThat(of(started, says(Actor.BOT, 1), says(Actor.CUSTOMER, 2), says(Actor.BOT, 3)))
                .containsOnly(Map.entry(Measure.BOT_SESSIONS, 1L), Map.entry(Measure.BOT_RUNNING, 1L));
        assertThat(of(started, says(Actor.BOT, 1), ended(4, "bot_resolved")))
                .containsOnly(Map.entry(Measure.BOT_SESSIONS, 1L), Map.entry(Measure.BOT_CONTAINED, 1L));
        assertThat(of(started, says(Actor.BOT, 1), ended(4, null)))
                .containsOnly(Map.entry(Measure.BOT_SESSIONS, 1L), Map.entry(Measure.BOT_CONTAINED, 1L));
    }

    @Test
    void whoLeavesABotIsNotHelpedByIt() {
        ServiceEvent started =
                chat(EventType.CHAT_STARTED, 0).toBuilder().actor(Actor.BOT).build();
        for (ServiceEvent left :
                List.of(chat(EventType.CHAT_ABANDONED, 4), ended(4, "customer_left"), ended(4, "timeout"))) {
            assertThat(of(started, left))
                    .containsOnly(Map.entry(Measure.BOT_SESSIONS, 1L), Map.entry(Measure.BOT_LEFT, 1L));
        }
    }

    /** Otherwise a queue whose bot hands everything off contains all that it is told the end of. */
    @Test
    void aHandoffCountsWhereTheBotHadTheChat() {
        for (EventType type : List.of(EventType.CHAT_HANDOFF, EventType.CHAT_QUEUED, EventType.CHAT_TRANSFERRED)) {
            ServiceEvent started = named(chat(EventType.CHAT_STARTED, 0));
            ServiceEvent people = event(type, "people", 2).queue("returns").build();
            CaseRun run = new CaseRun().inOrder(List.of(started, says(Actor.BOT, 1), people));
            assertThat(run.levels().keySet()).noneMatch(level -> level.startsWith("BOT_"));
            assertThat(run.observations)
                    .filteredOn(one -> one.measure() == Measure.BOT_HANDED_OFF)
                    .extracting(one -> one.series().dimensions().get(0))
                    .containsExactly("billing");
            assertThat(run.ofCustomers)
                    .filteredOn(fact -> fact.kind() == CustomerFact.Kind.BOT_HANDED_OFF)
                    .extracting(fact -> fact.dimensions().get(0))
                    .containsExactly("billing");
        }
    }

    /** However people come into it, and once for a chat. */
    @Test
    void aHandoffIsCountedOnceForEachChat() {
        ServiceEvent started = chat(EventType.CHAT_STARTED, 0);
        for (ServiceEvent people : List.of(
                chat(EventType.CHAT_HANDOFF, 2),
                chat(EventType.CHAT_QUEUED, 2),
                event(EventType.CHAT_ASSIGNED, "to", 2).agentId("a1").build(),
                chat(EventType.CHAT_TRANSFERRED, 2),
                says(Actor.AGENT, 2))) {
            assertThat(of(
                            started,
                            says(Actor.BOT, 1),
                            people,
                            says(Actor.BOT, 3),
                            chat(EventType.CHAT_HANDOFF, 4),
                            says(Actor.BOT, 5),
                            ended(6, "timeout")))
                    .as("%s", people.type())
                    .containsOnly(Map.entry(Measure.BOT_SESSIONS, 1L), Map.entry(Measure.BOT_HANDED_OFF, 1L));
        }
    }

    @Test
    void aBotThatSpeaksToWhoWaitsForPeopleHasNoSession() {
        assertThat(of(chat(EventType.CHAT_STARTED, 0), chat(EventType.CHAT_QUEUED, 1), says(Actor.BOT, 2)))
                .isEmpty();
        assertThat(of(
                        event(EventType.TICKET_CREATED, "ticket", 0).build(),
                        event(EventType.TICKET_MESSAGE, "automatic", 1)
                                .actor(Actor.BOT)
                                .visibility(Visibility.PUBLIC)
                                .build()))
                .as("a ticket's automatic answer")
                .isEmpty();
    }

    @Test
    void aChatThatBeginsAnewMayHaveAnother() {
        assertThat(of(
                        chat(EventType.CHAT_STARTED, 0),
                        says(Actor.BOT, 1),
                        chat(EventType.CHAT_HANDOFF, 2),
                        ended(3, "done"),
                        chat(EventType.CHAT_STARTED, 5),
                        says(Actor.BOT, 6),
                        ended(7, "bot_resolved")))
                .containsOnly(
                        Map.entry(Measure.BOT_SESSIONS, 2L),
                        Map.entry(Measure.BOT_HANDED_OFF, 1L),
                        Map.entry(Measure.BOT_CONTAINED, 1L));
    }

    @Test
    void whatIsMergedMeanwhileEndsInNothing() {
        assertThat(of(
                        chat(EventType.CHAT_STARTED, 0),
                        says(Actor.BOT, 1),
                        event(EventType.TICKET_MERGED, "merged", 2)
                                .intoCaseId("other")
                                .build()))
                .containsOnly(Map.entry(Measure.BOT_SESSIONS, 1L));
    }

    /** Chats of any course, told once more by the text of what happens to them. */
    @Test
    void everySessionHasOneOutcomeOrRuns() {
        long sessions = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            List<ServiceEvent> events = randomChat(new Random(seed));
            CaseRun run = new CaseRun().inOrder(events);
            Map<Measure, Long> naive = naive(events);
            for (Measure measure : OUTCOMES) {
                assertThat(run.count(measure))
                        .as("%s of seed %s", measure, seed)
                        .isEqualTo(naive.get(measure));
            }
            long ended = OUTCOMES.stream().mapToLong(run::count).sum();
            assertThat(run.count(Measure.BOT_SESSIONS))
                    .as("seed %s", seed)
                    .isEqualTo(ended + run.count(Measure.BOT_RUNNING))
                    .isEqualTo(naive.get(Measure.BOT_SESSIONS));
            sessions += ended;
        }
        assertThat(sessions).isGreaterThan(400);
    }

    private static List<ServiceEvent> randomChat(Random random) {
        List<ServiceEvent> events = new ArrayList<>(List.of(chat(EventType.CHAT_STARTED, 0)));
        for (int minute = 1; minute < 14; minute++) {
            events.add(
                    switch (random.nextInt(12)) {
                        case 0 -> chat(EventType.CHAT_HANDOFF, minute);
                        case 1 -> chat(EventType.CHAT_QUEUED, minute);
                        case 2 -> chat(EventType.CHAT_ABANDONED, minute);
                        case 3 -> ended(minute, Histories.any(random, "idle", "bot_resolved", null));
                        case 4 -> chat(EventType.CHAT_STARTED, minute);
                        case 5 -> says(Actor.AGENT, minute);
                        case 6, 7 -> says(Actor.CUSTOMER, minute);
                        case 8 -> note(minute);
                        default -> says(Actor.BOT, minute);
                    });
        }
        return events;
    }

    private static ServiceEvent note(long minute) {
        EventBuilder note = event(EventType.CHAT_MESSAGE, "note" + minute, minute);
        return note.actor(Actor.BOT).visibility(Visibility.PRIVATE).build();
    }

    /** A letter for each event of one chat, and what pairs of them mean. */
    private static Map<Measure, Long> naive(List<ServiceEvent> events) {
        Map<Measure, Long> sums = new TreeMap<>();
        List.of(Measure.BOT_SESSIONS, Measure.BOT_CONTAINED, Measure.BOT_HANDED_OFF, Measure.BOT_LEFT)
                .forEach(measure -> sums.put(measure, 0L));
        for (String life : lives(events)) {
            int first = life.indexOf('b');
            int people = life.indexOf('p');
            if (first < 0 || people >= 0 && people < first) {
                continue;
            }
            sums.merge(Measure.BOT_SESSIONS, 1L, Long::sum);
            if (people >= 0) {
                sums.merge(Measure.BOT_HANDED_OFF, 1L, Long::sum);
            } else if (life.endsWith("x")) {
                sums.merge(Measure.BOT_LEFT, 1L, Long::sum);
            } else if (life.endsWith("e")) {
                sums.merge(Measure.BOT_CONTAINED, 1L, Long::sum);
            }
        }
        return sums;
    }

    /** From when it is open to when it is over: b a bot speaks, p people are asked for, x the customer left, e it ended. */
    private static List<String> lives(List<ServiceEvent> events) {
        List<String> lives = new ArrayList<>();
        StringBuilder life = null;
        for (ServiceEvent event : events) {
            String letter =
                    switch (event.type()) {
                        case CHAT_HANDOFF, CHAT_QUEUED -> "p";
                        case CHAT_ABANDONED -> "x";
                        case CHAT_ENDED -> "idle".equals(event.reason()) ? "x" : "e";
                        case CHAT_MESSAGE ->
                            event.visibility() == Visibility.PRIVATE
                                    ? ""
                                    : event.actor() == Actor.BOT ? "b" : event.actor() == Actor.AGENT ? "p" : "";
                        default -> "";
                    };
            boolean begins = event.type() == EventType.CHAT_STARTED || event.type() == EventType.CHAT_QUEUED;
            if (life == null && begins) {
                life = new StringBuilder();
            }
            if (life != null) {
                life.append(letter);
                if (letter.equals("x") || letter.equals("e")) {
                    lives.add(life.toString());
                    life = null;
                }
            }
        }
        if (life != null) {
            lives.add(life.toString());
        }
        return lives;
    }

    @Test
    void aSessionIsGivenBackWhenItsChatIsLetGo() {
        CaseRun run = new CaseRun().inOrder(List.of(chat(EventType.CHAT_STARTED, 0), says(Actor.BOT, 1)));
        run.release(Histories.START + 100 * Histories.MINUTE);
        assertThat(run.levels()).isEmpty();
        assertThat(new CaseRun()
                        .inOrder(List.of(
                                event(EventType.TICKET_CREATED, "t", 0)
                                        .status(Status.OPEN)
                                        .build(),
                                says(Actor.BOT, 1)))
                        .count(Measure.BOT_SESSIONS))
                .as("a ticket that becomes a chat with a bot")
                .isEqualTo(1);
    }
}
