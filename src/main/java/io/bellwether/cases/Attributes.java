package io.bellwether.cases;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Series;
import io.bellwether.state.TextPool;
import io.bellwether.state.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is known of a case beside its course: its traits and its agent. Immutable; the latest event that says a thing is right. */
final class Attributes {

    static final Attributes UNKNOWN = new Attributes(Traits.UNKNOWN, null, null);

    /** Stands for the case's own system where an agent's is asked for. */
    private static final String OWN_SYSTEM = "";

    private static final int AGENT = 1;
    private static final int AGENT_SOURCE = 2;

    private final Traits traits;
    private final String agentId;
    /** The system whose id the agent's is, where it is not the case's. */
    private final String agentSource;

    /** What the emitter of this case has made of the dimensions; found anew where it is missing. */
    private SeriesSet series;

    private Attributes(Traits traits, String agentId, String agentSource) {
        this.traits = traits;
        this.agentId = agentId;
        this.agentSource = agentSource;
    }

    /**
     * These attributes, changed by what the event says. The same object where it says nothing new.
     *
     * @param system the system of the case
     */
    Attributes with(ServiceEvent event, String system) {
        String said = event.agentId();
        String agent = said == null ? agentId : said;
        String of = said == null ? agentSource : foreign(event.agentSource(), system);
        return with(traits.with(event), agent, of);
    }

    @SuppressWarnings("ReferenceEquality") // traits give themselves back where nothing changed; asked for every event
    private Attributes with(Traits others, String agent, String system) {
        boolean same = others == traits && Objects.equals(agent, agentId) && Objects.equals(system, agentSource);
        return same ? this : new Attributes(others, agent, system);
    }

    /** These attributes with the agent that others have, or none. */
    Attributes withAgentOf(Attributes others) {
        return with(traits, others.agentId, others.agentSource);
    }

    /**
     * These attributes with that agent.
     *
     * @param agent null for none
     * @param system the system of the case
     */
    Attributes withAgent(SourceId agent, String system) {
        return agent == null ? withoutAgent() : with(traits, agent.id(), foreign(agent.source(), system));
    }

    Attributes withoutAgent() {
        return with(traits, null, null);
    }

    /** A system if it is not the case's. */
    private static String foreign(String named, String system) {
        return named == null || named.equals(system) ? null : named;
    }

    /** The agent of the case, or null; with an empty source where it is of the case's own system. */
    SourceId agent() {
        return agentId == null ? null : new SourceId(agentSource == null ? OWN_SYSTEM : agentSource, agentId);
    }

    boolean hasAgent() {
        return agentId != null;
    }

    Traits traits() {
        return traits;
    }

    String queue() {
        return traits.queue();
    }

    /** The value of a dimension by name, or null. */
    String dimension(String name) {
        return name.equals("agent_id") || name.equals("agent") ? agentId : traits.dimension(name);
    }

    /** The values of the configured dimensions, {@link Series#NONE} for unknown ones. */
    List<String> values(List<String> dimensions) {
        List<String> values = new ArrayList<>(dimensions.size());
        for (int i = 0; i < dimensions.size(); i++) {
            String value = dimension(dimensions.get(i));
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

    /** Writes what is not among the traits. */
    void writeAgent(DataOutput out) throws IOException {
        out.writeByte((agentId == null ? 0 : AGENT) | (agentSource == null ? 0 : AGENT_SOURCE));
        if (agentId != null) {
            Texts.write(agentId, out);
        }
        if (agentSource != null) {
            Texts.write(agentSource, out);
        }
    }

    /** Reads what was written, of a case with these traits. */
    static Attributes read(Traits traits, DataInput in) throws IOException {
        TextPool pool = TextPool.ofThread();
        int present = in.readUnsignedByte();
        String agent = (present & AGENT) != 0 ? pool.read(in) : null;
        return new Attributes(traits, agent, (present & AGENT_SOURCE) != 0 ? pool.read(in) : null);
    }
}
