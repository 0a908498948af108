package io.bellwether.metric;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Rolls observations up before they cross the network: chained behind the operator that observes, it sends a few
 * differences for each rolled-up series and pane instead of several observations per event.
 *
 * <p>Keeps nothing over a checkpoint: whatever it holds is sent before the barrier, so it needs no state and a restart
 * neither loses nor doubles. Windows that are complete are sent before the watermark that completes them. Of each
 * difference the timestamp is the end of the pane in which it became certain.
 */
public final class CombineOperator extends AbstractStreamOperator<RollupWindow>
        implements OneInputStreamOperator<Observation, RollupWindow>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final Windowing windowing;
    private transient Combiner combiner;
    private transient StreamRecord<RollupWindow> record;

    public CombineOperator(Windowing windowing) {
        this.windowing = windowing;
    }

    @Override
    public void open() throws Exception {
        super.open();
        combiner = new Combiner(windowing);
        record = new StreamRecord<>(null);
    }

    @Override
    public void processElement(StreamRecord<Observation> element) {
        if (!combiner.add(element.getValue())) {
            combiner.sendAll(this::send);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        combiner.advance(mark.getTimestamp(), this::send);
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        combiner.sendAll(this::send);
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void endInput() {
        combiner.sendAll(this::send);
    }

    private void send(RollupWindow difference, long paneEnd) {
        output.collect(record.replace(difference, paneEnd));
    }
}
