package io.bellwether.cases;

import io.bellwether.event.EventField;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Series;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is known of a case beside its course: its dimensions, agent and customer. Immutable; the latest event that says a
 * thing is right.
 */
final class Attributes {

    /** The fields that a case has one value of at a time; the agent's is apart, for it is an id of a system. */
    private static final EventField[] COMMON = EventField.DIMENSIONS.stream()
            .filter(field -> field != EventField.AGENT_ID)
            .toArray(EventField[]::new);

    private static final Map<String, Integer> INDEX = IntStream.range(0, COMMON.length)
            .boxed()
            .collect(Collectors.toUnmodifiableMap(i -> COMMON[i].wireName(), i -> i));

    private static final int QUEUE = INDEX.get(EventField.QUEUE.wireName());

    static final Attributes UNKNOWN = new Attributes(new String[COMMON.length], null, null, Map.of());

    private final String[] common;
    private final String agentId;
    /** The system whose id the agent's is, where it is not the case's. */
    private final String agentSource;

    private final Map<String, String> extra;
    /** What the emitter of this case has made of the dimensions; found anew where it is missing. */
    private SeriesSet series;

    private Attributes(String[] common, String agentId, String agentSource, Map<String, String> extra) {
        this.common = common;
        this.agentId = agentId;
        this.agentSource = agentSource;
        this.extra = extra;
    }

    /** These attributes, changed by what the event says. The same object where it says nothing new. */
    Attributes with(ServiceEvent event) {
        String agent = event.agentId() == null ? agentId : event.agentId();
        String system = event.agentId() == null ? agentSource : foreignAgent(event);
        String[] said = said(event);
        boolean same = said == common
                && Objects.equals(agent, agentId)
                && Objects.equals(system, agentSource)
                && saysNothing(event.extra());
        return same ? this : new Attributes(said, agent, system, merged(event.extra()));
    }

    /** What is known after an event; the same array where it says nothing new. */
    private String[] said(ServiceEvent event) {
        String[] after = common;
        for (int i = 0; i < COMMON.length; i++) {
            Object said = event.get(COMMON[i]);
            if (said != null && !said.equals(common[i])) {
                after = after == common ? common.clone() : after;
                after[i] = (String) said;
            }
        }
        return after;
    }

    /** These attributes with the agent that others have, or none. */
    Attributes withAgentOf(Attributes others) {
        boolean same = Objects.equals(others.agentId, agentId) && Objects.equals(others.agentSource, agentSource);
        return same ? this : new Attributes(common, others.agentId, others.agentSource, extra);
    }

    /**
     * These attributes with that agent.
     *
     * @param agent null for none
     */
    Attributes withAgent(SourceId agent, SourceId caseId) {
        if (agent == null) {
            return withoutAgent();
        }
        String system = agent.source().equals(caseId.source()) ? null : agent.source();
        boolean same = agent.id().equals(agentId) && Objects.equals(system, agentSource);
        return same ? this : new Attributes(common, agent.id(), system, extra);
    }

    Attributes withoutAgent() {
        return agentId == null ? this : new Attributes(common, null, null, extra);
    }

    /** The system of the event's agent if it is not the case's. */
    private static String foreignAgent(ServiceEvent event) {
        String system = event.agentSource();
        return system == null || system.equals(event.caseKey().source()) ? null : system;
    }

    private boolean saysNothing(Map<String, String> theirs) {
        return theirs.isEmpty() || extra.entrySet().containsAll(theirs.entrySet());
    }

    private Map<String, String> merged(Map<String, String> theirs) {
        if (saysNothing(theirs)) {
            return extra;
        }
        Map<String, String> both = new TreeMap<>(extra);
        both.putAll(theirs);
        return Map.copyOf(both);
    }

    /** The agent of the case, or null. */
    SourceId agent(SourceId caseId) {
        return agentId == null ? null : new SourceId(agentSource == null ? caseId.source() : agentSource, agentId);
    }

    boolean hasAgent() {
        return agentId != null;
    }

    String queue() {
        return common[QUEUE];
    }

    /** The value of a dimension by name, or null. */
    String dimension(String name) {
        Integer index = INDEX.get(name);
        if (index != null) {
            return common[index];
        }
        return name.equals("agent_id") || name.equals("agent") ? agentId : extra.get(name);
    }

    /** The values of the configured dimensions, {@link Series#NONE} for unknown ones. */
    List<String> values(List<String> dimensions) {
        List<String> values = new ArrayList<>(dimensions.size());
        for (String dimension : dimensions) {
            String value = dimension(dimension);
            values.add(value == null || value.isEmpty() ? Series.NONE : value);
        }
        return values;
    }

    /** What was remembered by {@link #remember}, or null. */
    SeriesSet series() {
        return series;
    }

    /** Remembers the series of these dimensions. What all cases share remembers nothing: it has no one emitter. */
    void remember(SeriesSet ofDimensions) {
        if (this != UNKNOWN) {
            series = ofDimensions;
        }
    }

    /** A mask of the fields by their codes, then the values. */
    void write(DataOutput out) throws IOException {
        long mask = agentId == null ? 0 : EventField.AGENT_ID.codeBit();
        mask |= agentSource == null ? 0 : EventField.AGENT_SOURCE.codeBit();
        for (int i = 0; i < common.length; i++) {
            mask |= common[i] == null ? 0 : COMMON[i].codeBit();
        }
        Varint.writeUnsigned(mask, out);
        for (String value : common) {
            if (value != null) {
                Texts.write(value, out);
            }
        }
        if (agentId != null) {
            Texts.write(agentId, out);
        }
        if (agentSource != null) {
            Texts.write(agentSource, out);
        }
        Texts.writeMap(extra, out);
    }

    static Attributes read(DataInput in) throws IOException {
        TextPool pool = TextPool.ofThread();
        long mask = Varint.readUnsigned(in);
        String[] common = new String[COMMON.length];
        for (int i = 0; i < common.length; i++) {
            common[i] = (mask & COMMON[i].codeBit()) != 0 ? pool.read(in) : null;
        }
        String agent = (mask & EventField.AGENT_ID.codeBit()) != 0 ? pool.read(in) : null;
        String agentSource = (mask & EventField.AGENT_SOURCE.codeBit()) != 0 ? pool.read(in) : null;
        return new Attributes(common, agent, agentSource, Map.copyOf(Texts.readMap(in)));
    }
}
