package io.bellwether.ingest;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How far the time of one partition has come: the latest time seen there, less the disorder that its producers cause.
 *
 * <p>Heartbeats move it like events, and at once; so a silent partition keeps time, and the order of a partition proves
 * that nothing older is missing. A rejected record does not move it, and no event moves it beyond the moment at which its
 * record was written: one producer with a fast clock must not make everybody else's events late.
 */
public final class IngestWatermarks implements WatermarkGenerator<Inbound> {

    private final long disorderMillis;
    private long latest = Long.MIN_VALUE;

    IngestWatermarks(long disorderMillis) {
        this.disorderMillis = disorderMillis;
    }

    /** The strategy for a source of {@link Inbound}; partitions are never taken for idle. */
    public static WatermarkStrategy<Inbound> strategy(long disorderMillis) {
        return WatermarkStrategy.<Inbound>forGenerator(context -> new IngestWatermarks(disorderMillis))
                .withTimestampAssigner((inbound, recordTime) -> eventTime(inbound));
    }

    private static long eventTime(Inbound inbound) {
        return inbound.decoded().isEvent() ? inbound.decoded().event().time() : Long.MIN_VALUE;
    }

    @Override
    public void onEvent(Inbound inbound, long eventTime, WatermarkOutput output) {
        if (!inbound.decoded().isEvent()) {
            return;
        }
        long time = inbound.decoded().event().time();
        if (inbound.isHeartbeat()) {
            latest = Math.max(latest, time);
            onPeriodicEmit(output);
        } else {
            latest = Math.max(latest, Math.min(time, inbound.recordTime()));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (latest != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(latest - disorderMillis - 1));
        }
    }
}
