package io.bellwether.bench;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The end of a pipeline: drops what comes, and tells this process how far time has come there. Everything of before is then
 * done. Of parallelism 1.
 *
 * @param <T> what comes
 */
final class WatermarkProbeOperator<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    private static final long serialVersionUID = 1L;

    private static final AtomicLong REACHED = new AtomicLong(Long.MIN_VALUE);

    static void reset() {
        REACHED.set(Long.MIN_VALUE);
    }

    /** The last watermark that came. */
    static long reached() {
        return REACHED.get();
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        // counted by nobody
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        REACHED.set(mark.getTimestamp());
        super.processWatermark(mark);
    }
}
