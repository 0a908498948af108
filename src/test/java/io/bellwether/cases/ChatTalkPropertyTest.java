package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The talk of chats that do anything, counted a second time by looking back from each answer. */
class ChatTalkPropertyTest {

    private static final EventType[] OTHERS = {
        EventType.CHAT_STARTED,
        EventType.CHAT_HANDOFF,
        EventType.CHAT_QUEUED,
        EventType.CHAT_QUEUED,
        EventType.CHAT_ASSIGNED,
        EventType.CHAT_ENDED,
        EventType.CHAT_CALLBACK_REQUESTED
    };

    /** {@code what millis at}: how often. */
    private static Map<String, Integer> told(CaseRun run) {
        Map<String, Integer> told = new TreeMap<>();
        for (Observation one : run.observations) {
            switch (one.measure()) {
                case QUEUE_CHAT_WAIT, QUEUE_CHAT_RESPONSE ->
                    told.merge(one.measure() + " " + one.value() + " " + one.time(), one.weight(), Integer::sum);
                case QUEUE_MISSED_CHATS ->
                    told.merge(one.measure() + " " + one.time(), (int) one.value() * one.weight(), Integer::sum);
                default -> {}
            }
        }
        told.values().removeIf(n -> n == 0);
        return told;
    }

    private static Map<String, Integer> naive(List<ServiceEvent> events) {
        Map<String, Integer> told = new TreeMap<>();
        List<ServiceEvent> talk = new ArrayList<>();
        Status status = null;
        boolean chat = false;
        boolean callback = false;
        long endedAt = 0;
        for (ServiceEvent event : events) {
            boolean over = status != null && status.isDone();
            chat |= event.type().ofChat();
            boolean begins =
                    switch (event.type()) {
                        case CHAT_STARTED, CHAT_QUEUED -> true;
                        case CHAT_MESSAGE -> event.isQuestion() && event.time() - endedAt > 10 * Histories.MINUTE;
                        default -> false;
                    };
            boolean ends =
                    switch (event.type()) {
                        case CHAT_ENDED, CHAT_ABANDONED -> true;
                        case TICKET_STATUS_CHANGED, TICKET_UPDATED ->
                            event.status() != null && event.status().isDone();
                        default -> false;
                    };
            if (over && begins) {
                talk.clear();
            }
            if (chat && (!over || begins)) {
                if (isAnswer(event)) {
                    answered(talk, event, told);
                }
                if (ends && !callback) {
                    ended(talk, event, told);
                }
                // nothing is left of a question when the chat has ended
                talk.add(event);
            }
            switch (event.type()) {
                case TICKET_MERGED, TICKET_DELETED -> {
                    return told;
                }
                case CHAT_CALLBACK_REQUESTED, CHAT_CALLBACK_SCHEDULED -> callback = true;
                case CHAT_CALLBACK_COMPLETED, CHAT_CALLBACK_FAILED -> callback = false;
                default -> {}
            }
            status = over && begins ? Status.OPEN : next(status, event);
            boolean created = event.type() == EventType.TICKET_CREATED && !over && status != null && status.isDone();
            endedAt = ends || created ? event.time() : endedAt;
        }
        return told;
    }

    private static Status next(Status status, ServiceEvent event) {
        return switch (event.type()) {
            case CHAT_STARTED, CHAT_QUEUED -> status == null || status.isDone() ? Status.OPEN : status;
            case CHAT_HANDOFF, CHAT_ASSIGNED, CHAT_TRANSFERRED -> status == null ? Status.OPEN : status;
            case CHAT_MESSAGE -> status == null && event.isQuestion() ? Status.OPEN : status;
            case CHAT_ABANDONED, CHAT_ENDED -> Status.CLOSED;
            case TICKET_CREATED -> status == null ? event.status() == null ? Status.NEW : event.status() : status;
            case TICKET_STATUS_CHANGED, TICKET_UPDATED -> event.status() == null ? status : event.status();
            default -> status;
        };
    }

    private static boolean isAnswer(ServiceEvent event) {
        return isPublic(event, Actor.AGENT);
    }

    private static boolean isPublic(ServiceEvent event, Actor actor) {
        return event.type() == EventType.CHAT_MESSAGE
                && event.actor() == actor
                && event.visibility() != Visibility.PRIVATE;
    }

