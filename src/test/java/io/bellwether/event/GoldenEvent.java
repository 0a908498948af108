package io.bellwether.event;

import io.bellwether.state.GoldenSamples;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values of this package whose bytes are golden. */
public final class GoldenEvent implements GoldenSamples {

    private static final long AT = 1_772_442_000_123L;

    @Override
    public List<Sample<?>> all() throws Exception {
        ServiceEvent full = ServiceEvent.of(EventType.TICKET_MESSAGE, "e-1", AT, "desk")
                .caseId("c-7")
                .queue("billing")
                .channel("email")
                .priority("urgent")
                .tier("gold")
                .brand("north")
                .category("refund")
                .language("de")
                .region("eu")
                .agentId("ann")
                .customerId("u-9")
                .status(Status.WAITING_CUSTOMER)
                .nativeStatus("pending")
                .actor(Actor.AGENT)
                .visibility(Visibility.PRIVATE)
                .automated(true)
                .backfill(true)
                .messageId("m-1")
                .sentiment(-0.25)
                .dueAt(AT + 3_600_000)
                .firstReplyDueAt(AT + 60_000)
                .seq(42L)
                .caseSource("shop")
                .agentSource("phones")
                .build();
        ServiceEvent chat = ServiceEvent.of(EventType.CHAT_QUEUED, "\ud800", AT, "客服")
                .caseId("c-8")
                .queue("vip")
                .origin(new Origin("service.chats", 3, 1L << 40, new byte[] {1, -1}))
                .build();
        ServiceEvent agent = ServiceEvent.of(EventType.AGENT_STATE, "a-1", AT, "phones")
                .agentId("bob")
                .agentState(AgentState.AWAY)
                .reason("lunch")
                .queues(List.of("billing", "vip"))
                .slots(3)
                .build();
        Rejection rejection = new Rejection(
                RejectionReason.BAD_FIELD,
                "priority: too long",
                new Origin("service.tickets", 11, 1_234_567, null),
                "{é}".getBytes(StandardCharsets.UTF_8));
        return List.of(
                new Sample<>(new EventCodec(), "full", full),
                new Sample<>(new EventCodec(), "chat", chat),
                new Sample<>(new EventCodec(), "agent", agent),
                new Sample<>(SourceIdCodec.INSTANCE, "ascii", new SourceId("desk", "c-7")),
                new Sample<>(SourceIdCodec.INSTANCE, "wide", new SourceId("客服", "é")),
                new Sample<>(RejectionCodec.INSTANCE, "rejected", rejection));
    }
}
