package io.bellwether.webhook;

import io.bellwether.http.HttpOutcome;
import io.bellwether.http.HttpReply;
import io.bellwether.notify.LifeSign;
import io.bellwether.notify.Routing;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a receiver that the job is alive: once in each slot of time, as soon as the watermark moves in it. So a job that runs and
 * gets nowhere is not alive. Nothing is kept and nothing is tried again: a missing message is the message.
 */
final class Heartbeats {

    private static final Logger LOGGER = LoggerFactory.getLogger(Heartbeats.class);

    /** Among the keys of groups, which all hold a brace. */
    private static final List<String> FLIGHT = List.of("heartbeat");

    private final LifeSign heartbeat;
    private final Recipient recipient;
    private final Flights flights;
    private final DeliveryMetrics counters;
    private final LongSupplier clock;
    private long watermark = Long.MIN_VALUE;
    private long lastSlot = Long.MIN_VALUE;
    private boolean failing;

    /** Of a task; does nothing where the file says nothing of it. */
    static Heartbeats of(
            Routing routing,
            Map<String, Recipient> recipients,
            Flights flights,
            DeliveryMetrics counters,
            LongSupplier clock) {
        LifeSign heartbeat = routing.conduct().heartbeat();
        Recipient recipient = heartbeat == null ? null : recipients.get(heartbeat.receiver());
        return new Heartbeats(heartbeat, recipient, flights, counters, clock);
    }

    private Heartbeats(
            LifeSign heartbeat, Recipient recipient, Flights flights, DeliveryMetrics counters, LongSupplier clock) {
        this.heartbeat = heartbeat;
        this.recipient = recipient;
        this.flights = flights;
        this.counters = counters;
        this.clock = clock;
    }

    /** The same by another routing file: of a slot of which one has told already nothing is told again. */
    Heartbeats with(Routing routing, Map<String, Recipient> recipients) {
        Heartbeats other = of(routing, recipients, flights, counters, clock);
        other.watermark = watermark;
        if (heartbeat != null && heartbeat.equals(other.heartbeat)) {
            other.lastSlot = lastSlot;
            other.failing = failing;
        }
        return other;
    }

    /** Event time has come so far; the end of all input is no sign of life. */
    void observe(long millis) {
        if (heartbeat == null || millis <= watermark || millis == Long.MAX_VALUE) {
            return;
        }
        watermark = millis;
        long now = clock.getAsLong();
        LifeSign.Beat beat = heartbeat.at(now, watermark);
        boolean busy = flights.isFlying(FLIGHT.get(0)) || now < recipient.gate().pausedUntil();
        // an earlier slot, too: the clock may have been set back
        if (beat.slotMillis() != lastSlot && !busy) {
            lastSlot = beat.slotMillis();
            send(beat, now);
        }
    }

    private void send(LifeSign.Beat beat, long now) {
        if (recipient.isMute()) {
            failed("settings", recipient.fault());
        } else if (recipient.endpoint().format() instanceof HeartbeatFormat format) {
            counters.add(heartbeat.receiver(), DeliveryCounter.REQUESTS, 1);
            flights.start(FLIGHT, recipient.endpoint().allowed(), format.render(beat, now), this::landed);
        }
    }

    private void landed(HttpReply reply, Throwable failure) {
        HttpOutcome outcome = recipient.judge(reply, failure, clock.getAsLong());
        if (outcome instanceof HttpOutcome.Ok) {
            counters.add(heartbeat.receiver(), DeliveryCounter.HEARTBEATS, 1);
            failing = false;
        } else {
            failed(outcome.word(), recipient.detail(reply, failure));
        }
    }

    /** Said once, until one has arrived again. */
    private void failed(String word, String detail) {
        if (!failing) {
            LOGGER.warn(
                    "receiver {} did not take a heartbeat ({}): whoever watches there takes the job for dead; {}. It says: {}",
                    heartbeat.receiver(),
                    word,
                    Advice.of(word),
                    detail);
        }
        failing = true;
    }
}