    private static boolean people(ServiceEvent event) {
        return isAnswer(event)
                || !isOutside(event)
                        && switch (event.type()) {
                            case CHAT_HANDOFF, CHAT_QUEUED, CHAT_ASSIGNED, CHAT_TRANSFERRED -> true;
                            default -> false;
                        };
    }

    private static boolean isOutside(ServiceEvent event) {
        return event.type() == EventType.CHAT_TRANSFERRED && event.get(EventField.EXTERNAL) != null;
    }

    /** Since when the customer has waited after all this was said; −1 for no wait. */
    private static long waitsSince(List<ServiceEvent> talk) {
        int from = talk.size();
        while (from > 0 && !isAnswer(talk.get(from - 1)) && !isOutside(talk.get(from - 1))) {
            from--;
        }
        int taken = 0;
        while (taken < talk.size() && !people(talk.get(taken))) {
            taken++;
        }
        // what a bot said while it was alone was an answer
        int word = taken - 1;
        while (word >= from && !isPublic(talk.get(word), Actor.BOT)) {
            word--;
        }
        boolean byBot = word >= from;
        for (int i = byBot ? word + 1 : from; i < talk.size(); i++) {
            boolean handedOver =
                    byBot && i == taken && talk.subList(0, word).stream().anyMatch(ServiceEvent::isQuestion);
            if (talk.get(i).isQuestion() || handedOver) {
                return talk.get(i).time();
            }
        }
        return -1;
    }

    private static void answered(List<ServiceEvent> talk, ServiceEvent event, Map<String, Integer> told) {
        long since = waitsSince(talk);
        if (since < 0) {
            return;
        }
        String of = " " + (event.time() - since) + " " + event.time();
        told.merge(Measure.QUEUE_CHAT_RESPONSE + of, 1, Integer::sum);
        if (talk.stream().noneMatch(ChatTalkPropertyTest::isAnswer)) {
            told.merge(Measure.QUEUE_CHAT_WAIT + of, 1, Integer::sum);
        }
    }

    private static void ended(List<ServiceEvent> talk, ServiceEvent event, Map<String, Integer> told) {
        boolean bot = talk.stream().anyMatch(one -> isPublic(one, Actor.BOT));
        boolean people = talk.stream().anyMatch(ChatTalkPropertyTest::people);
        if (waitsSince(talk) >= 0 && talk.stream().noneMatch(ChatTalkPropertyTest::isAnswer) && (people || !bot)) {
            told.merge(Measure.QUEUE_MISSED_CHATS + " " + event.time(), 1, Integer::sum);
        }
    }

    /** Mostly words, of anybody. */
    private static List<ServiceEvent> talk(Random random) {
        List<ServiceEvent> events = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            EventType type = random.nextInt(3) > 0 ? EventType.CHAT_MESSAGE : Histories.any(random, OTHERS);
            Actor actor = Histories.any(random, Actor.CUSTOMER, Actor.CUSTOMER, Actor.AGENT, Actor.BOT, Actor.SYSTEM);
            boolean note = random.nextInt(6) == 0;
            events.add(Histories.event(type, "e" + i, i)
                    .queue("billing")
                    .actor(type == EventType.CHAT_MESSAGE ? actor : null)
                    .visibility(note ? Visibility.PRIVATE : Visibility.PUBLIC)
                    .build());
        }
        return events;
    }

    @Test
    void isTheSameLookingBackFromEachAnswerAndAfterLateEvents() {
        int found = 0;
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            List<ServiceEvent> events = seed % 3 == 0 ? Histories.anything(random, "c-1") : talk(random);
            Map<String, Integer> naive = naive(events);
            assertThat(told(CaseRun.of("c-1").throughBytes().inOrder(events)))
                    .as("seed %s", seed)
                    .isEqualTo(naive);
            CaseRun late = CaseRun.of("c-1");
            CaseEnginePropertyTest.deliver(CaseEnginePropertyTest.withLateOnes(events, random, 3), late, random);
            late.advance(events.get(events.size() - 1).time() + 3 * CaseRun.LATENESS);
            assertThat(told(late)).as("seed %s, late", seed).isEqualTo(naive);
            found += naive.size();
        }
        assertThat(found).isGreaterThan(300);
    }
}
