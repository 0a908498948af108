package io.bellwether.ingest;

import io.bellwether.sentiment.onnx.OnnxSettings;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.legacy.YieldingOperatorFactory;

/** Makes the operator that asks a heavier model. To be chained between the source and the door, which see texts too. */
@SuppressWarnings("deprecation") // Flink's own asynchronous operator is still marked by it: whoever waits may yield
public final class HeavierScoreOperatorFactory extends AbstractStreamOperatorFactory<Inbound>
        implements OneInputStreamOperatorFactory<Inbound, Inbound>, YieldingOperatorFactory<Inbound> {

    private static final long serialVersionUID = 1L;

    /** Elements in flight, in batches: one that runs, one that gathers, and what is no message in between. */
    private static final int BATCHES_IN_FLIGHT = 4;

    private final DoorOperator.ModelSource linearModel;
    private final HeavierScoreFunction.ClassifierSource heavierModel;
    private final OnnxSettings settings;

    /** @param linearModel that finds the language of a message and what is unscored */
    public HeavierScoreOperatorFactory(
            DoorOperator.ModelSource linearModel,
            HeavierScoreFunction.ClassifierSource heavierModel,
            OnnxSettings settings) {
        this.linearModel = linearModel;
        this.heavierModel = heavierModel;
        this.settings = settings;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<Inbound>> T createStreamOperator(StreamOperatorParameters<Inbound> parameters) {
        return (T) new HeavierScoreOperator(
                parameters,
                new HeavierScoreFunction(linearModel, heavierModel, settings),
                settings.timeoutMillis(),
                settings.batch() * BATCHES_IN_FLIGHT,
                processingTimeService);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return HeavierScoreOperator.class;
    }
}
