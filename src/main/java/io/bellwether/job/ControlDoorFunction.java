package io.bellwether.job;

import io.bellwether.control.Command;
import io.bellwether.control.Received;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionCodec;
import io.bellwether.event.RejectionReason;
import io.bellwether.notify.Circumstance;
import io.bellwether.state.CodecTypeInfo;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets commands in, and counts what is none by its reason: {@code numRejected}, metric group {@code reason}. */
final class ControlDoorFunction extends ProcessFunction<Received, Circumstance> {

    private static final long serialVersionUID = 1L;

    static final OutputTag<Rejection> REJECTED =
            new OutputTag<>("control-rejected", CodecTypeInfo.of(RejectionCodec.INSTANCE));

    private static final Logger LOG = LoggerFactory.getLogger(ControlDoorFunction.class);

    private transient Map<RejectionReason, Counter> rejected;

    @Override
    public void open(OpenContext context) {
        rejected = new EnumMap<>(RejectionReason.class);
    }

    @Override
    public void processElement(Received received, Context context, Collector<Circumstance> out) {
        Rejection rejection = received.rejection();
        if (rejection == null) {
            Command command = received.command();
            LOG.info(
                    "Command {} of {}: {}",
                    command.id(),
                    command.by(),
                    command.getClass().getSimpleName());
            out.collect(new Circumstance.OfCommand(command));
            return;
        }
        LOG.warn("The record {} is no command: {}", rejection.origin(), rejection.detail());
        rejected.computeIfAbsent(rejection.reason(), reason -> getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("reason", reason.name())
                        .counter("numRejected"))
                .inc();
        context.output(REJECTED, rejection);
    }
}
