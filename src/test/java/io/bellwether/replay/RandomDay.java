package io.bellwether.replay;

import io.bellwether.cases.Histories;
import io.bellwether.event.AgentState;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventEncoder;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;

/**
 * Two random hours of a contact centre, in which every type of event happens: cases that do anything at any time and end,
 * agents who come and go without regard to what they have, customers who look for help and order. Then nothing for days.
 */
final class RandomDay {

    /** From the beginning to the last heartbeat: longer than anything is waited for under {@code SETTINGS}. */
    static final long LONG = 120 * 3_600_000L;

    static final String SETTINGS = """
            dimensions: [queue, channel, priority, tier, group, partner, department]
            rollups: [[], [queue], [queue, channel], [priority], [department], [partner]]
            escalation: {dimension: group, order: [first, second, third]}
            resolution: {within: 1d}
            bots: {within: 1h}
            self_service: {within: 1h}
            after_service: {orders: true, within: 1d}
            forget: {closed_after: 1d, solved_after: 2d, silent_after: 10d}
            lateness: %s
            staff: {lost_after: 15m, coaching: true}
            """;

    private static final long MINUTE = 60_000;
    private static final long INTERVAL = 30 * MINUTE;
    private static final String[] QUEUES = {"billing", "returns", "vip"};
    private static final int CASES = 45;

    private final Random random;
    private final List<ServiceEvent> events = new ArrayList<>();

    private RandomDay(int seed) {
        random = new Random(seed);
        random.nextInt();
    }

    /** Its events in order, the last of which only says that time has passed. */
    static List<ServiceEvent> of(int seed) {
        RandomDay day = new RandomDay(seed);
        for (int i = 0; i < CASES; i++) {
            day.live(i);
        }
        for (int agent = 0; agent < 3; agent++) {
            day.work("a" + agent);
        }
        day.customers();
        day.shifts();
        day.events.sort(ServiceEvent.FOLD_ORDER);
        return day.events;
    }

    private void live(int number) {
        String id = "c-" + number;
        long shift = random.nextLong(40 * MINUTE);
        List<ServiceEvent> life =
                new ArrayList<>(random.nextInt(3) == 0 ? Histories.anything(random, id) : Histories.next(random));
        end(life);
        for (ServiceEvent event : life) {
            EventBuilder told =
                    event.toBuilder().id(id + '-' + event.id()).caseId(id).time(event.time() + shift);
            events.add(dress(told, event.type()).build());
        }
    }

    /** Whatever is open of a life comes to its end. */
    private void end(List<ServiceEvent> life) {
        long time = life.get(life.size() - 1).time();
        List<EventType> ends = new ArrayList<>(List.of(
                EventType.REFUND_COMPLETED,
                EventType.DISPUTE_DECIDED,
                EventType.CHAT_CALLBACK_COMPLETED,
                EventType.CHAT_ENDED,
                EventType.TICKET_STATUS_CHANGED));
        if (random.nextInt(6) == 0) {
            ends.add(random.nextBoolean() ? EventType.TICKET_MERGED : EventType.TICKET_DELETED);
        }
        for (EventType type : ends) {
            time += 1 + random.nextLong(2 * MINUTE);
            life.add(ServiceEvent.of(type, "end" + type.code(), time, "test")
                    .status(type == EventType.TICKET_STATUS_CHANGED ? Status.CLOSED : null)
                    .intoCaseId(type == EventType.TICKET_MERGED ? "c-0" : null)
                    .build());
        }
    }

    /** What lives of cases leave out. */
    private EventBuilder dress(EventBuilder event, EventType type) {
        switch (random.nextInt(8)) {
            case 0 -> event.channel(pick("web", "phone"));
            case 1 -> event.with(EventField.TIER, pick("gold", "plain"));
            case 2 -> event.extra(Map.of("group", pick("first", "second", "third")));
            case 3 -> event.extra(Map.of("partner", pick("carrier", "repair")));
            case 4 -> event.extra(Map.of("department", pick("north", "south")));
            default -> {}
        }
        if (type == EventType.SURVEY_REQUESTED || type == EventType.SURVEY_ANSWERED) {
            event.surveyKind(SurveyKind.values()[random.nextInt(3)]);
        }
        return event;
    }

    private void work(String agent) {
        long time = Histories.START + random.nextLong(10 * MINUTE);
        for (int i = 0; i < 20; i++) {
            time += random.nextLong(12 * MINUTE);
            EventBuilder state = ServiceEvent.of(EventType.AGENT_STATE, agent + '-' + i, time, "test")
                    .agentId(agent)
                    .agentState(AgentState.values()[random.nextInt(3)])
                    .reason(random.nextBoolean() ? null : pick("lunch", "break"));
            if (random.nextInt(3) == 0) {
                state.queues(random.nextBoolean() ? List.of(pick(QUEUES)) : List.of(QUEUES));
                state.slots(1 + random.nextInt(3));
            }
            events.add(state.build());
        }
        events.add(ServiceEvent.of(EventType.AGENT_STATE, agent + "-off", time + MINUTE, "test")
                .agentId(agent)
                .agentState(AgentState.OFFLINE)
                .build());
    }

    private void customers() {
        for (int i = 0; i < 40; i++) {
            EventType type = List.of(EventType.HELP_VIEWED, EventType.HELP_SOLVED, EventType.ORDER_PLACED)
                    .get(random.nextInt(3));
            long time = Histories.START + random.nextLong(i < 30 ? 120 * MINUTE : 1_500 * MINUTE);
            events.add(ServiceEvent.of(type, "of-customer-" + i, time, "test")
                    .customerId("u" + random.nextInt(4))
                    .queue(random.nextInt(3) == 0 ? null : pick(QUEUES))
                    .build());
        }
    }

    private void shifts() {
        for (int i = 0; i < 30; i++) {
            long start = Math.floorDiv(Histories.START, INTERVAL) * INTERVAL + (4 + random.nextInt(6)) * INTERVAL;
            events.add(ServiceEvent.of(
                            EventType.PLAN_STAFFED,
                            "shift-" + i,
                            Histories.START + random.nextLong(120 * MINUTE),
                            "test")
                    .queue(pick(QUEUES))
                    .with(EventField.INTERVAL_START, start)
                    .with(EventField.AGENTS, random.nextInt(10))
                    .build());
        }
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    /** As lines of a file, each event put where it arrives, and a heartbeat behind all. */
    static List<String> lines(List<ServiceEvent> events, ToLongFunction<ServiceEvent> delay) {
        record Arriving(ServiceEvent event, long at) {}
        EventEncoder encoder = new EventEncoder();
        List<String> lines = new ArrayList<>();
        events.stream()
                .map(event -> new Arriving(event, event.time() + delay.applyAsLong(event)))
                .sorted(Comparator.comparingLong(Arriving::at))
                .forEach(arriving -> lines.add(new String(encoder.encode(arriving.event), StandardCharsets.UTF_8)));
        lines.add("{\"id\":\"end\",\"type\":\"clock.heartbeat\",\"source\":\"bellwether\",\"time\":"
                + (Histories.START + LONG) + "}");
        return lines;
    }
}
