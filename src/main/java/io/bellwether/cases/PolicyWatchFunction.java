package io.bellwether.cases;

import io.bellwether.metric.Signal;
import io.bellwether.metric.SignalSerializer;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.PolicyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the policy file at every tick and sends a book when it has changed. A file that cannot be used is refused whole:
 * the old book stays, and a signal says so until a good one comes.
 */
public final class PolicyWatchFunction extends ProcessFunction<Long, PolicyUpdate> {

    private static final long serialVersionUID = 1L;

    /** {@code policy.rejected} and {@code policy.accepted}. */
    public static final OutputTag<Signal> SIGNALS = new OutputTag<>("policy-signals", SignalSerializer.typeInfo());

    private static final Logger LOG = LoggerFactory.getLogger(PolicyWatchFunction.class);

    private final String file;
    private final String firstVersion;
    private transient FileTime lastModified;
    private transient String version;
    private transient boolean rejected;

    /** @param firstVersion of the book that the job started with */
    public PolicyWatchFunction(Path file, String firstVersion) {
        this.file = file.toString();
        this.firstVersion = firstVersion;
    }

    @Override
    public void processElement(Long tick, Context context, Collector<PolicyUpdate> out) throws Exception {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return;
        }
        FileTime modified = Files.getLastModifiedTime(path);
        if (modified.equals(lastModified)) {
            return;
        }
        lastModified = modified;
        try {
            PolicyBook book = PolicyBook.load(path);
            if (!book.version().equals(version == null ? firstVersion : version)) {
                LOG.info("Policies of {} changed to version {}", file, book.version());
                out.collect(new PolicyUpdate(book.version(), book));
            }
            version = book.version();
            if (rejected) {
                context.output(SIGNALS, signal(Signal.Kind.POLICY_ACCEPTED, "version " + version));
            }
            rejected = false;
        } catch (PolicyException e) {
            LOG.warn("Policies of {} are refused, the old ones stay: {}", file, e.getMessage());
            context.output(SIGNALS, signal(Signal.Kind.POLICY_REJECTED, e.getMessage()));
            rejected = true;
        }
    }

    private Signal signal(Signal.Kind kind, String detail) {
        long now = System.currentTimeMillis();
        return new Signal(kind, file, "", 0, 0, now, 0, 0, 0, false, Map.of(), Map.of("detail", detail));
    }
}
