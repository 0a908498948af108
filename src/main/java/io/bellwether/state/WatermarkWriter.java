package io.bellwether.state;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Keeps how far time had come at a checkpoint. After a restart that is unknown for a while, in which what comes late must not
 * pass for what is in time. Subtasks are about as far as each other, and after another parallelism none may fall behind what
 * was certain: each goes on from where the foremost was.
 */
public final class WatermarkWriter {

    private static final ListStateDescriptor<Long> WATERMARK = new ListStateDescriptor<>("watermark", Types.LONG);

    private final ListState<Long> written;

    /** One for each operator. */
    public WatermarkWriter(OperatorStateStore states) throws Exception {
        written = states.getUnionListState(WATERMARK);
    }

    /** How far time had come, epoch ms; {@link Long#MIN_VALUE} where there is no checkpoint. */
    public long restored() throws Exception {
        long latest = Long.MIN_VALUE;
        for (long watermark : written.get()) {
            latest = Math.max(latest, watermark);
        }
        return latest;
    }

    /** For a snapshot; neither the least nor the greatest of numbers is a time. */
    public void write(long watermark) throws Exception {
        boolean isTime = watermark != Long.MIN_VALUE && watermark != Long.MAX_VALUE;
        written.update(isTime ? List.of(watermark) : List.of());
    }
}
