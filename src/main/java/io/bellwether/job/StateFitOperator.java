package io.bellwether.job;

import io.bellwether.ingest.Inbound;
import io.bellwether.rule.RuleSet;
import io.bellwether.settings.Settings;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Refuses a state that does not fit the settings, before anything moves: it stands behind the source, so that no event and
 * no time passes a job that was started with the wrong state. Such a job ends at once and is not tried again.
 *
 * <p><b>Owned state</b>: the {@link StateFit}, kept by the first subtask.
 */
public final class StateFitOperator extends AbstractStreamOperator<Inbound>
        implements OneInputStreamOperator<Inbound, Inbound> {

    /** Name of the state; {@link SavedState} looks for it. */
    static final String STATE = "state-fit";

    private static final long serialVersionUID = 1L;

    /** The job was started from a state that does not fit. */
    @ThrowableAnnotation(ThrowableType.NonRecoverableError)
    public static final class MisfitException extends Exception {
        private static final long serialVersionUID = 1L;

        MisfitException(List<String> problems) {
            super("The job cannot go on from this state:\n  " + String.join("\n  ", problems));
        }
    }

    private final Settings settings;
    private final RuleSet rules;
    private final String cluster;
    private transient StateFit fit;
    private transient ListState<String> kept;

    /** @param cluster id of the Kafka cluster; empty where it is not known */
    StateFitOperator(Settings settings, RuleSet rules, String cluster) {
        this.settings = settings;
        this.rules = rules;
        this.cluster = cluster;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        kept = context.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>(STATE, Types.STRING));
        fit = StateFit.of(settings, rules).in(cluster);
        if (context.isRestored()) {
            Iterator<String> text = kept.get().iterator();
            // What says nothing was made before states said anything.
            StateFit state = StateFit.parse(text.hasNext() ? text.next() : "");
            requireFit(state, settings, rules, cluster);
            fit = fit.goingOnFrom(state);
        }
    }

    /** Throws where a job with these settings cannot go on from that state. */
    public static void requireFit(StateFit state, Settings settings, RuleSet rules, String cluster)
            throws MisfitException {
        List<String> problems = StateFit.of(settings, rules).in(cluster).problems(state, settings, rules);
        if (!problems.isEmpty()) {
            throw new MisfitException(problems);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        kept.clear();
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            kept.add(fit.text());
        }
    }

    @Override
    public void processElement(StreamRecord<Inbound> element) {
        output.collect(element);
    }
}
