package io.bellwether.agents;

import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of an agent's states that are sent again, or come behind the watermark. What was sent again is counted and
 * goes no further; what is late is put in its place as long as that is not settled; what cannot be told from one that was
 * taken before counts for nothing. Each is counted, and what did not get its own time is let out with the reason.
 */
final class AgentArrivals {

    private final long latenessMillis;
    private final long redeliveryMillis;
    private final AgentSettings settings;
    private final AgentEmission out;

    /**
     * @param latenessMillis how far behind the watermark something is still put in its place
     * @param redeliveryMillis how old an event may be; for so long one that is sent again is known
     */
    AgentArrivals(long latenessMillis, long redeliveryMillis, AgentSettings settings, AgentEmission out) {
        this.latenessMillis = latenessMillis;
        this.redeliveryMillis = redeliveryMillis;
        this.settings = settings;
        this.out = out;
    }

    /** Nothing that is no later is put in its place any more. */
    long horizon(long watermark) {
        return Observation.settledUntil(watermark, latenessMillis);
    }

    /** Takes what is no later than the time that has come; false where nothing of the agent changed for it. */
    boolean takeLate(ServiceEvent event, AgentTimeline timeline, long now) {
        if (timeline.seen().contains(event)) {
            out.duplicate(event, now);
            return false;
        }
        if (event.time() < now - redeliveryMillis || timeline.seen().mayHaveForgotten(event.time())) {
            out.tooLate(event, "it is too old to be told from one that was sent again; it was not counted", now);
            return false;
        }
        if (timeline.isSettled(event.time())) {
            boolean over = timeline.isOver(event.time());
            String what = over
                    ? "a later state of its agent is known; it was not counted"
                    : "it was counted as of the lateness horizon";
            out.tooLate(event, what, now);
        } else {
            out.late(event);
        }
        timeline.seen().add(event, event.time(), redeliveryMillis);
        timeline.takeLate(event, now, settings, out);
        return true;
    }

    /** Those of what waited that are there for the first time; from now on they are known. */
    List<ServiceEvent> unknown(List<ServiceEvent> events, AgentTimeline timeline, long now) {
        List<ServiceEvent> unknown = new ArrayList<>(events.size());
        for (ServiceEvent event : events) {
            if (timeline.seen().add(event, event.time(), redeliveryMillis)) {
                unknown.add(event);
            } else {
                out.duplicate(event, now);
            }
        }
        return unknown;
    }
}
