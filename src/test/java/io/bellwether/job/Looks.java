package io.bellwether.job;

import io.bellwether.metric.Signal;
import io.bellwether.state.Codec;
import io.bellwether.state.CodecTypeInfo;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * What watches files, tick by tick; the clock says 7.
 *
 * @param <T> what it sends
 */
final class Looks<T> implements AutoCloseable {

    private final OneInputStreamOperatorTestHarness<Long, T> harness;
    private final OutputTag<Signal> signals;

    Looks(ProcessFunction<Long, T> watch, Codec<T> codec, OutputTag<Signal> signals) throws Exception {
        this.signals = signals;
        harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(watch));
        harness.setup(CodecTypeInfo.of(codec)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        harness.open();
        harness.setProcessingTime(7);
    }

    void once() throws Exception {
        harness.processElement(new StreamRecord<>(0L));
    }

    void twice() throws Exception {
        once();
        once();
    }

    List<T> sent() {
        return harness.extractOutputValues();
    }

    List<Signal> signals() {
        var output = harness.getSideOutput(signals);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
