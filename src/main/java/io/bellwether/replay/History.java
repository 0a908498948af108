package io.bellwether.replay;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.Inbound;
import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/**
 * Event files as one stream that has its time in itself: between the records stand heartbeats, and they alone move time.
 * So what is late, and everything else, hangs on the events and on nothing else.
 *
 * <p>Lines of several files are merged by time, so that none is late because of another file. A heartbeat stands wherever
 * time has come a step further, and before an event that is behind the time that the events before it had reached. The
 * last one takes time to the last event.
 */
final class History implements Iterator<Inbound>, Closeable {

    /** What a late event corrects goes on being told for so many steps. */
    private static final int STEPS_OF_CORRECTION = 12;

    /** Of the only record of a history without any. */
    static final long NO_TIME = Long.MIN_VALUE;

    private final HistoryPlan plan;
    private LongConsumer settled = watermark -> {};
    private final List<HistoryPart> all;
    private final PriorityQueue<HistoryPart> parts = new PriorityQueue<>(HistoryPart.ORDER);
    private long taken;
    /** The latest time of events and of the files' own heartbeats. */
    private long latest = Long.MIN_VALUE;
    /** The latest time that a heartbeat told. */
    private long told = Long.MIN_VALUE;
    /** The latest time of the files' own heartbeats. */
    private long heard = Long.MIN_VALUE;

    private long correctedUntil = Long.MIN_VALUE;
    private long settledAt = Long.MIN_VALUE;
    private int ends;

    /** A history whose time nobody else follows. */
    History(HistoryPlan plan, ReplayProgress progress) {
        this(plan, 0, progress, watermark -> {});
    }

    /**
     * @param skip how many records were taken before a restart
     * @param progress told of bytes read
     * @param settled asked to return when everything has come to a watermark, where that matters: around late events
     */
    History(HistoryPlan plan, long skip, ReplayProgress progress, LongConsumer settled) {
        this.plan = plan;
        this.all = plan.open(progress);
        for (HistoryPart part : all) {
            if (part.advance()) {
                parts.add(part);
            }
        }
        for (long i = 0; i < skip && hasNext(); i++) {
            next();
        }
        this.settled = settled;
    }

    /** A second end is told when all have heard of the first: what late events corrected is out then. */
    @Override
    public boolean hasNext() {
        return !parts.isEmpty() || latest != Long.MIN_VALUE && ends < (plan.asArrived() ? 2 : 1);
    }

    @Override
    public Inbound next() {
        if (!hasNext()) {
            return nothing();
        }
        taken++;
        settle(watermark() <= correctedUntil);
        takeHeartbeats();
        HistoryPart part = parts.peek();
        if (part == null) {
            ends++;
            close();
            return heartbeat(latest + plan.disorderMillis() + 1);
        }
        if (heard > told) {
            return heartbeat(heard);
        }
        Inbound record = part.current();
        if (!record.decoded().isEvent()) {
            return take();
        }
        long time = record.decoded().event().time();
        if (told < latest && (time <= watermarkOf(latest) || step(latest) > step(told))) {
            return heartbeat(latest);
        }
        if (time <= watermark()) {
            correctedUntil = watermark() + STEPS_OF_CORRECTION * plan.stepMillis();
            settle(true);
        }
        latest = Math.max(latest, time);
        return take();
    }

    /** Flink's reader asks a new split for a record without asking whether there is one. */
    private Inbound nothing() {
        if (taken > 0) {
            throw new NoSuchElementException();
        }
        return heartbeat(NO_TIME);
    }

    /** Those that the files have: they move time, and one at a place is enough. */
    private void takeHeartbeats() {
        while (!parts.isEmpty() && parts.peek().current().isHeartbeat()) {
            heard = Math.max(heard, take().decoded().event().time());
            latest = Math.max(latest, heard);
        }
    }

    private Inbound take() {
        HistoryPart part = parts.poll();
        Inbound record = part.current();
        if (part.advance()) {
            parts.add(part);
        }
        return record;
    }

    private void settle(boolean matters) {
        long watermark = watermark();
        if (matters && settledAt < watermark) {
            settled.accept(watermark);
            settledAt = watermark;
        }
    }

    private Inbound heartbeat(long time) {
        told = time;
        ServiceEvent heartbeat = ServiceEvent.of(EventType.CLOCK_HEARTBEAT, "history", time, "bellwether")
                .build();
        return new Inbound(new Decoded(heartbeat, null), "history", Long.MAX_VALUE);
    }

    private long step(long time) {
        return time == Long.MIN_VALUE ? time : Math.floorDiv(watermarkOf(time), plan.stepMillis());
    }

    private long watermarkOf(long time) {
        return time == Long.MIN_VALUE ? time : time - plan.disorderMillis() - 1;
    }

    /** How far time has come for the record that was given last, epoch ms. */
    long watermark() {
        return watermarkOf(told);
    }

    /** The latest time of the records given. */
    long latest() {
        return latest;
    }

    /** How many records were taken. */
    long taken() {
        return taken;
    }

    @Override
    public void close() {
        all.forEach(HistoryPart::close);
    }
}
