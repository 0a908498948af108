package io.bellwether.metric;

import io.bellwether.state.CodecTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * An operator that observes, as a job drives it, with all that it observed over restarts. Who extends it says when it begins
 * first, with {@code begin(null)}.
 *
 * @param <H> what drives it
 */
public abstract class ObservedRun<H extends AbstractStreamOperatorTestHarness<Observation>> implements AutoCloseable {

    private final List<Observation> said = new ArrayList<>();

    /** The operator since its latest start. */
    protected H harness;

    /** A new operator, as of now. */
    protected abstract H create() throws Exception;

    /** @param saved where it stopped; null for a first start */
    protected final void begin(OperatorSubtaskState saved) throws Exception {
        harness = create();
        harness.setup(CodecTypeInfo.of(ObservationCodec.INSTANCE)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        if (saved != null) {
            harness.initializeState(saved);
        }
        harness.open();
    }

    /** Stops it with a savepoint and starts it from there. */
    public final void restart() throws Exception {
        OperatorSubtaskState saved = harness.snapshot(1, 1);
        close();
        begin(saved);
    }

    /** Takes what came out since the last time. */
    protected void listen() {
        said.addAll(harness.extractOutputValues());
        harness.getOutput().clear();
    }

    /** Takes what came out beside. */
    protected final <T> List<T> listen(OutputTag<T> tag) {
        Queue<StreamRecord<T>> out = harness.getSideOutput(tag);
        List<T> values = new ArrayList<>();
        while (out != null && !out.isEmpty()) {
            values.add(out.remove().getValue());
        }
        return values;
    }

    /** All that was observed. The run's own: who takes something out of it does so for good. */
    public final List<Observation> said() {
        listen();
        return said;
    }

    @Override
    public final void close() throws Exception {
        listen();
        harness.close();
    }
}
