package io.bellwether.agents;

import io.bellwether.agents.PresentAgent.State;
import io.bellwether.event.AgentState;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Series;
import java.util.List;

/** Makes of an agent who counts in anything what is told of them. */
final class PresentAgents {

    private PresentAgents() {}

    /**
     * What an agent is said to be.
     *
     * @param lostAt since when they are lost, epoch ms; 0 where they are not
     */
    record Said(AgentState state, String reason, List<String> queues, long slots, long lostAt) {

        private State shown() {
            return switch (state) {
                case AVAILABLE -> State.AVAILABLE;
                case AWAY -> State.AWAY;
                case OFFLINE -> lostAt != 0 ? State.LOST : State.OFFLINE;
            };
        }
    }

    static PresentAgent of(SourceId agent, Said said, AgentContacts contacts, AgentCounts total) {
        State shown = said.shown();
        long firstOver = contacts.firstUnfinished(0);
        return new PresentAgent(
                agent,
                shown,
                said.state() == AgentState.OFFLINE || said.reason().equals(Series.NONE) ? "" : said.reason(),
                said.queues(),
                switch (shown) {
                    case AVAILABLE -> total.since(Measure.AGENTS_AVAILABLE);
                    case AWAY -> total.awaySince();
                    case LOST -> said.lostAt();
                    case OFFLINE -> 0;
                },
                said.slots(),
                contacts.had(),
                total.since(Measure.AGENTS_ON_CONTACT),
                contacts.wrappedUp(),
                firstOver == Long.MAX_VALUE ? 0 : firstOver,
                total.since(Measure.AGENTS_IDLE));
    }
}
