package io.bellwether.metric;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up differences of the same rolled-up series and window before they cross the network: chained behind the merger,
 * which gives one for each full dimension tuple, of which a pane has thousands where a rollup has a few.
 *
 * <p>Sends whatever it holds before a watermark and before a barrier. So what comes behind it sees every difference under
 * the same watermark as without it, and it needs no state.
 */
public final class CombineRollupsOperator extends AbstractStreamOperator<RollupWindow>
        implements OneInputStreamOperator<RollupWindow, RollupWindow>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    /** Bounds the memory when a watermark is long in coming. */
    private static final int MAX_WINDOWS = 50_000;

    private transient Map<Place, Held> held;

    private record Place(CellKey key, long start) {}

    /** The sum of what has come, and the end of the pane in which its first part was sent. */
    private static final class Held {
        private final Window window = new Window();
        private long paneEnd = Long.MAX_VALUE;
    }

    @Override
    public void open() throws Exception {
        super.open();
        held = new HashMap<>();
    }

    @Override
    public void processElement(StreamRecord<RollupWindow> element) {
        RollupWindow difference = element.getValue();
        // The merger gives the same window to several rollups: it is added to one of our own, never kept.
        Held ofPlace = held.computeIfAbsent(new Place(difference.key(), difference.start()), place -> new Held());
        ofPlace.window.add(difference.window());
        ofPlace.paneEnd = Math.min(ofPlace.paneEnd, element.getTimestamp());
        if (held.size() > MAX_WINDOWS) {
            send();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        send();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        send();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void endInput() {
        send();
    }

    private void send() {
        held.forEach((place, sum) -> output.collect(
                new StreamRecord<>(new RollupWindow(place.key(), place.start(), sum.window), sum.paneEnd)));
        held.clear();
    }
}
