package io.bellwether.agents;

import io.bellwether.event.AgentState;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.metric.Measure;
import io.bellwether.queue.OnContact;
import io.bellwether.state.GoldenSamples;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenAgents implements GoldenSamples {

    private static final long AT = 1_772_442_000_000L;

    private static final AgentPresence.Levels NOBODY = new AgentPresence.Levels() {
        @Override
        public void level(Measure measure, long time, long delta, long since) {
            // what is told is not kept
        }

        @Override
        public void staffed(String queue, long time, long delta, long since) {
            // nor this
        }
    };

    @Override
    public List<Sample<?>> all() throws Exception {
        AgentTimeline timeline = AgentTimeline.after(AT - 60_000);
        ServiceEvent available = ServiceEvent.of(EventType.AGENT_STATE, "a-1", AT, "phones")
                .agentId("bob")
                .agentState(AgentState.AVAILABLE)
                .slots(3)
                .queues(List.of("returns", "billing"))
                .build();
        timeline.seen().add(available, AT, 3_600_000);
        timeline.take(
                List.of(available),
                List.of(new OnContact(new SourceId("phones", "bob"), new SourceId("desk", "c-7"), AT + 1_000, 1)),
                NOBODY);
        timeline.timer = AT + 61_001;
        return List.of(new Sample<>(AgentTimelineCodec.INSTANCE, "on-contact", timeline));
    }
}
