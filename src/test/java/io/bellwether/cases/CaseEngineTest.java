package io.bellwether.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.metric.Measure;
import io.bellwether.sla.PolicyBook;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseEngineTest {

    private static final PolicyBook POLICIES = CaseRun.book("""
            policies:
              - name: all
                targets: {first_reply: 12m}
            """);

    private static final long END = Histories.START + 3 * CaseRun.LATENESS;

    private static ServiceEvent queued(long minute) {
        return Histories.event(EventType.CHAT_QUEUED, "e0", minute)
                .queue("billing")
                .build();
    }

    private static long minute(long minute) {
        return Histories.START + minute * Histories.MINUTE;
    }

    /** Deadlines that the first one fires are later than itself, and so can be corrected for longer. */
    @Test
    void aLateEventCorrectsWhatAnotherLateEventHadFired() {
        ServiceEvent queued = queued(0);
        ServiceEvent assigned = Histories.event(EventType.CHAT_ASSIGNED, "e1", 0)
                .time(Histories.START + 10_000)
                .agentId("ann")
                .build();
        CaseRun late = new CaseRun(POLICIES)
                .advance(minute(25))
                .arrive(queued, minute(25))
                .advance(minute(30) + 5_000)
                .arrive(assigned, minute(30) + 5_000)
                .advance(END);
        CaseRun inTime =
                new CaseRun(POLICIES).inOrder(List.of(queued, assigned)).advance(END);

        assertThat(late.late).containsExactly(false, false);
        assertThat(late.sums(Measure.SLA_RETRACTED)).isEqualTo(inTime.sums());
        assertThat(late.open()).isEqualTo(inTime.open());
    }

    @Test
    void aCaseWithACallbackIsNotForgottenBeforeItsDeadline() {
        long due = minute(3 * 60 * 24);
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        Histories.event(EventType.TICKET_CREATED, "e0", 0)
                                .dueAt(due)
                                .build(),
                        Histories.event(EventType.CHAT_CALLBACK_REQUESTED, "e1", 1)
                                .build()));
        long before = due - Histories.MINUTE;
        run.advance(before);
        assertThat(run.engine.forgettable(run.state, before)).isFalse();
        assertThat(run.engine.nextWake(run.state)).isEqualTo(due);
    }

    /** Folded at the horizon, behind the end, they would begin a wait that nothing ends. */
    @Test
    void whatHappenedBeforeTheEndOfAChatThatIsOverDoesNotBeginItAgain() {
        CaseRun run = new CaseRun()
                .arrive(Histories.event(EventType.CHAT_ENDED, "e2", 3).build(), minute(3))
                .advance(minute(3))
                .advance(minute(34));
        run.arrive(queued(0), minute(34)).advance(END);

        assertThat(run.refused).hasSize(1);
        assertThat(run.open()).isEmpty();
    }
}
