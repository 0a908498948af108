package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.event.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Random lives of one case: anything may follow anything, as in the worst of sources. */
public final class Histories {

    static final long MINUTE = 60_000;
    /** When all lives begin, or up to twenty minutes later. */
    public static final long START = 1_772_442_000_000L;

    private static final String[] QUEUES = {"billing", "returns", "vip"};
    private static final String[] PRIORITIES = {"urgent", "normal", "low"};

    private static final EventType[] OF_TICKETS = {
        EventType.TICKET_UPDATED,
        EventType.TICKET_STATUS_CHANGED,
        EventType.TICKET_STATUS_CHANGED,
        EventType.TICKET_ASSIGNED,
        EventType.TICKET_MESSAGE,
        EventType.TICKET_MESSAGE,
        EventType.TICKET_MESSAGE,
        EventType.SURVEY_REQUESTED,
        EventType.SURVEY_ANSWERED,
        EventType.REFUND_OPENED,
        EventType.REFUND_COMPLETED,
        EventType.DISPUTE_OPENED,
        EventType.DISPUTE_DECIDED
    };
    private static final EventType[] OF_CHATS = {
        EventType.CHAT_HANDOFF,
        EventType.CHAT_QUEUED,
        EventType.CHAT_ASSIGNED,
        EventType.CHAT_MISSED,
        EventType.CHAT_TRANSFERRED,
        EventType.CHAT_MESSAGE,
        EventType.CHAT_MESSAGE,
        EventType.CHAT_MESSAGE,
        EventType.CHAT_ABANDONED,
        EventType.CHAT_ENDED,
        EventType.CHAT_WRAPPED_UP,
        EventType.CHAT_HELD,
        EventType.CHAT_RESUMED,
        EventType.SURVEY_REQUESTED,
        EventType.SURVEY_ANSWERED,
        EventType.CHAT_CALLBACK_REQUESTED,
        EventType.CHAT_CALLBACK_SCHEDULED,
        EventType.CHAT_CALLBACK_COMPLETED,
        EventType.CHAT_CALLBACK_FAILED
    };
    private static final EventType[] OF_ANY =
            Stream.of(EventType.values()).filter(EventType::ofCase).toArray(EventType[]::new);

    private Histories() {}

    static EventBuilder event(EventType type, String id, long minute) {
        return ServiceEvent.of(type, id, START + minute * MINUTE, "test").caseId("c-1");
    }

    /**
     * About an hour of one case that may do anything at any time: begin in the middle or twice, be ticket and chat, go on
     * when it is over or gone, and never end.
     */
    public static List<ServiceEvent> anything(Random random, String caseId) {
        List<ServiceEvent> events = new ArrayList<>();
        long time = START + random.nextInt((int) (20 * MINUTE));
        int n = 4 + random.nextInt(14);
        boolean wild = random.nextInt(3) == 0;
        for (int i = 0; i < n; i++) {
            EventType type = any(random, wild ? OF_ANY : OF_CHATS);
            events.add(
                    next(random, type, "e" + i, time).toBuilder().caseId(caseId).build());
            time += random.nextInt(5) == 0 ? 0 : 1 + random.nextInt((int) (6 * MINUTE));
        }
        events.sort(ServiceEvent.FOLD_ORDER);
        return events;
    }

    /** About an hour of one case, which ends closed, in order. */
    public static List<ServiceEvent> next(Random random) {
        random.nextInt(); // the first numbers of seeds that are near each other are alike: all would be chats
        boolean chat = random.nextBoolean();
        List<ServiceEvent> events = new ArrayList<>();
        long time = START;
        EventBuilder first = ServiceEvent.of(
                        chat ? EventType.CHAT_STARTED : EventType.TICKET_CREATED, "e0", time, "test")
                .caseId("c-1")
                .queue(any(random, QUEUES))
                .priority(any(random, PRIORITIES));
        events.add(first.build());
        int n = 3 + random.nextInt(12);
        for (int i = 1; i <= n; i++) {
            time += 1 + random.nextInt((int) (8 * MINUTE));
            events.add(next(random, any(random, chat ? OF_CHATS : OF_TICKETS), "e" + i, time));
        }
        time += 1 + random.nextInt((int) (8 * MINUTE));
        EventBuilder last = ServiceEvent.of(
                        chat ? EventType.CHAT_ENDED : EventType.TICKET_STATUS_CHANGED, "e-last", time, "test")
                .caseId("c-1");
        events.add((chat ? last : last.status(Status.CLOSED)).build());
        return events;
    }

    private static ServiceEvent next(Random random, EventType type, String id, long time) {
        EventBuilder event = ServiceEvent.of(type, id, time, "test").caseId("c-1");
        switch (type) {
            case TICKET_STATUS_CHANGED -> event.status(any(random, Status.values()));
            case TICKET_UPDATED -> event.priority(any(random, PRIORITIES));
            case TICKET_ASSIGNED -> event.agentId(random.nextInt(4) == 0 ? null : agent(random));
            case CHAT_ASSIGNED -> event.agentId(random.nextInt(8) == 0 ? null : agent(random));
            case CHAT_QUEUED -> event.queue(random.nextInt(6) == 0 ? null : any(random, QUEUES));
            case CHAT_TRANSFERRED -> {
                boolean toAgent = random.nextBoolean();
                event.agentId(toAgent ? agent(random) : null);
                event.queue(toAgent && random.nextBoolean() ? null : any(random, QUEUES));
                event.reason(any(random, null, null, "overflow", "timeout", "holiday"));
                event.with(EventField.EXTERNAL, random.nextInt(8) == 0 ? true : null);
            }
            case CHAT_ENDED -> event.reason(any(random, null, "resolved", "timeout", "overflow"));
            case TICKET_MERGED -> event.intoCaseId("other");
            case SURVEY_REQUESTED -> event.surveyKind(SurveyKind.CSAT);
            case SURVEY_ANSWERED ->
                event.surveyKind(SurveyKind.CSAT).score(1.0 + random.nextInt(5)).scale(5.0);
            case TICKET_MESSAGE, CHAT_MESSAGE ->
                event.actor(any(
                                random,
                                Actor.CUSTOMER,
                                Actor.CUSTOMER,
                                Actor.AGENT,
                                Actor.AGENT,
                                Actor.BOT,
                                Actor.SYSTEM))
                        .visibility(random.nextInt(6) == 0 ? Visibility.PRIVATE : Visibility.PUBLIC)
                        .sentiment(random.nextInt(5) == 0 ? null : random.nextDouble() * 2 - 1.3 > 0 ? 0.5 : -0.9);
            default -> {}
        }
        if (random.nextInt(8) == 0) {
            event.queue(any(random, QUEUES));
        }
        // numbers of their own, so that nothing else of a history depends on who has it
        Random who = new Random(31 * time + id.hashCode());
        if (who.nextInt(3) == 0) {
            event.customerId("u" + who.nextInt(2)).category(any(who, "refund", "delivery"));
        }
        return event.build();
    }

    private static String agent(Random random) {
        return "a" + random.nextInt(3);
    }

    @SafeVarargs
    static <T> T any(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
