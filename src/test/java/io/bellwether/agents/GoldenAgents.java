package io.bellwether.agents;

import io.bellwether.event.AgentState;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.queue.OnContact;
import io.bellwether.state.GoldenSamples;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenAgents implements GoldenSamples {

    private static final long AT = 1_772_442_000_000L;

    @Override
    public List<Sample<?>> all() throws Exception {
        AgentTimeline timeline = AgentTimeline.after(AT - 60_000, AgentSettings.DEFAULT);
        ServiceEvent available = ServiceEvent.of(EventType.AGENT_STATE, "a-1", AT, "phones")
                .agentId("bob")
                .agentState(AgentState.AVAILABLE)
                .slots(3)
                .queues(List.of("returns", "billing"))
                .build();
        timeline.seen().add(available, AT, 3_600_000);
        timeline.take(
                List.of(available),
                List.of(new OnContact(
                        new SourceId("phones", "bob"), new SourceId("desk", "c-7"), AT + 1_000, OnContact.Step.HAS, 1)),
                AT + 2_000,
                AgentSettings.DEFAULT,
                (measure, among, time, delta, since) -> {});
        timeline.timer = AT + 61_001;
        SourceId bob = new SourceId("phones", "bob");
        return List.of(
                new Sample<>(AgentTimelineCodec.INSTANCE, "on-contact", timeline),
                new Sample<>(AgentNowCodec.INSTANCE, "on-contact", timeline.now(bob)),
                new Sample<>(AgentNowCodec.INSTANCE, "gone", new AgentNow(bob, null)));
    }
}
