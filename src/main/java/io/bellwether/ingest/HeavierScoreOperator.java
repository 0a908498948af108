package io.bellwether.ingest;

import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperator;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies;

/**
 * Flink's asynchronous I/O that has nothing in flight when a checkpoint is taken.
 *
 * <p>Flink's own operator writes the elements in flight into the checkpoint, and these still have their texts, which
 * never enter state. To write them without their text would score them differently after a restart. So this operator
 * answers everything that is in flight before it lets the barrier pass, as sinks do: that costs a checkpoint a few runs
 * of the model, and never more than the timeout. Should that ever fail, {@link InboundCodec} refuses to write.
 *
 * <p>Elements leave in the order in which they came. Watermarks would hold back what depends on time in any other order
 * as well, and in a replay the same input is to give the same bytes.
 */
final class HeavierScoreOperator extends AsyncWaitOperator<Inbound, Inbound> {

    private static final long serialVersionUID = 1L;

    private final HeavierScoreFunction function;

    @SuppressWarnings("unchecked") // no retry is the same for every type
    HeavierScoreOperator(
            StreamOperatorParameters<Inbound> parameters,
            HeavierScoreFunction function,
            long timeoutMillis,
            int capacity,
            ProcessingTimeService time) {
        super(
                parameters,
                function,
                timeoutMillis,
                capacity,
                OutputMode.ORDERED,
                AsyncRetryStrategies.NO_RETRY_STRATEGY,
                time,
                parameters.getMailboxExecutor());
        this.function = function;
    }

    @Override
    public void open() throws Exception {
        function.useClock(getProcessingTimeService()::getCurrentProcessingTime);
        super.open();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        answerAll();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void endInput() throws Exception {
        answerAll();
    }

    /** What the operator does at the end of its input is wanted at each barrier: wait until nothing is in flight. */
    private void answerAll() throws Exception {
        function.hurry();
        super.endInput();
    }
}
