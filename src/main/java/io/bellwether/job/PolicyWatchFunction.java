package io.bellwether.job;

import io.bellwether.cases.PolicyUpdate;
import io.bellwether.event.AgentIds;
import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalCodec;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.PolicyException;
import io.bellwether.state.CodecTypeInfo;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the policy file at every tick, and sends its book when that is another one, or when the job has just started:
 * who keeps the book in force knows best whether it is news. A file that cannot be used is refused whole: the old book
 * stays, and a signal says so until a good one comes.
 *
 * <p>What counts is what two looks in a row have found, so a file that is being written is neither taken nor refused.
 * Without state: after a restart it tells again, which changes nothing for those who know.
 */
public final class PolicyWatchFunction extends ProcessFunction<Long, PolicyUpdate> {

    private static final long serialVersionUID = 1L;

    /** {@code policy.rejected} and {@code policy.accepted}; the subject is the file of the start, whatever its ending now. */
    public static final OutputTag<Signal> SIGNALS =
            new OutputTag<>("policy-signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    private static final Logger LOG = LoggerFactory.getLogger(PolicyWatchFunction.class);

    private final String file;
    private final List<String> dimensions;
    private final AgentIds agents;
    private transient Found last;
    private transient Found told;

    /**
     * @param file where policies are or would be; its ending may change to another of YAML
     * @param dimensions of the settings, which policies may ask for
     * @param agents by which ids agents are known
     */
    public PolicyWatchFunction(Path file, List<String> dimensions, AgentIds agents) {
        this.file = file.toString();
        this.dimensions = List.copyOf(dimensions);
        this.agents = agents;
    }

    /**
     * What a look has found.
     *
     * @param version of the book, empty where the file cannot be used
     * @param problem what is wrong, empty where nothing is
     * @param problems how many there are
     */
    private record Found(String version, String problem, int problems) {}

    @Override
    public void processElement(Long tick, Context context, Collector<PolicyUpdate> out) {
        List<YamlProblem> several = new ArrayList<>();
        Path path = find(several);
        if (told == null && path == null) {
            return;
        }
        PolicyBook book = null;
        Found found;
        try {
            if (several.isEmpty()) {
                book = PolicyBook.load(path == null ? Path.of(file) : path, agents)
                        .requiring(dimensions);
                found = new Found(book.version(), "", 0);
            } else {
                found = refused(several);
            }
        } catch (PolicyException e) {
            found = refused(e.problems());
        }
        boolean certain = found.equals(last);
        last = found;
        if (!certain || found.equals(told)) {
            return;
        }
        told = found;
        long now = context.timerService().currentProcessingTime();
        if (book == null) {
            refused(found, now, context);
        } else {
            LOG.info("Policies of {} have version {}", file, book.version());
            out.collect(new PolicyUpdate(book.version(), book));
            context.output(SIGNALS, signal(Signal.Kind.POLICY_ACCEPTED, now, Map.of("version", book.version())));
        }
    }

    /** The file, whatever its ending is now; null where there is none. */
    private Path find(List<YamlProblem> problems) {
        Path folder = Path.of(file).toAbsolutePath().getParent();
        Path found = Files.isDirectory(folder) ? TextFile.find(folder, TextFile.stem(Path.of(file)), problems) : null;
        return found == null ? null : Path.of(file).resolveSibling(found.getFileName());
    }

    private static Found refused(List<YamlProblem> problems) {
        return new Found("", problems.get(0).toString(), problems.size());
    }

    private void refused(Found found, long now, Context context) {
        String more = found.problems() > 1 ? " (and " + (found.problems() - 1) + " more)" : "";
        LOG.warn("Policies of {} are refused, the old ones stay: {}{}", file, found.problem(), more);
        context.output(SIGNALS, signal(Signal.Kind.POLICY_REJECTED, now, Map.of("problem", found.problem() + more)));
    }

    private Signal signal(Signal.Kind kind, long now, Map<String, String> detail) {
        return Signal.ofNoCase(kind, file, 0, now, detail);
    }
}
