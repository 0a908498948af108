package io.bellwether.job;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.Inbound;
import io.bellwether.ingest.InboundCodec;
import io.bellwether.ingest.IngestWatermarks;
import io.bellwether.state.CodecTypeInfo;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A source whose events and whose time a test decides while the job runs in the test's own process. Between them events of
 * other cases flow without end, each of the moment to which the test has let time pass. One test at a time.
 */
final class ScriptedEvents implements GeneratorFunction<Long, Inbound> {

    private static final long serialVersionUID = 1L;

    private static final int OTHER_CASES = 50;
    private static final double PER_SECOND = 500;

    private static final ConcurrentLinkedQueue<ServiceEvent> SCRIPT = new ConcurrentLinkedQueue<>();
    private static final AtomicLong NOW = new AtomicLong();
    private static final AtomicLong FLOWN = new AtomicLong();
    private static final AtomicInteger STARTS = new AtomicInteger();

    private static final AtomicBoolean BREAKS = new AtomicBoolean();

    private ScriptedEvents() {}

    /** Begins a test. */
    static void begin(long now) {
        SCRIPT.clear();
        NOW.set(now);
        FLOWN.set(0);
        STARTS.set(0);
        BREAKS.set(false);
    }

    /** Has the job fail once; Flink starts it again from its last checkpoint. */
    static void fail() {
        BREAKS.set(true);
    }

    /** The time of events that are sent now, epoch ms. The watermark is just before it. */
    static long now() {
        return NOW.get();
    }

    /** Lets time pass. */
    static void now(long time) {
        NOW.set(time);
    }

    static void send(ServiceEvent event) {
        SCRIPT.add(event);
    }

    /** How many events of other cases have flowed. */
    static long flown() {
        return FLOWN.get();
    }

    /** How often the source was started; more than once is a restart. */
    static int starts() {
        return STARTS.get();
    }

    static SingleOutputStreamOperator<Inbound> source(StreamExecutionEnvironment environment) {
        DataGeneratorSource<Inbound> source = new DataGeneratorSource<>(
                new ScriptedEvents(),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(PER_SECOND),
                CodecTypeInfo.of(InboundCodec.INSTANCE));
        return environment
                .fromSource(source, IngestWatermarks.strategy(0), "Script", CodecTypeInfo.of(InboundCodec.INSTANCE))
                .setParallelism(1)
                .uid("test-script");
    }

    @Override
    public void open(SourceReaderContext context) {
        STARTS.incrementAndGet();
    }

    @Override
    public Inbound map(Long number) {
        if (BREAKS.getAndSet(false)) {
            throw new IllegalStateException("the test wants it so");
        }
        ServiceEvent next = SCRIPT.poll();
        if (next == null) {
            FLOWN.incrementAndGet();
            next = ServiceEvent.of(EventType.TICKET_UPDATED, "other" + number, now(), "test")
                    .caseId("other-" + number % OTHER_CASES)
                    .build();
        }
        return new Inbound(new Decoded(next, null), "script", Long.MAX_VALUE);
    }
}
