package io.bellwether.cases;

import static io.bellwether.cases.Histories.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.IdHash;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.metric.Series;
import io.bellwether.quality.CustomerFact;
import io.bellwether.quality.CustomerFact.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseCustomerTest {

    private static final long MINUTE = Histories.MINUTE;
    private static final long ANN = IdHash.of("test", "ann");
    private static final long ITSELF = IdHash.of("test", "c-1");

    private static EventBuilder created() {
        return event(EventType.TICKET_CREATED, "created", 0).queue("billing").category("refund");
    }

    private static ServiceEvent status(long minute, Status status) {
        return event(EventType.TICKET_STATUS_CHANGED, "status" + minute, minute)
                .status(status)
                .build();
    }

    private static List<CustomerFact> told(ServiceEvent... events) {
        return new CaseRun().inOrder(List.of(events)).ofCustomers;
    }

    private static CustomerFact fact(long customer, Kind kind, long minute) {
        return new CustomerFact(
                customer,
                ITSELF,
                kind,
                Histories.START + minute * MINUTE,
                "refund",
                List.of("billing", Series.NONE),
                1);
    }

    @Test
    void aCustomerBeginsIsHelpedAndComesBack() {
        assertThat(told(
                        created().customerId("ann").build(),
                        status(2, Status.SOLVED),
                        status(3, Status.CLOSED),
                        status(4, Status.OPEN)))
                .containsExactly(fact(ANN, Kind.CONTACT, 0), fact(ANN, Kind.SOLVED, 2), fact(ANN, Kind.CONTACT, 4));
    }

    @Test
    void aCaseWithoutACustomerIsItsOwn() {
        assertThat(told(created().build(), status(2, Status.SOLVED), status(4, Status.OPEN)))
                .containsExactly(fact(ITSELF, Kind.SOLVED, 2), fact(ITSELF, Kind.CONTACT, 4));
    }

    @Test
    void whoIsNamedLaterIsTheCustomerFromThenOn() {
        ServiceEvent named =
                event(EventType.TICKET_UPDATED, "named", 1).customerId("ann").build();
        ServiceEvent other =
                event(EventType.TICKET_UPDATED, "other", 3).customerId("bob").build();
        assertThat(told(created().build(), named, status(2, Status.SOLVED), other, status(4, Status.OPEN)))
                .as("and stays so")
                .containsExactly(fact(ANN, Kind.CONTACT, 1), fact(ANN, Kind.SOLVED, 2), fact(ANN, Kind.CONTACT, 4));
        ServiceEvent late =
                event(EventType.TICKET_UPDATED, "late", 3).customerId("ann").build();
        assertThat(told(created().build(), status(2, Status.SOLVED), late, status(4, Status.OPEN)))
                .containsExactly(
                        fact(ITSELF, Kind.SOLVED, 2),
                        fact(ITSELF, Kind.CONTACT, 4),
                        fact(ANN, Kind.COUNTED_CONTACT, 4));
    }

    /** Whenever its customer is named: a case that begins, and one that is opened again, is one contact. */
    @Test
    void aContactIsOneWheneverItsCustomerIsNamed() {
        List<ServiceEvent> events = List.of(
                created().build(),
                status(2, Status.SOLVED),
                status(4, Status.OPEN),
                status(6, Status.SOLVED),
                status(8, Status.OPEN),
                status(10, Status.SOLVED),
                status(12, Status.OPEN));
        for (int named = 1; named < 14; named += 2) {
            List<ServiceEvent> all = new ArrayList<>(events);
            all.add(event(EventType.TICKET_UPDATED, "named", named)
                    .customerId("ann")
                    .build());
            all.sort(ServiceEvent.FOLD_ORDER);
            List<CustomerFact> facts = new CaseRun().inOrder(all).ofCustomers;
            // unnamed at first, its beginning is nobody's; named then, it is told
            int beginning = named < 2 ? 1 : 0;
            assertThat(facts)
                    .as("named at %s", named)
                    .filteredOn(fact -> fact.kind() == Kind.CONTACT)
                    .hasSize(3 + beginning);
            // whose solved cases were told hears of each return
            for (CustomerFact solved : facts) {
                if (solved.kind() == Kind.SOLVED) {
                    assertThat(facts)
                            .as("back after %s", solved)
                            .anyMatch(fact -> fact.isContact()
                                    && fact.customer() == solved.customer()
                                    && fact.time() > solved.time()
                                    && fact.time() <= solved.time() + 2 * MINUTE);
                }
            }
        }
    }

    @Test
    void whatAnAgentBeginsIsNoContact() {
        assertThat(told(created().customerId("ann").actor(Actor.AGENT).build(), status(2, Status.SOLVED)))
                .containsExactly(fact(ANN, Kind.SOLVED, 2));
        ServiceEvent named =
                event(EventType.TICKET_UPDATED, "named", 1).customerId("ann").build();
        assertThat(told(created().actor(Actor.AGENT).build(), named)).isEmpty();
    }

    @Test
    void whoLeavesUnheardIsNotHelped() {
        EventBuilder started = event(EventType.CHAT_STARTED, "started", 0)
                .queue("billing")
                .category("refund")
                .customerId("ann");
        ServiceEvent left = event(EventType.CHAT_ABANDONED, "left", 2).build();
        ServiceEvent ended = event(EventType.CHAT_ENDED, "ended", 2).build();
        ServiceEvent answered =
                event(EventType.CHAT_MESSAGE, "answered", 1).actor(Actor.AGENT).build();
        assertThat(told(started.build(), left)).containsExactly(fact(ANN, Kind.CONTACT, 0));
        assertThat(told(started.build(), ended)).containsExactly(fact(ANN, Kind.CONTACT, 0));
        assertThat(told(started.build(), answered, ended))
                .containsExactly(fact(ANN, Kind.CONTACT, 0), fact(ANN, Kind.SOLVED, 2));
    }

    @Test
    void whatIsMergedOrDeletedIsNoneOfTheSolved() {
        for (EventType how : List.of(EventType.TICKET_MERGED, EventType.TICKET_DELETED)) {
            ServiceEvent gone = event(how, "gone", 4).intoCaseId("other").build();
            assertThat(told(created().customerId("ann").build(), status(2, Status.SOLVED), gone))
                    .containsExactly(
                            fact(ANN, Kind.CONTACT, 0), fact(ANN, Kind.SOLVED, 2), fact(ANN, Kind.WITHDRAWN, 4));
            assertThat(told(created().customerId("ann").build(), gone)).containsExactly(fact(ANN, Kind.CONTACT, 0));
        }
    }

    /** The first answer of a case: a changed one is not another. */
    @Test
    void theCustomerAndTheQueueHearOfARating() {
        CaseRun run =
                new CaseRun().inOrder(List.of(created().customerId("ann").build(), answered(2, 5), answered(3, 1)));
        CustomerFact well = new CustomerFact(
                ANN, ITSELF, Kind.RATED_WELL, Histories.START + 2 * MINUTE, "CSAT", List.of("billing", Series.NONE), 1);
        assertThat(run.ofCustomers).containsExactly(fact(ANN, Kind.CONTACT, 0), well);
        assertThat(run.ratings)
                .containsExactly(new CustomerFact(
                        IdHash.of("billing", "CSAT"),
                        ITSELF,
                        Kind.RATED_WELL,
                        well.time(),
                        "CSAT",
                        well.dimensions(),
                        1));
        CaseRun nobody = new CaseRun().inOrder(List.of(created().build(), answered(2, 1)));
        assertThat(nobody.ofCustomers).isEmpty();
        assertThat(nobody.ratings).hasSize(1).allMatch(fact -> fact.kind() == Kind.RATED_BADLY);
    }

    private static ServiceEvent answered(long minute, double score) {
        return event(EventType.SURVEY_ANSWERED, "answered" + minute, minute)
                .surveyKind(SurveyKind.CSAT)
                .score(score)
                .scale(5.0)
                .build();
    }

    @Test
    void aLateEventTakesBackWhatItProvesWrong() {
        CaseRun run = new CaseRun().inOrder(List.of(created().customerId("ann").build(), status(5, Status.SOLVED)));
        long now = Histories.START + 6 * MINUTE;
        run.advance(now);
        run.arrive(status(3, Status.SOLVED), now);
        assertThat(run.ofCustomers)
                .containsExactly(
                        fact(ANN, Kind.CONTACT, 0),
                        fact(ANN, Kind.SOLVED, 5),
                        fact(ANN, Kind.SOLVED, 5).by(-1),
                        fact(ANN, Kind.SOLVED, 3));
    }
}
