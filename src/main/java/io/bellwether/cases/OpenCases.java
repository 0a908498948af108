package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.event.Visibility;
import io.bellwether.sla.PolicyBook;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Open tickets as the job keeps them on the heap, for measuring what they cost: each was created, assigned, and has a
 * message of its customer and an agent's answer.
 */
public final class OpenCases {

    private static final long CREATED = 1_772_438_400_000L;
    private static final long STEP = 60_000;
    private static final int SPREAD = 20;
    private static final String SOURCE = "helpdesk";

    private final CaseEngine engine;
    private final long latenessMillis;
    private final Map<SourceId, CaseState> byId;
    private long watermark;

    /** Folds the events of that many tickets. */
    public OpenCases(CaseSettings settings, PolicyBook policies, int count) {
        engine = new CaseEngine(settings, policies);
        latenessMillis = settings.latenessMillis();
        byId = new HashMap<>(count * 2);
        watermark = CREATED + 4 * STEP;
        for (int i = 0; i < count; i++) {
            SourceId id = new SourceId(SOURCE, "T-" + (1_000_000 + i));
            CaseState state = new CaseState();
            engine.advance(id, state, events(id, i), watermark, Discard.OUTPUT);
            byId.put(id, state);
        }
    }

    private static List<ServiceEvent> events(SourceId id, int number) {
        List<ServiceEvent> events = new ArrayList<>();
        events.add(event(id, 0, EventType.TICKET_CREATED, number)
                .status(Status.NEW)
                .build());
        events.add(event(id, 1, EventType.TICKET_MESSAGE, number)
                .actor(Actor.CUSTOMER)
                .visibility(Visibility.PUBLIC)
                .sentiment(-0.2)
                .build());
        events.add(event(id, 2, EventType.TICKET_ASSIGNED, number)
                .agentId("agent-" + number % SPREAD)
                .build());
        events.add(event(id, 3, EventType.TICKET_MESSAGE, number)
                .agentId("agent-" + number % SPREAD)
                .actor(Actor.AGENT)
                .visibility(Visibility.PUBLIC)
                .sentiment(0.1)
                .build());
        return events;
    }

    private static EventBuilder event(SourceId id, int step, EventType type, int number) {
        return ServiceEvent.of(type, id.id() + "-" + step, CREATED + step * STEP, SOURCE)
                .caseId(id.id())
                .queue(intern("queue-", number % SPREAD))
                .channel("email")
                .priority("normal")
                .tier("plain");
    }

    /** As the decoder's pool of strings does it. */
    private static String intern(String prefix, int number) {
        return (prefix + number).intern();
    }

    /** Lets nothing happen to them for so long that they are packed, though late events may still change them. */
    public void quieten() {
        byId.values().forEach(engine::rest);
    }

    /** Lets time pass until no late event can change what was folded. */
    public void settle() {
        watermark += latenessMillis + 1;
        byId.forEach((id, state) -> {
            engine.advance(id, state, List.of(), watermark, Discard.OUTPUT);
            engine.rest(state);
        });
    }

    /** Lets them be over and forgotten: the ids of their events are left. */
    public void forget() {
        byId.replaceAll((id, state) -> {
            CaseState left = engine.forget(id, state, watermark, Discard.OUTPUT);
            engine.rest(left);
            return left;
        });
    }

    /** Bytes of all of them in a checkpoint, without their keys. */
    public long checkpointBytes() throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        long bytes = 0;
        for (CaseState state : byId.values()) {
            one.reset();
            state.write(new DataOutputStream(one));
            bytes += one.size();
        }
        return bytes;
    }
}
