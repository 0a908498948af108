package io.bellwether.metric;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up observations before they cross the network: chained behind the operator that observes, it sends a few windows
 * per series and pane instead of several observations per event.
 *
 * <p>Keeps nothing over a checkpoint: whatever it holds is sent before the barrier, so it needs no state and a restart
 * neither loses nor doubles. Windows that are complete are sent before the watermark that completes them.
 */
public final class CombineOperator extends AbstractStreamOperator<SeriesWindow>
        implements OneInputStreamOperator<Observation, SeriesWindow>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    /** Bounds the memory when panes are long or series many. */
    private static final int MAX_WINDOWS = 50_000;

    private final Windowing windowing;
    /** The windows of one series by their start; most observations go into the same as the one before. */
    private static final class Held {
        private final TreeMap<Long, Window> windows = new TreeMap<>();
        private Window last;
        private long lastStart;
    }

    private transient Map<Series, Held> held;
    private transient int windows;
    private transient long lastPane;

    public CombineOperator(Windowing windowing) {
        this.windowing = windowing;
    }

    @Override
    public void open() throws Exception {
        super.open();
        held = new HashMap<>();
        lastPane = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<Observation> element) {
        Observation observation = element.getValue();
        Series series = observation.series();
        long start = windowing.start(series.measurement(), observation.time());
        Held ofSeries = held.get(series);
        if (ofSeries == null) {
            ofSeries = new Held();
            held.put(series, ofSeries);
        }
        Window window = window(ofSeries, start);
        Measure measure = observation.measure();
        // Moments that nobody asks for would make a row for every change, in every rollup: they fall together here.
        window.add(
                observation,
                windowing.keepsCourse(measure) ? observation.time() : start,
                measure.hasOldest() ? observation.since() : 0);
        if (windows > MAX_WINDOWS) {
            sendUntil(Long.MAX_VALUE);
        }
    }

    private Window window(Held ofSeries, long start) {
        if (ofSeries.last == null || ofSeries.lastStart != start) {
            Window window = ofSeries.windows.get(start);
            if (window == null) {
                window = new Window();
                ofSeries.windows.put(start, window);
                windows++;
            }
            ofSeries.last = window;
            ofSeries.lastStart = start;
        }
        return ofSeries.last;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long pane = Math.floorDiv(mark.getTimestamp(), windowing.paneMillis());
        if (pane != lastPane) {
            sendUntil(mark.getTimestamp());
            lastPane = pane;
        }
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        sendUntil(Long.MAX_VALUE);
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void endInput() {
        sendUntil(Long.MAX_VALUE);
    }

    /** Sends panes that end by then, and intervals, which are written as they grow. */
    private void sendUntil(long time) {
        Iterator<Map.Entry<Series, Held>> bySeries = held.entrySet().iterator();
        while (bySeries.hasNext()) {
            Map.Entry<Series, Held> entry = bySeries.next();
            Measurement measurement = entry.getKey().measurement();
            entry.getValue().last = null;
            TreeMap<Long, Window> ofSeries = entry.getValue().windows;
            while (!ofSeries.isEmpty()
                    && (measurement.isInterval()
                            || time == Long.MAX_VALUE
                            || ofSeries.firstKey() + windowing.paneMillis() - 1 <= time)) {
                Map.Entry<Long, Window> first = ofSeries.pollFirstEntry();
                windows--;
                output.collect(new StreamRecord<>(new SeriesWindow(entry.getKey(), first.getKey(), first.getValue())));
            }
            if (ofSeries.isEmpty()) {
                bySeries.remove();
            }
        }
    }
}
