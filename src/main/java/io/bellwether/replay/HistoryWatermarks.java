package io.bellwether.replay;

import io.bellwether.ingest.Inbound;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** The time of a {@link History}: that of its heartbeats, told where they stand and never by the wall clock. */
final class HistoryWatermarks implements WatermarkGenerator<Inbound> {

    private final long disorderMillis;

    private HistoryWatermarks(long disorderMillis) {
        this.disorderMillis = disorderMillis;
    }

    static WatermarkStrategy<Inbound> strategy(long disorderMillis) {
        return WatermarkStrategy.<Inbound>forGenerator(context -> new HistoryWatermarks(disorderMillis))
                .withTimestampAssigner((inbound, recordTime) ->
                        inbound.decoded().isEvent() ? inbound.decoded().event().time() : Long.MIN_VALUE);
    }

    @Override
    public void onEvent(Inbound inbound, long eventTime, WatermarkOutput output) {
        if (inbound.isHeartbeat() && inbound.decoded().event().time() != History.NO_TIME) {
            output.emitWatermark(new Watermark(inbound.decoded().event().time() - disorderMillis - 1));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // the wall clock says nothing of history
    }
}
