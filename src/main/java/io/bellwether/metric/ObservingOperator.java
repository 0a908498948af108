package io.bellwether.metric;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * An operator whose output is what its {@link Outlet} sends. The outlet keeps nothing over a checkpoint: it is emptied before
 * a barrier and at the end of the input, so a restart neither loses nor doubles.
 *
 * @param <T> what the outlet sends
 */
public abstract class ObservingOperator<T> extends AbstractStreamOperator<T> {

    private static final long serialVersionUID = 1L;

    private final Outlet.Maker<T> outlets;

    private transient Outlet observed;

    /** @param outlets where observations go */
    protected ObservingOperator(Outlet.Maker<T> outlets) {
        this.outlets = outlets;
    }

    @Override
    public void open() throws Exception {
        super.open();
        StreamRecord<T> record = new StreamRecord<>(null);
        observed = outlets.open((value, time) -> output.collect(record.replace(value, time)));
    }

    /** Where what is observed goes, from {@link #open} on. */
    protected final Outlet observed() {
        return observed;
    }

    /** Sends a watermark on, behind what was observed until then. */
    protected final void passOn(Watermark mark) {
        observed.advance(mark.getTimestamp());
        output.emitWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        observed.sendAll();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void finish() throws Exception {
        observed.sendAll();
        super.finish();
    }
}
