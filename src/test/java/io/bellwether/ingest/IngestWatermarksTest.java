package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventType;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class IngestWatermarksTest {

    private static final long DISORDER = 2_000;
    private static final long T = 1_700_000_000_000L;

    private final IngestWatermarks watermarks = new IngestWatermarks(DISORDER);
    private final Recorder out = new Recorder();

    private static final class Recorder implements WatermarkOutput {
        final List<Long> emitted = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            emitted.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            throw new AssertionError("a partition is never idle");
        }

        @Override
        public void markActive() {
            throw new AssertionError("a partition is never idle");
        }
    }

    @Test
    void nothingIsSaidBeforeTheFirstEvent() {
        watermarks.onPeriodicEmit(out);
        assertThat(out.emitted).isEmpty();
    }

    @Test
    void anEventMovesTimeAtTheNextTick() {
        take(event(T, T + 50));
        assertThat(out.emitted).isEmpty();
        watermarks.onPeriodicEmit(out);
        assertThat(out.emitted).containsExactly(T - DISORDER - 1);
    }

    @Test
    void aHeartbeatMovesTimeAtOnce() {
        take(Inbound.heartbeat("service.tickets", T));
        assertThat(out.emitted).containsExactly(T - DISORDER - 1);
    }

    @Test
    void anOlderHeartbeatDoesNotTakeTimeBack() {
        take(event(T + 10, T + 10));
        take(Inbound.heartbeat("service.tickets", T));
        assertThat(out.emitted).containsExactly(T + 10 - DISORDER - 1);
    }

    @Test
    void aRejectedRecordDoesNotMoveTime() {
        Rejection rejection = new Rejection(RejectionReason.NOT_JSON, "", "service.tickets", 0, 3, new byte[0]);
        take(new Inbound(new Decoded(null, rejection), "service.tickets", 3, T));
        watermarks.onPeriodicEmit(out);
        assertThat(out.emitted).isEmpty();
    }

    @Test
    void anEventAheadOfItsRecordMovesTimeOnlyToWhenItWasWritten() {
        take(event(T + 300_000, T));
        watermarks.onPeriodicEmit(out);
        assertThat(out.emitted).containsExactly(T - DISORDER - 1);
    }

    @Test
    void withoutARecordTimeTheEventsOwnTimeHolds() {
        take(event(T, Long.MAX_VALUE));
        watermarks.onPeriodicEmit(out);
        assertThat(out.emitted).containsExactly(T - DISORDER - 1);
    }

    private void take(Inbound inbound) {
        watermarks.onEvent(inbound, 0, out);
    }

    private static Inbound event(long time, long recordTime) {
        ServiceEvent event = ServiceEvent.of(EventType.TICKET_CREATED, "e", time, "test")
                .caseId("c")
                .build();
        return new Inbound(new Decoded(event, null), "service.tickets", 0, recordTime);
    }
}
