package io.bellwether.metric;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Rolls observations up before they cross the network, chained behind an operator that observes seldom; others have a
 * {@link Combiner} in themselves. It needs no state: whatever it holds is sent before a barrier, so a restart neither
 * loses nor doubles.
 */
public final class CombineOperator extends AbstractStreamOperator<RollupWindow>
        implements OneInputStreamOperator<Observation, RollupWindow>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final Windowing windowing;
    private transient Combiner combiner;

    public CombineOperator(Windowing windowing) {
        this.windowing = windowing;
    }

    @Override
    public void open() throws Exception {
        super.open();
        StreamRecord<RollupWindow> record = new StreamRecord<>(null);
        combiner =
                new Combiner(windowing, (difference, paneEnd) -> output.collect(record.replace(difference, paneEnd)));
    }

    @Override
    public void processElement(StreamRecord<Observation> element) {
        combiner.observe(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        combiner.advance(mark.getTimestamp());
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        combiner.sendAll();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void endInput() {
        combiner.sendAll();
    }
}
