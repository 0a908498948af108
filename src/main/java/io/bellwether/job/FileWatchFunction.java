package io.bellwether.job;

import io.bellwether.metric.Signal;
import java.io.Serializable;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a file at every tick, and sends what it says when that is something else, or when the job has just started: who
 * keeps what is in force knows best whether it is news. A file that cannot be used is refused whole: what was before stays,
 * and a signal says so until a good one comes.
 *
 * <p>What counts is what two looks in a row have found, so a file that is being written is neither taken nor refused.
 * Without state: after a restart it tells again, which changes nothing for those who know.
 *
 * @param <T> what the file says
 */
abstract class FileWatchFunction<T> extends ProcessFunction<Long, T> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FileWatchFunction.class);

    private final String what;
    private final String file;
    private final Telling telling;
    private transient Found<T> last;
    private transient Found<T> told;

    /**
     * How it is told whether a file was taken or refused; the subject is the file.
     *
     * @param signals where it is told
     */
    record Telling(OutputTag<Signal> signals, Signal.Kind taken, Signal.Kind refused) implements Serializable {}

    /**
     * What a look has found.
     *
     * @param content null where the file cannot be used
     * @param version of the content, empty where there is none
     * @param problem what is wrong, empty where nothing is
     */
    record Found<T>(T content, String version, String problem) {

        static <T> Found<T> refused(String problem) {
            return new Found<>(null, "", problem);
        }

        private boolean isAs(Found<T> other) {
            return other != null && version.equals(other.version) && problem.equals(other.problem);
        }
    }

    /**
     * @param what the file is of, in the log: {@code Policies}
     * @param file subject of the signals
     */
    FileWatchFunction(String what, String file, Telling telling) {
        this.what = what;
        this.file = file;
        this.telling = telling;
    }

    /**
     * Looks.
     *
     * @param first whether nothing was told yet
     * @return null where there is nothing of which anything is to be said
     */
    abstract Found<T> look(boolean first);

    @Override
    public final void processElement(Long tick, Context context, Collector<T> out) {
        Found<T> found = look(told == null);
        boolean certain = found != null && found.isAs(last);
        last = found;
        if (!certain || found.isAs(told)) {
            return;
        }
        told = found;
        if (found.content() == null) {
            LOG.warn("{} of {} are refused, the old ones stay: {}", what, file, found.problem());
            signal(telling.refused(), Map.of("problem", found.problem()), context);
        } else {
            LOG.info("{} of {} have version {}", what, file, found.version());
            out.collect(found.content());
            signal(telling.taken(), Map.of("version", found.version()), context);
        }
    }

    private void signal(Signal.Kind kind, Map<String, String> detail, Context context) {
        long now = context.timerService().currentProcessingTime();
        context.output(telling.signals(), Signal.ofNoCase(kind, file, 0, now, detail));
    }
}
