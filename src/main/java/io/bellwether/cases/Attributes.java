package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Series;
import io.bellwether.state.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is known of a case beside its course: its dimensions, agent and customer. Immutable; the latest event that says a
 * thing is right.
 */
final class Attributes {

    static final Attributes UNKNOWN = new Attributes(new String[8], null, null, Map.of());

    private static final List<String> COMMON =
            List.of("queue", "channel", "priority", "tier", "brand", "category", "language", "region");

    /** Behind the bits of the common ones, what else is written. */
    private static final int AGENT = 1 << COMMON.size();

    private static final int AGENT_SOURCE = AGENT << 1;

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
        boolean same =
                Objects.equals(agent, agentId) && Objects.equals(system, agentSource) && saysNothing(event.extra());
        String[] changed = {
            or(event.queue(), common[0]),
            or(event.channel(), common[1]),
            or(event.priority(), common[2]),
            or(event.tier(), common[3]),
            or(event.brand(), common[4]),
            or(event.category(), common[5]),
            or(event.language(), common[6]),
            or(event.region(), common[7])
        };
        for (int i = 0; same && i < changed.length; i++) {
            same = Objects.equals(changed[i], common[i]);
        }
        return same ? this : new Attributes(changed, agent, system, merged(event.extra()));
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

    private static String or(String said, String known) {
        return said == null ? known : said;
    }

    /** The agent of the case, or null. */
    SourceId agent(SourceId caseId) {
        return agentId == null ? null : new SourceId(agentSource == null ? caseId.source() : agentSource, agentId);
    }

    boolean hasAgent() {
        return agentId != null;
    }

    String queue() {
        return common[0];
    }

    /** The value of a dimension by name, or null. */
    String dimension(String name) {
        int index = COMMON.indexOf(name);
        if (index >= 0) {
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

    void write(DataOutput out) throws IOException {
        int present = agentId == null ? 0 : agentSource == null ? AGENT : AGENT | AGENT_SOURCE;
        for (int i = 0; i < common.length; i++) {
            present |= common[i] == null ? 0 : 1 << i;
        }
        out.writeShort(present);
        for (String value : common) {
            if (value != null) {
                Texts.write(value, out);
            }
        }
        if (agentId != null) {
            Texts.write(agentId, out);
        }
        if ((present & AGENT_SOURCE) != 0) {
            Texts.write(agentSource, out);
        }
        Texts.writeMap(extra, out);
    }

    static Attributes read(DataInput in) throws IOException {
        int present = in.readUnsignedShort();
        String[] common = new String[COMMON.size()];
        for (int i = 0; i < common.length; i++) {
            common[i] = (present & 1 << i) != 0 ? Texts.read(in) : null;
        }
        String agent = (present & AGENT) != 0 ? Texts.read(in) : null;
        String agentSource = (present & AGENT_SOURCE) != 0 ? Texts.read(in) : null;
        return new Attributes(common, agent, agentSource, Map.copyOf(Texts.readMap(in)));
    }
}
