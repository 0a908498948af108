package io.bellwether.simulate;

import io.bellwether.event.EventKeys;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The way from the simulation to a topic or a file: encodes events and adds imperfections from random numbers of its own,
 * so that the events themselves stay the same. Records come out in order of delivery.
 */
public final class Delivery {
    /** A second sending follows the first within this time. */
    private static final int AGAIN_WITHIN = 2_000;

    private static final long STEP_MILLIS = 60_000;

    private final Simulation simulation;
    private final Imperfections imperfections;
    private final Function<ServiceEvent, byte[]> encoder;
    private final Dice dice;
    private final PriorityQueue<Pending> pending = new PriorityQueue<>();
    private long sequence;
    private long malformed;

    public Delivery(
            Simulation simulation, Imperfections imperfections, long seed, Function<ServiceEvent, byte[]> encoder) {
        this.simulation = simulation;
        this.imperfections = imperfections;
        this.encoder = encoder;
        dice = Dice.of(seed, "delivery");
    }

    /**
     * Delivers everything that is due up to and at {@code time}. However long that is, no more than a minute's records and
     * those that are late wait in memory.
     */
    public void runUntil(long time, Consumer<Delivered> out) {
        long next;
        do {
            next = Math.min(time, simulation.now() + STEP_MILLIS);
            simulation.runUntil(next, this::send);
            while (!pending.isEmpty() && pending.peek().record.time() <= next) {
                out.accept(pending.poll().record);
            }
        } while (next < time);
    }

    /** Delivers what is still on its way. */
    public void flush(Consumer<Delivered> out) {
        while (!pending.isEmpty()) {
            out.accept(pending.poll().record);
        }
    }

    private void send(ServiceEvent event) {
        Delivered.Stream stream = streamOf(event);
        String key = EventKeys.recordOf(event);
        byte[] value = encoder.apply(event);
        long time = event.time() + delay((int) imperfections.disorder().millis());
        enqueue(new Delivered(stream, key, value, time));
        if (imperfections.duplicates() > 0 && dice.chance(imperfections.duplicates())) {
            enqueue(new Delivered(stream, key, value, time + delay(AGAIN_WITHIN)));
        }
        if (imperfections.malformed() > 0 && dice.chance(imperfections.malformed())) {
            enqueue(new Delivered(stream, key, spoil(value), time));
        }
    }

    private long delay(int upTo) {
        return upTo == 0 ? 0 : dice.between(0, upTo);
    }

    private void enqueue(Delivered record) {
        pending.add(new Pending(record, sequence++));
    }

    /** Cut off, empty of what it needs, of an unknown type, or with a time that nobody can read, in turn. */
    private byte[] spoil(byte[] value) {
        String broken = "broken-" + ++malformed;
        return switch ((int) (malformed % 4)) {
            case 0 -> Arrays.copyOf(value, value.length / 2);
            case 1 -> bytes("{\"id\":\"" + broken + "\",\"source\":\"" + Journal.SOURCE + "\"}");
            case 2 ->
                bytes("{\"id\":\"" + broken + "\",\"source\":\"" + Journal.SOURCE
                        + "\",\"type\":\"chat.teleported\",\"time\":0,\"case_id\":\"" + broken + "\"}");
            default ->
                bytes("{\"id\":\"" + broken + "\",\"source\":\"" + Journal.SOURCE
                        + "\",\"type\":\"chat.started\",\"time\":\"half past nine\",\"case_id\":\"" + broken + "\"}");
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Delivered.Stream streamOf(ServiceEvent event) {
        if (event.type() == EventType.AGENT_STATE) {
            return Delivered.Stream.AGENTS;
        }
        if (event.type().ofCustomer()) {
            return Delivered.Stream.TICKETS;
        }
        return event.caseId().contains("-T-") ? Delivered.Stream.TICKETS : Delivered.Stream.CHATS;
    }

    private record Pending(Delivered record, long order) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            int byTime = Long.compare(record.time(), other.record.time());
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
