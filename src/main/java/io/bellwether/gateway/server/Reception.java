package io.bellwether.gateway.server;

import io.bellwether.event.EventEncoder;
import io.bellwether.event.EventKeys;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import io.bellwether.gateway.Intake;
import io.bellwether.gateway.mapping.HandshakePlan;
import io.bellwether.gateway.mapping.KnownSnapshots;
import io.bellwether.gateway.mapping.KnownSnapshotsJson;
import io.bellwether.gateway.mapping.Mapped;
import io.bellwether.gateway.mapping.MemorySnapshots;
import io.bellwether.gateway.mapping.PayloadOutcome;
import io.bellwether.gateway.sender.Admission;
import io.bellwether.gateway.sender.WebhookCall;
import io.bellwether.gateway.server.GatewayMetrics.Count;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What becomes of a delivery, from who sends it to the answer. It is answered with success only after Kafka has all that came
 * of it. For any number of threads; knows nothing of HTTP but the status.
 */
final class Reception {

    /** What a topic takes by its usual settings, with room for the key. */
    private static final int LARGEST_RECORD = 1_000_000;

    private static final int LOCKS = 64;

    private final EventOutlet outlet;
    private final GatewayTopics topics;
    private final MemorySnapshots snapshots;
    private final GatewayMetrics metrics;
    private final KeptShapes shapes;
    private final GatewayLetters letters;
    private final RecordWriter writer;
    private final Pulls pulls;
    private final long answerWithinMillis;
    private final long maxFutureMillis;
    private final ThreadLocal<EventEncoder> encoders = ThreadLocal.withInitial(EventEncoder::new);
    private final Object[] locks = new Object[LOCKS];

