package io.bellwether.simulate;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Realistic events as fast as bytes can be copied, for load tests: a simulated period is encoded once and played round
 * and round. Each round has its own ids and case ids and later times; a case that outlives its round goes on in the next,
 * so that the load is stationary. Deterministic. Not thread-safe.
 */
public final class LoadGenerator {
    /** Written into all ids of the simulated period, replaced by the number of the round. */
    private static final String MARK = "q0000000z";

    private static final int ROUND_AT = 1;
    private static final int ROUND_DIGITS = 7;
    /** Cases that take longer than this many periods stay open. */
    private static final int ROUNDS_AHEAD = 3;

    /** Takes records. */
    @FunctionalInterface
    public interface Sink {
        /** A record; the arrays are the receiver's own. */
        void accept(Delivered.Stream stream, byte[] key, byte[] value, long time);
    }

    private final List<Stencil> stencils = new ArrayList<>();
    private final long periodMillis;
    private final byte[] stamp = new byte[24];
    private long startMillis;
    private long round;
    private int position;

    /**
     * Simulates the period.
     *
     * @param rate multiplies the some forty events a second of scenario {@code bench}
     * @param startMillis time of the first event
     */
    public LoadGenerator(long seed, double rate, Span period, long startMillis) {
        this.startMillis = startMillis;
        periodMillis = period.millis();
        Scenario scenario = Scenarios.load("bench").withRate(rate);
        Simulation simulation = new Simulation(scenario, seed, startMillis, MARK, ContactLog.NONE);
        EventEncoder encoder = new EventEncoder();
        List<Stencil> cut = new ArrayList<>();
        simulation.runUntil(startMillis + periodMillis - 1, event -> cut.add(stencil(event, encoder)));
        simulation.closeDoors();
        simulation.runUntil(startMillis + ROUNDS_AHEAD * periodMillis - 1, event -> {
            if (event.type().ofCase()) {
                cut.add(stencil(event, encoder));
            }
        });
        cut.sort((one, two) -> Long.compare(one.offset, two.offset));
        stencils.addAll(cut);
    }

    /** Events of one round once the load is stationary. */
    public int eventsPerRound() {
        return stencils.size();
    }

    /** Produces the next {@code count} records; their times go on from the last call. */
    public void produce(long count, Sink sink) {
        for (long produced = 0; produced < count; ) {
            Stencil stencil = stencils.get(position);
            if (round >= stencil.roundsBefore) {
                print(stencil, sink);
                produced++;
            }
            if (++position == stencils.size()) {
                position = 0;
                round++;
            }
        }
    }

    private void print(Stencil stencil, Sink sink) {
        byte[] value = stencil.value.clone();
        byte[] key = stencil.key.clone();
        long caseRound = round - stencil.roundsBefore;
        number(value, stencil.marks, caseRound);
        number(key, stencil.keyMarks, caseRound);
        long time = startMillis + round * periodMillis + stencil.offset;
        int[] times = stencil.times;
        for (int i = 0; i < times.length; i++) {
            Rfc3339.write(time + stencil.ahead[i], stamp);
            System.arraycopy(stamp, 0, value, times[i], stamp.length);
        }
        sink.accept(stencil.stream, key, value, time);
    }

    private static void number(byte[] bytes, int[] marks, long number) {
        for (int mark : marks) {
            long left = number;
            for (int digit = ROUND_DIGITS - 1; digit >= 0; digit--) {
                bytes[mark + ROUND_AT + digit] = (byte) ('0' + left % 10);
                left /= 10;
            }
        }
    }

    private Stencil stencil(ServiceEvent event, EventEncoder encoder) {
        Long due = event.dueAt();
        byte[] value = encoder.encode(event.toBuilder()
                .time(withFraction(event.time()))
                .dueAt(due == null ? null : withFraction(due))
                .build());
        String keyText = EventKeys.recordOf(event);
        byte[] key = keyText.getBytes(StandardCharsets.UTF_8);
        long since = event.time() - startMillis;
        int timeAt = positionOf(event.time(), value);
        byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
        return new Stencil(
                Delivery.streamOf(event),
                key,
                positions(key, mark),
                value,
                positions(value, mark),
                due == null ? new int[] {timeAt} : new int[] {timeAt, positionOf(due, value)},
                due == null ? new long[] {0} : new long[] {0, due - event.time()},
                since % periodMillis,
                (int) (since / periodMillis));
    }

    /** A time that the encoder writes with its fraction, so that its place has room for every time. */
    private static long withFraction(long time) {
        return time % 1_000 == 0 ? time + 1 : time;
    }

    private int positionOf(long time, byte[] value) {
        Rfc3339.write(withFraction(time), stamp);
        return positions(value, stamp)[0];
    }

    private static int[] positions(byte[] in, byte[] what) {
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at + what.length <= in.length; at++) {
            if (in[at] == what[0] && Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                found.add(at);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * An encoded event with places to fill in.
     *
     * @param marks where the number of the round goes in {@code value}
     * @param times where times go, {@code ahead} of the event's own by so many ms
     * @param offset from the start of a round, ms
     * @param roundsBefore how many rounds earlier its case began
     */
    private record Stencil(
            Delivered.Stream stream,
            byte[] key,
            int[] keyMarks,
            byte[] value,
            int[] marks,
            int[] times,
            long[] ahead,
            long offset,
            int roundsBefore) {}
}
