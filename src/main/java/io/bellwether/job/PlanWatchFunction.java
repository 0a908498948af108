package io.bellwether.job;

import io.bellwether.file.Unusable;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.plan.PlanBook;
import io.bellwether.plan.PlanFile;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.OutputTag;

/** Looks at the file of the plan. One that is not there says nothing. */
final class PlanWatchFunction extends FileWatchFunction<PlanBook> {

    /** {@code plan.rejected} and {@code plan.accepted}; the subject is the file. */
    static final OutputTag<Signal> SIGNALS = new OutputTag<>("plan-signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    private static final long serialVersionUID = 1L;

    private final String file;
    private final long intervalMillis;

    /**
     * @param file empty for none
     * @param intervalMillis length of a plan's intervals
     */
    PlanWatchFunction(String file, long intervalMillis) {
        super("Plans", file, new Telling(SIGNALS, Signal.Kind.PLAN_ACCEPTED, Signal.Kind.PLAN_REJECTED));
        this.file = file;
        this.intervalMillis = intervalMillis;
    }

    @Override
    Found<PlanBook> look(boolean first) {
        Path path = Path.of(file);
        if (file.isEmpty() || !Files.exists(path)) {
            return null;
        }
        try {
            PlanBook book = new PlanFile(intervalMillis).read(path);
            return new Found<>(book, book.version(), "");
        } catch (Unusable e) {
            return Found.refused(e.getMessage());
        }
    }
}
