package io.bellwether.agents;

import io.bellwether.event.SourceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * Agents of whom something may be otherwise since it was told last, each with what is so now. It is in no checkpoint: whoever listens
 * is told of all agents after a start.
 */
final class AgentNewsWriter {

    private final Map<SourceId, AgentNow> changed = new LinkedHashMap<>();
    private final boolean wanted;
    private final KeyedStateBackend<SourceId> backend;
    private final ValueStateDescriptor<AgentTimeline> agents;
    private boolean toldAll;

    /**
     * @param wanted whether anybody listens; else nothing is looked at
     * @param agents the state in which they are kept
     */
    AgentNewsWriter(boolean wanted, KeyedStateBackend<SourceId> backend, ValueStateDescriptor<AgentTimeline> agents) {
        this.wanted = wanted;
        this.backend = backend;
        this.agents = agents;
    }

    /** Takes what is so of an agent now, where anything may have happened to them. */
    void folded(SourceId agent, AgentTimeline timeline) {
        if (wanted) {
            changed.put(agent, timeline.now(agent));
        }
    }

    /** Tells what is new, and once after a start of all agents who are there. */
    void tell(Consumer<AgentNow> to) throws Exception {
        if (!wanted) {
            return;
        }
        if (!toldAll) {
            backend.applyToAllKeys(
                    VoidNamespace.INSTANCE,
                    VoidNamespaceSerializer.INSTANCE,
                    agents,
                    (SourceId agent, ValueState<AgentTimeline> state) -> tell(agent, state.value(), to));
            toldAll = true;
        } else {
            changed.values().forEach(to);
        }
        changed.clear();
    }

    private static void tell(SourceId agent, AgentTimeline timeline, Consumer<AgentNow> to) {
        AgentNow now = timeline == null ? null : timeline.now(agent);
        if (now != null && now.present() != null) {
            to.accept(now);
        }
    }
}
