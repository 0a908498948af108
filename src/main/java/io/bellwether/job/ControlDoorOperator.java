package io.bellwether.job;

import io.bellwether.control.Command;
import io.bellwether.control.CommandException;
import io.bellwether.control.CommandJson;
import io.bellwether.control.Received;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionCodec;
import io.bellwether.event.RejectionReason;
import io.bellwether.notify.Circumstance;
import io.bellwether.state.CodecTypeInfo;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Lets commands in, and counts what is none by its reason: {@code numRejected}, metric group {@code reason}.
 *
 * <p><b>At every start</b> all that the topic holds then is told first, and behind it {@link Circumstance.CommandsRead}: the
 * source alone reads on from the last checkpoint at its own pace, and nobody could know when a silence of the seconds before a
 * crash has come. What the source brings again is known by then and changes nothing. Where the topic cannot be read, alerts do
 * not wait for it: the log says so, and commands count from when the source brings them.
 */
final class ControlDoorOperator extends AbstractStreamOperator<Circumstance>
        implements OneInputStreamOperator<Received, Circumstance> {

    private static final long serialVersionUID = 1L;

    static final OutputTag<Rejection> REJECTED =
            new OutputTag<>("control-rejected", CodecTypeInfo.of(RejectionCodec.INSTANCE));

    /** What the topic of commands holds when it is asked. */
    interface SoFar extends Serializable {

        /**
         * Hands over every record.
         *
         * @throws IllegalStateException where it cannot be read
         */
        void read(Consumer<byte[]> to);
    }

    private final SoFar soFar;
    private transient Map<RejectionReason, Counter> rejected;

    ControlDoorOperator(SoFar soFar) {
        this.soFar = soFar;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what fails in it fails the task
    public void open() throws Exception {
        super.open();
        rejected = new EnumMap<>(RejectionReason.class);
        long now = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService().registerTimer(now, this::tellSoFar);
    }

    private void tellSoFar(long now) {
        try {
            soFar.read(record -> tell(record, now));
        } catch (IllegalStateException e) {
            LOG.warn("Alerts do not wait for what people said of them before this start: {}", e.getMessage());
        }
        output.collect(new StreamRecord<>(new Circumstance.CommandsRead()));
    }

    private void tell(byte[] record, long now) {
        try {
            output.collect(new StreamRecord<>(new Circumstance.OfCommand(CommandJson.read(record, now))));
        } catch (CommandException e) {
            LOG.debug("A record of the topic is no command; the source brings it where it was not counted yet", e);
        }
    }

    @Override
    public void processElement(StreamRecord<Received> element) {
        Rejection rejection = element.getValue().rejection();
        if (rejection == null) {
            Command command = element.getValue().command();
            LOG.info(
                    "Command {} of {}: {}",
                    command.id(),
                    command.by(),
                    command.getClass().getSimpleName());
            output.collect(new StreamRecord<>(new Circumstance.OfCommand(command)));
            return;
        }
        LOG.warn("The record {} is no command: {}", rejection.origin(), rejection.detail());
        rejected.computeIfAbsent(rejection.reason(), reason -> getMetricGroup()
                        .addGroup("reason", reason.name())
                        .counter("numRejected"))
                .inc();
        output.collect(REJECTED, new StreamRecord<>(rejection));
    }
}
