package io.bellwether.metric;

import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Rolls observations up before they cross the network, chained behind an operator that observes seldom; others have a
 * {@link Combiner} in themselves. It needs no state.
 *
 * <p>Whoever observes beside the events has no time that passes, its watermark is the last one: what comes behind that is sent at
 * once, for no later one will complete its pane.
 */
public final class CombineOperator extends ObservingOperator<RollupWindow>
        implements OneInputStreamOperator<Observation, RollupWindow> {

    private static final long serialVersionUID = 1L;

    private transient boolean timeIsOver;

    public CombineOperator(Windowing windowing) {
        super(Combiner.of(windowing));
    }

    @Override
    public void processElement(StreamRecord<Observation> element) {
        observed().observe(element.getValue());
        if (timeIsOver) {
            observed().sendAll();
        }
    }

    @Override
    public void processWatermark(Watermark mark) {
        timeIsOver = mark.equals(Watermark.MAX_WATERMARK);
        passOn(mark);
    }
}
