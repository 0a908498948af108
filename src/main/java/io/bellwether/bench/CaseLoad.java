package io.bellwether.bench;

import io.bellwether.event.Actor;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.ingest.Inbound;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Open tickets, from within the process: each is created, gets a message of its customer, is assigned, and is answered. Then
 * messages for tickets drawn at random. In between it holds, and says by heartbeats how late it is. There is one of them in
 * a process: what it is to do stands in a static field.
 */
final class CaseLoad implements GeneratorFunction<Long, Inbound> {

    private static final long serialVersionUID = 1L;

    /** Time of the first ticket, epoch ms. */
    static final long BEGIN = 1_772_438_400_000L;

    /** Events by which a ticket comes to be. */
    static final int STEPS = 4;

    private static final String TOPIC = "bench";
    private static final String SOURCE = "helpdesk";
    private static final int QUEUES = 20;
    private static final int AGENTS = 500;
    private static final String[] CHANNELS = {"email", "web", "app"};
    private static final String[] PRIORITIES = {"low", "normal", "high", "urgent"};
    private static final String[] TIERS = {"plain", "gold"};
    private static final long STEP_MILLIS = 100;
    private static final long HOLD_MILLIS = 20;
    private static final long STIR = 0x9E3779B97F4A7C15L;

    /**
     * What is to be done.
     *
     * @param until so many events in all
     * @param from the first of them, event time
     * @param millis of event time that they are spread over
     */
    record Orders(long first, long until, long from, long millis) {

        /** The time of one of the events, its tickets' steps apart. */
        long time(long number) {
            return from + (long) ((double) (number - first) / Math.max(1, until - first) * millis);
        }

        /** When the last of them is past. */
        long end() {
            return from + millis + STEPS * STEP_MILLIS;
        }
    }

    private static volatile Orders orders = new Orders(0, 0, BEGIN, 0);

    private final int cases;
    private final long disorderMillis;
    private long next;

    /** @param disorderMillis by which time stays behind what is said */
    CaseLoad(int cases, long disorderMillis) {
        this.cases = cases;
        this.disorderMillis = disorderMillis;
    }

    static void order(Orders now) {
        orders = now;
    }

    @Override
    public Inbound map(Long ignored) throws InterruptedException {
        Orders now = orders;
        if (next < now.until) {
            return new Inbound(new Decoded(event(now), null), TOPIC, Long.MAX_VALUE);
        }
        Thread.sleep(HOLD_MILLIS);
        ServiceEvent heartbeat = ServiceEvent.of(
                        EventType.CLOCK_HEARTBEAT, "heartbeat", now.end() + disorderMillis + 1, TOPIC)
                .build();
        return new Inbound(new Decoded(heartbeat, null), TOPIC, Long.MAX_VALUE);
    }

    private ServiceEvent event(Orders now) {
        long number = next++;
        long time = now.time(number);
        if (number >= (long) cases * STEPS) {
            long drawn = Long.remainderUnsigned((number * STIR) >>> 1, cases);
            return step(drawn, number % 2 == 0 ? 1 : 3, "more-" + number, time).build();
        }
        long ticket = number / STEPS;
        int step = (int) (number % STEPS);
        // all steps of a ticket have nearly the same number, and are told apart by less than the disorder
        return step(ticket, step, "T-" + (10_000_000 + ticket) + '-' + step, time + step * STEP_MILLIS)
                .build();
    }

    private static EventBuilder step(long ticket, int step, String id, long time) {
        return switch (step) {
            case 0 -> event(EventType.TICKET_CREATED, ticket, id, time).status(Status.NEW);
            case 1 ->
                event(EventType.TICKET_MESSAGE, ticket, id, time)
                        .actor(Actor.CUSTOMER)
                        .visibility(Visibility.PUBLIC)
                        .sentiment(-0.2);
            case 2 -> event(EventType.TICKET_ASSIGNED, ticket, id, time).agentId("agent-" + ticket % AGENTS);
            default ->
                event(EventType.TICKET_MESSAGE, ticket, id, time)
                        .agentId("agent-" + ticket % AGENTS)
                        .actor(Actor.AGENT)
                        .visibility(Visibility.PUBLIC)
                        .sentiment(0.1);
        };
    }

    private static EventBuilder event(EventType type, long ticket, String id, long time) {
        return ServiceEvent.of(type, id, time, SOURCE)
                .caseId("T-" + (10_000_000 + ticket))
                .queue(("queue-" + ticket % QUEUES).intern())
                .channel(CHANNELS[(int) (ticket % CHANNELS.length)])
                .priority(PRIORITIES[(int) (ticket / QUEUES % PRIORITIES.length)])
                .tier(TIERS[(int) (ticket / QUEUES % TIERS.length)]);
    }
}
