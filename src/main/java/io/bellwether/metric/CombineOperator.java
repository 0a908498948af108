package io.bellwether.metric;

import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Rolls observations up before they cross the network, chained behind an operator that observes seldom; others have a
 * {@link Combiner} in themselves. It needs no state.
 *
 * <p>Whoever observes beside the events has no time that passes: {@link #timeless} sends each at once, for no watermark will
 * complete its pane.
 */
public final class CombineOperator extends ObservingOperator<RollupWindow>
        implements OneInputStreamOperator<Observation, RollupWindow> {

    private static final long serialVersionUID = 1L;

    private final boolean timeless;

    public CombineOperator(Windowing windowing) {
        this(windowing, false);
    }

    private CombineOperator(Windowing windowing, boolean timeless) {
        super(Combiner.of(windowing));
        this.timeless = timeless;
    }

    /** For observations without watermarks. */
    public static CombineOperator timeless(Windowing windowing) {
        return new CombineOperator(windowing, true);
    }

    @Override
    public void processElement(StreamRecord<Observation> element) {
        observed().observe(element.getValue());
        if (timeless) {
            observed().sendAll();
        }
    }

    /** Where there is no time, none is told: a last watermark would end all time as soon as every other input is idle. */
    @Override
    public void processWatermark(Watermark mark) {
        if (timeless) {
            output.emitWatermarkStatus(WatermarkStatus.IDLE);
        } else {
            passOn(mark);
        }
    }
}