    Reception(
            EventOutlet outlet,
            GatewayTopics topics,
            MemorySnapshots snapshots,
            GatewayMetrics metrics,
            KeptShapes shapes,
            Pulls pulls,
            long answerWithinMillis,
            long maxFutureMillis) {
        this.outlet = outlet;
        this.topics = topics;
        this.snapshots = snapshots;
        this.metrics = metrics;
        this.shapes = shapes;
        this.pulls = pulls;
        this.letters = new GatewayLetters(topics.rejected());
        this.writer = new RecordWriter(outlet, topics, letters, metrics);
        this.answerWithinMillis = answerWithinMillis;
        this.maxFutureMillis = maxFutureMillis;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /** @param now epoch ms */
    CompletableFuture<GatewayReply> receive(Intake intake, WebhookCall call, long now) {
        String source = intake.source().name();
        Optional<HandshakePlan> asked = intake.handshake(call);
        boolean open = asked.isPresent() && !asked.get().signed();
        Admission admission = open ? null : intake.check().check(call, now);
        if (admission != null && !admission.isGenuine()) {
            metrics.add(Count.SIGNATURES, 1, source, admission.verdict().label());
            return done(GatewayReply.error(
                    401, "the sender is not known: " + admission.verdict().label()));
        }
        WebhookCall known = admission == null ? call : admission.delivery();
        if (asked.isPresent()) {
            return done(GatewayReply.answer(
                    asked.get().answer(known, intake.source().options())));
        }
        if (!call.method().equals("POST")) {
            return done(GatewayReply.error(405, "deliveries are sent by POST"));
        }
        return outlet.isOpen() ? take(intake, known, now) : done(GatewayReply.later("Kafka is away"));
    }

    /** The same of what nobody has to show who sent it. */
    CompletableFuture<GatewayReply> take(Intake intake, WebhookCall call, long now) {
        long begun = System.nanoTime();
        String source = intake.source().name();
        Mapped mapped = intake.mapper().map(call.receivedAt(now), now + maxFutureMillis);
        count(source, mapped);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(letters.of(source, mapped, call));
        List<ServiceEvent> events = fitting(intake, mapped, records);
        int refused = mapped.refused().size() + mapped.events().size() - events.size();
        return settled(source, mapped, writer.write(source, records))
                .thenCompose(nothing -> pulls.heard(source, call.body()))
                .copy() // who answers too late still says that the events are there
                .orTimeout(left(begun), TimeUnit.NANOSECONDS)
                .handle((nothing, failure) -> {
                    if (failure != null) {
                        return GatewayReply.later("Kafka does not have it yet");
                    }
                    events.forEach(event ->
                            metrics.add(Count.EVENTS, 1, source, event.type().wireName()));
                    return mapped.isUnreadable()
                            ? unreadable(mapped.refused().get(0))
                            : GatewayReply.taken(events.size(), refused);
                });
    }

    /** The events that fit into their topics; their records, and the letters of the others, are added. */
    private List<ServiceEvent> fitting(Intake intake, Mapped mapped, List<ProducerRecord<byte[], byte[]>> records) {
        String source = intake.source().name();
        List<ServiceEvent> events = new ArrayList<>();
        for (ServiceEvent event : mapped.events()) {
            ProducerRecord<byte[], byte[]> record = record(event, topics.of(event.type(), intake.ofChats()));
            int size = record.value().length;
            if (size > LARGEST_RECORD) {
                String detail = "the event has " + size + " bytes, more than " + LARGEST_RECORD;
                records.add(letters.ofEvent(source, detail, record.value()));
                metrics.add(Count.REJECTED, 1, source, RejectionReason.TOO_LARGE.name());
            } else {
                records.add(record);
                events.add(event);
            }
        }
        return events;
    }

    /** Nanoseconds until it has to be answered. */
    private long left(long begun) {
        return Math.max(1, TimeUnit.MILLISECONDS.toNanos(answerWithinMillis) - (System.nanoTime() - begun));
    }

    private static GatewayReply unreadable(Mapped.Refused why) {
        return GatewayReply.error(why.reason() == RejectionReason.TOO_LARGE ? 413 : 400, why.detail());
    }

    private void count(String source, Mapped mapped) {
        for (PayloadOutcome outcome : mapped.outcomes()) {
            metrics.add(Count.PAYLOADS, 1, source, outcome.what().name().toLowerCase(Locale.ROOT));
            shapes.keep(source, outcome);
            if (outcome.what() == PayloadOutcome.What.UNMAPPED) {
                metrics.addNamed(Count.UNMAPPED, source, outcome.kind());
            }
        }
        mapped.strangers().forEach(stranger -> metrics.addNamed(Count.UNKNOWN_VALUES, source, stranger));
        mapped.refused()
                .forEach(one ->
                        metrics.add(Count.REJECTED, 1, source, one.reason().name()));
    }

    private ProducerRecord<byte[], byte[]> record(ServiceEvent event, String topic) {
        byte[] key = EventKeys.recordOf(event).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, key, encoders.get().encode(event));
    }

    /**
     * What was known of a case counts as told when the events are in Kafka, and is written only then: else what came of a
     * delivery that was given up would never be told. Not by the thread that told it: Kafka's own waits for nothing.
     */
    private CompletableFuture<Void> settled(String source, Mapped mapped, CompletableFuture<Void> events) {
        if (mapped.told().isEmpty()) {
            return events;
        }
        return events.thenComposeAsync(nothing -> {
            mapped.told().forEach((caseId, states) -> snapshots.confirm(source, caseId, states));
            return state(source, mapped);
        });
    }

    /** The newest that is known of a case goes out last: who writes it looks once more, with nobody else at it. */
    private CompletableFuture<Void> state(String source, Mapped mapped) {
        List<CompletableFuture<Void>> written = new ArrayList<>();
        for (String caseId : mapped.known().keySet()) {
            StateKey key = new StateKey(source, caseId);
            synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
                byte[] value = bytes(key);
                written.add(writer.write(source, List.of(new ProducerRecord<>(topics.state(), key.bytes(), value))));
            }
        }
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }

    /** As many of the newest snapshots as a record holds. */
    private byte[] bytes(StateKey key) {
        KnownSnapshots known = snapshots.known(key.source(), key.caseId());
        byte[] value = new KnownSnapshotsJson(key.source(), key.caseId(), known).bytes();
        while (value.length > LARGEST_RECORD && known.states().size() > 1) {
            known = known.newest(known.states().size() / 2);
            value = new KnownSnapshotsJson(key.source(), key.caseId(), known).bytes();
        }
        return value;
    }

    private static CompletableFuture<GatewayReply> done(GatewayReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
