package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alert.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** What a job of this process has told since {@link #begin}. One job at a time: whatever it starts as, it tells here. */
final class HeardTransitions {

    /** The most that anything of a job takes here, and more. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Queue<Transition> TOLD = new ConcurrentLinkedQueue<>();

    private HeardTransitions() {}

    /** Forgets what was told. */
    static void begin() {
        TOLD.clear();
    }

    /** Hears what it is given. */
    static Sink<Transition> sink() {
        return new Hearing();
    }

    private record Hearing() implements Sink<Transition> {
        @Override
        public SinkWriter<Transition> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(Transition transition, Context writing) {
                    TOLD.add(transition);
                }

                @Override
                public void flush(boolean endOfInput) {
                    // nothing is held back
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };
        }
    }

    /** Those that are asked for, in the order in which they were told. */
    static List<Transition> of(Predicate<Transition> which) {
        return TOLD.stream().filter(which).toList();
    }

    /** Waits until something is so, which is looked at twenty times a second; what it does, it does as often. */
    static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waited in vain for %s; told: %s", what, TOLD)
                    .isLessThan(until);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
