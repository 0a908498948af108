package io.bellwether.cases;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.event.Visibility;
import io.bellwether.queue.PresentContact;
import io.bellwether.sla.RunningClock;
import io.bellwether.state.GoldenSamples;
import java.util.List;
import java.util.Map;

/** Values of this package whose bytes are golden. */
public final class GoldenCases implements GoldenSamples {

    private static final long AT = 1_772_442_000_000L;

    @Override
    public List<Sample<?>> all() throws Exception {
        CaseState live = new CaseRun().inOrder(ticket()).state;
        CaseState settled = CaseStateCodec.INSTANCE.copy(live);
        settled.settle();
        settled.rest(CaseCore.NOT_YET);
        PackedEvents waiting = new PackedEvents();
        waiting.addAll(ticket());
        return List.of(
                new Sample<>(CaseStateCodec.INSTANCE, "live", live),
                new Sample<>(CaseStateCodec.INSTANCE, "settled", settled),
                new Sample<>(CaseCoreCodec.INSTANCE, "ticket", live.look()),
                new Sample<>(
                        CaseCoreCodec.INSTANCE,
                        "chat",
                        new CaseRun().inOrder(chat()).state.look()),
                new Sample<>(CaseClocksCodec.INSTANCE, "paused", clocks()),
                new Sample<>(CaseClocksCodec.INSTANCE, "ended", new CaseClocks(CaseRun.CASE, List.of())),
                new Sample<>(CaseContactsCodec.INSTANCE, "both", contacts()),
                new Sample<>(CaseContactsCodec.INSTANCE, "over", new CaseContacts(CaseRun.CASE, List.of())),
                new Sample<>(WaitingCodec.INSTANCE, "three", waiting),
                new Sample<>(
                        PolicyUpdateCodec.INSTANCE,
                        "all",
                        new PolicyUpdate("v1", CaseRun.book("policies: [{name: all, targets: {first_reply: 5m}}]"))));
    }

    private static CaseClocks clocks() {
        return new CaseClocks(
                CaseRun.CASE,
                List.of(new RunningClock(
                        "test",
                        "c-1",
                        "agent_work",
                        2,
                        "vip",
                        "gold",
                        "ann",
                        "urgent",
                        "p.yaml:3 agent_work",
                        RunningClock.State.PAUSED,
                        1,
                        "waiting_customer",
                        AT,
                        AT + 90_000,
                        90_000,
                        120_000,
                        0)));
    }

    private static CaseContacts contacts() {
        SourceId bob = new SourceId("phones", "bob");
        return new CaseContacts(
                CaseRun.CASE,
                List.of(
                        contact(PresentContact.State.WITH_AGENT, bob, AT + 60_000, 0),
                        contact(PresentContact.State.CALLBACK_SCHEDULED, null, 0, 20_000)));
    }

    private static PresentContact contact(PresentContact.State state, SourceId agent, long held, long threshold) {
        return new PresentContact(
                CaseRun.CASE, state, "vip", "phone", "gold", "", agent, AT + 30_000, held, AT, threshold);
    }

    static List<ServiceEvent> ticket() {
        return List.of(
                ServiceEvent.of(EventType.TICKET_CREATED, "e-1", AT, "test")
                        .caseId("c-1")
                        .queue("billing")
                        .priority("urgent")
                        .status(Status.NEW)
                        .actor(Actor.CUSTOMER)
                        .extra(Map.of("plan", "pro"))
                        .build(),
                ServiceEvent.of(EventType.TICKET_MESSAGE, "e-2", AT + 60_000, "test")
                        .caseId("c-1")
                        .actor(Actor.AGENT)
                        .agentId("ann")
                        .visibility(Visibility.PUBLIC)
                        .sentiment(0.5)
                        .build(),
                ServiceEvent.of(EventType.SURVEY_ANSWERED, "e-3", AT + 120_000, "test")
                        .caseId("c-1")
                        .queue("vip")
                        .surveyKind(SurveyKind.CSAT)
                        .score(4.0)
                        .build());
    }

    private static List<ServiceEvent> chat() {
        return List.of(
                ServiceEvent.of(EventType.CHAT_QUEUED, "e-1", AT, "test")
                        .caseId("c-1")
                        .queue("vip")
                        .build(),
                ServiceEvent.of(EventType.CHAT_ASSIGNED, "e-2", AT + 30_000, "test")
                        .caseId("c-1")
                        .agentId("bob")
                        .agentSource("phones")
                        .build());
    }
}
