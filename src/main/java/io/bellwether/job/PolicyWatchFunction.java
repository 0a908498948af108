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
import org.apache.flink.util.OutputTag;

/** Looks at the policy file. Without one from the start there is nothing to be said; one that is gone is refused. */
public final class PolicyWatchFunction extends FileWatchFunction<PolicyUpdate> {

    private static final long serialVersionUID = 1L;

    /** {@code policy.rejected} and {@code policy.accepted}; the subject is the file of the start, whatever its ending now. */
    public static final OutputTag<Signal> SIGNALS =
            new OutputTag<>("policy-signals", CodecTypeInfo.of(SignalCodec.INSTANCE));

    private final String file;
    private final List<String> dimensions;
    private final AgentIds agents;

    /**
     * @param file where policies are or would be; its ending may change to another of YAML
     * @param dimensions of the settings, which policies may ask for
     * @param agents by which ids agents are known
     */
    public PolicyWatchFunction(Path file, List<String> dimensions, AgentIds agents) {
        super(
                "Policies",
                file.toString(),
                new Telling(SIGNALS, Signal.Kind.POLICY_ACCEPTED, Signal.Kind.POLICY_REJECTED));
        this.file = file.toString();
        this.dimensions = List.copyOf(dimensions);
        this.agents = agents;
    }

    @Override
    Found<PolicyUpdate> look(boolean first) {
        List<YamlProblem> several = new ArrayList<>();
        Path path = find(several);
        if (first && path == null) {
            return null;
        }
        if (!several.isEmpty()) {
            return refused(several);
        }
        try {
            PolicyBook book =
                    PolicyBook.load(path == null ? Path.of(file) : path, agents).requiring(dimensions);
            return new Found<>(new PolicyUpdate(book.version(), book), book.version(), "");
        } catch (PolicyException e) {
            return refused(e.problems());
        }
    }

    /** The file, whatever its ending is now; null where there is none. */
    private Path find(List<YamlProblem> problems) {
        Path folder = Path.of(file).toAbsolutePath().getParent();
        Path found = Files.isDirectory(folder) ? TextFile.find(folder, TextFile.stem(Path.of(file)), problems) : null;
        return found == null ? null : Path.of(file).resolveSibling(found.getFileName());
    }

    private static Found<PolicyUpdate> refused(List<YamlProblem> problems) {
        String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
        return Found.refused(problems.get(0) + more);
    }
}
