package io.bellwether.job;

import io.bellwether.file.Unusable;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.plan.PlanBook;
import io.bellwether.plan.PlanFile;
import io.bellwether.state.CodecTypeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the file of the plan at every tick, and sends the plan when it is another one, or when the job has just started. A
 * file that cannot be used is refused whole: the old plan stays, and a signal says so until a good one comes. One that is not
 * there says nothing.
 *
 * <p>What counts is what two looks in a row have found, so a file that is being written is neither taken nor refused. Without
 * state: after a restart it tells again, which changes nothing for those who know.
 */
final class PlanWatchFunction extends ProcessFunction<Long, PlanBook> {

    /** {@code plan.rejected} and {@code plan.accepted}; the subject is the file. */
    static final OutputTag<Signal> SIGNALS = new OutputTag<>("plan-signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PlanWatchFunction.class);

    private final String file;
    private final long intervalMillis;
    private transient Found last;
    private transient Found told;

    /**
     * @param file empty for none
     * @param intervalMillis length of a plan's intervals
     */
    PlanWatchFunction(String file, long intervalMillis) {
        this.file = file;
        this.intervalMillis = intervalMillis;
    }

    /**
     * What a look has found.
     *
     * @param version of the plan, empty where the file cannot be used
     * @param problem what is wrong, empty where nothing is
     */
    private record Found(String version, String problem) {}

    @Override
    public void processElement(Long tick, Context context, Collector<PlanBook> out) {
        Path path = Path.of(file);
        if (file.isEmpty() || !Files.exists(path)) {
            last = null;
            return;
        }
        PlanBook book = null;
        Found found;
        try {
            book = new PlanFile(intervalMillis).read(path);
            found = new Found(book.version(), "");
        } catch (Unusable e) {
            found = new Found("", e.getMessage());
        }
        boolean certain = found.equals(last);
        last = found;
        if (certain && !found.equals(told)) {
            told = found;
            tell(book, found, context, out);
        }
    }

    private void tell(PlanBook book, Found found, Context context, Collector<PlanBook> out) {
        if (book == null) {
            LOG.warn("The plan is refused, the old one stays: {}", found.problem());
            signal(Signal.Kind.PLAN_REJECTED, Map.of("problem", found.problem()), context);
        } else {
            LOG.info("The plan {} has version {}", file, found.version());
            out.collect(book);
            signal(Signal.Kind.PLAN_ACCEPTED, Map.of("version", found.version()), context);
        }
    }

    private void signal(Signal.Kind kind, Map<String, String> detail, Context context) {
        long now = context.timerService().currentProcessingTime();
        context.output(SIGNALS, Signal.ofNoCase(kind, file, 0, now, detail));
    }
}
