package io.bellwether.cases;

import static io.bellwether.cases.Histories.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventType;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.quality.CustomerFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CaseCourseTest {

    private static final long MINUTE = Histories.MINUTE;

    private static final List<Measure> UNKNOWN = List.of(
            Measure.CASES_QUEUE_UNKNOWN,
            Measure.CASES_TALK_UNKNOWN,
            Measure.COHORT_QUEUE_UNKNOWN,
            Measure.COHORT_TALK_UNKNOWN);

    private static ServiceEvent created(String queue) {
        return event(EventType.TICKET_CREATED, "created", 0).queue(queue).build();
    }

    private static ServiceEvent moved(long minute, String queue) {
        return event(EventType.TICKET_ASSIGNED, "moved" + minute, minute)
                .queue(queue)
                .build();
    }

    private static ServiceEvent status(long minute, Status status) {
        return event(EventType.TICKET_STATUS_CHANGED, "status" + minute, minute)
                .status(status)
                .build();
    }

    private static ServiceEvent said(long minute, double sentiment) {
        return event(EventType.TICKET_MESSAGE, "said" + minute, minute)
                .actor(Actor.CUSTOMER)
                .visibility(Visibility.PUBLIC)
                .sentiment(sentiment)
                .build();
    }

    private static ServiceEvent asked(long minute) {
        return event(EventType.SURVEY_REQUESTED, "asked" + minute, minute)
                .surveyKind(SurveyKind.CSAT)
                .build();
    }

    private static ServiceEvent answered(long minute, double score) {
        return event(EventType.SURVEY_ANSWERED, "answered" + minute, minute)
                .surveyKind(SurveyKind.CSAT)
                .score(score)
                .scale(5.0)
                .build();
    }

    /** What a measure comes to, by queue and minute. */
    private static Map<String, Long> where(CaseRun run, Measure measure) {
        Map<String, Long> where = new TreeMap<>();
        run.sums().forEach((cell, values) -> {
            if (cell.measure() == measure) {
                String at = cell.series().dimensions().get(0) + " " + (cell.time() - Histories.START) / MINUTE;
                where.put(at, values.values().stream().mapToLong(n -> n).sum());
            }
        });
        return where;
    }

    @Test
    void transfersAndEscalationsAreCountedWhenTheyHappenAndWhenTheCaseIsSolved() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        created("billing"),
                        moved(1, "vip"),
                        moved(2, "expert"),
                        moved(3, "billing"),
                        status(4, Status.SOLVED)));
        assertThat(run.count(Measure.CASES_TRANSFERS)).isEqualTo(3);
        assertThat(where(run, Measure.CASES_TRANSFERRED)).containsExactly(Map.entry("billing 4", 1L));
        assertThat(where(run, Measure.CASES_ESCALATIONS))
                .as("vip is above billing, expert is no tier")
                .containsExactly(Map.entry("vip 1", 1L));
        assertThat(where(run, Measure.CASES_ESCALATED)).containsExactly(Map.entry("billing 4", 1L));
        assertThat(where(run, Measure.COHORT_ESCALATED)).containsExactly(Map.entry("billing 4", 1L));
        assertThat(run.count(Measure.CASES_ONE_TOUCH)).isZero();
        assertThat(where(run, Measure.CASES_TIERED)).containsExactly(Map.entry("billing 4", 1L));
        assertThat(where(run, Measure.COHORT_TIERED)).containsExactly(Map.entry("billing 4", 1L));
    }

    /** Of whom nobody knows the tier it is not said that they were not escalated. */
    @Test
    void ofACaseWithoutATierNobodyKnowsWhetherItWasEscalated() {
        CaseRun run = new CaseRun().inOrder(List.of(created(null), status(4, Status.SOLVED)));
        assertThat(run.count(Measure.CASES_SOLVED)).isEqualTo(1);
        assertThat(run.count(Measure.CASES_TIERED)).isZero();
        assertThat(run.count(Measure.COHORT_TIERED)).isZero();
    }

    /** Nor of whom nobody told a queue that they stayed in it, nor of whom nobody told a message that nobody answered. */
    @Test
    void ofACaseOfWhichLittleIsToldNobodyKnowsWhetherItMovedOrWasAnswered() {
        CaseRun silent = new CaseRun().inOrder(List.of(created(null), status(4, Status.SOLVED)));
        for (Measure unknown : UNKNOWN) {
            assertThat(silent.count(unknown)).as("%s", unknown).isEqualTo(1);
        }
        CaseRun told = new CaseRun().inOrder(List.of(created("billing"), said(1, 0.1), status(4, Status.SOLVED)));
        ServiceEvent reply = event(EventType.TICKET_MESSAGE, "reply", 1)
                .actor(Actor.AGENT)
                .visibility(Visibility.PUBLIC)
                .build();
        CaseRun answered = new CaseRun().inOrder(List.of(created("billing"), reply, status(4, Status.SOLVED)));
        for (Measure unknown : UNKNOWN) {
            assertThat(told.count(unknown)).as("%s", unknown).isZero();
            assertThat(answered.count(unknown)).as("%s", unknown).isZero();
        }
    }

    @Test
    void whatIsNotKnownOfACaseGoesWithIt() {
        for (EventType how : List.of(EventType.TICKET_MERGED, EventType.TICKET_DELETED)) {
            CaseRun gone = new CaseRun()
                    .inOrder(List.of(
                            created(null),
                            status(4, Status.SOLVED),
                            event(how, "gone", 4).intoCaseId("other").build()));
            for (Measure unknown : UNKNOWN) {
                assertThat(gone.count(unknown)).as("%s %s", how, unknown).isZero();
            }
        }
    }

    /** Each case once, where it was first solved, however often it is solved and wherever it is by then. */
    @Test
    void theCohortIsOfTheFirstSolving() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        created("billing"),
                        status(2, Status.SOLVED),
                        moved(3, "vip"),
                        status(5, Status.OPEN),
                        status(6, Status.SOLVED),
                        status(7, Status.OPEN),
                        status(8, Status.SOLVED)));
        assertThat(run.count(Measure.CASES_SOLVED)).isEqualTo(3);
        assertThat(run.count(Measure.CASES_REOPENED)).isEqualTo(2);
        assertThat(where(run, Measure.COHORT_SOLVED)).containsExactly(Map.entry("billing 2", 1L));
        assertThat(where(run, Measure.COHORT_REOPENED)).containsExactly(Map.entry("billing 2", 1L));
        assertThat(where(run, Measure.COHORT_TRANSFERRED)).isEmpty();
    }

    @Test
    void whatIsMergedOrDeletedIsNoneOfTheSolved() {
        for (EventType how : List.of(EventType.TICKET_MERGED, EventType.TICKET_DELETED)) {
            CaseRun run = new CaseRun()
                    .inOrder(List.of(
                            created("billing"),
                            moved(1, "vip"),
                            status(2, Status.SOLVED),
                            status(3, Status.OPEN),
                            status(4, Status.SOLVED),
                            event(how, "gone", 4).intoCaseId("other").build()));
            assertThat(where(run, Measure.CASES_SOLVED)).as("%s", how).containsExactly(Map.entry("vip 2", 1L));
            assertThat(where(run, Measure.CASES_TRANSFERRED)).containsExactly(Map.entry("vip 2", 1L));
            for (Measure cohort : List.of(Measure.COHORT_SOLVED, Measure.COHORT_REOPENED, Measure.COHORT_TRANSFERRED)) {
                assertThat(where(run, cohort)).as("%s", cohort).isEmpty();
            }
        }
    }

    @Test
    void theCustomersSentimentHasATrendFromSixMessagesOn() {
        List<ServiceEvent> events = new ArrayList<>(List.of(created("billing")));
        for (int i = 1; i <= 6; i++) {
            events.add(said(i, i <= 3 ? -0.8 : 0.6));
        }
        CaseRun few = new CaseRun().inOrder(events.subList(0, 6)).inOrder(List.of(status(8, Status.SOLVED)));
        assertThat(few.count(Measure.TREND_POINTS)).isZero();
        CaseRun run = new CaseRun().inOrder(events).inOrder(List.of(status(8, Status.SOLVED)));
        assertThat(run.count(Measure.TREND_POINTS)).isEqualTo(1);
        assertThat(run.count(Measure.TREND_IMPROVING)).isEqualTo(1);
        assertThat(run.observations).anySatisfy(one -> {
            assertThat(one.measure()).isEqualTo(Measure.TREND_POINTS);
            assertThat(one.value()).isEqualTo(70_000_000);
        });
    }

    /** Of Friday's survey answered on Monday: the answer counts on Monday, and among the surveys of Friday. */
    @Test
    void answersAreCountedWhenTheyComeAndWhereTheyWereAskedFor() {
        CaseRun run = new CaseRun()
                .inOrder(List.of(
                        created("billing"),
                        asked(10),
                        moved(20, "vip"),
                        answered(30, 5),
                        answered(50, 1),
                        asked(60),
                        answered(70, 4)));
        assertThat(where(run, Measure.SATISFACTION_SATISFIED))
                .as("each answer takes the one before it to the same survey back")
                .containsExactly(Map.entry("vip 70", 1L));
        assertThat(where(run, Measure.SATISFACTION_DISSATISFIED))
                .as("and none to another")
                .containsExactly(Map.entry("vip 50", 1L));
        assertThat(run.ratings)
                .as("two first answers")
                .extracting(CustomerFact::time)
                .containsExactly(Histories.START + 30 * MINUTE, Histories.START + 70 * MINUTE);
        assertThat(where(run, Measure.SURVEYS_REQUESTED))
                .containsExactly(Map.entry("billing 10", 1L), Map.entry("vip 60", 1L));
        assertThat(where(run, Measure.SURVEYS_SCORE))
                .containsExactly(Map.entry("billing 10", 1L), Map.entry("vip 60", 1L));
        assertThat(where(run, Measure.SURVEYS_DISSATISFIED)).containsExactly(Map.entry("billing 10", 1L));
        assertThat(where(run, Measure.SURVEYS_SATISFIED)).containsExactly(Map.entry("vip 60", 1L));
    }

    @Test
    void anAnswerThatNobodyAskedForIsOfNoCohort() {
        CaseRun run = new CaseRun().inOrder(List.of(created("billing"), answered(3, 5)));
        assertThat(run.count(Measure.SATISFACTION_SCORE)).isEqualTo(1);
        assertThat(run.count(Measure.SURVEYS_SCORE)).isZero();
    }

    /** Bought, or in bad faith: counted apart where the answer counts, and no more when it is changed. */
    @Test
    void anAnswerThatContradictsWhatTheCustomerWroteIsDoubtful() {
        List<ServiceEvent> angry =
                List.of(created("billing"), said(1, -0.9), said(2, -0.8), said(3, -0.9), answered(5, 5));
        assertThat(where(new CaseRun().inOrder(angry), Measure.DOUBT_RATINGS))
                .containsExactly(Map.entry("billing 5", 1L));
        assertThat(where(new CaseRun().inOrder(angry), Measure.DOUBT_SATISFIED))
                .containsExactly(Map.entry("billing 5", 1L));
        CaseRun changed = new CaseRun().throughBytes().inOrder(angry).inOrder(List.of(moved(6, "vip"), answered(7, 1)));
        assertThat(where(changed, Measure.DOUBT_RATINGS)).isEmpty();
        assertThat(where(changed, Measure.DOUBT_SATISFIED)).isEmpty();

        List<ServiceEvent> glad = List.of(created("billing"), said(1, 0.9), said(2, 0.8), said(3, 0.9));
        CaseRun malicious = new CaseRun().inOrder(glad).inOrder(List.of(answered(5, 1)));
        assertThat(where(malicious, Measure.DOUBT_RATINGS)).containsExactly(Map.entry("billing 5", 1L));
        assertThat(malicious.count(Measure.DOUBT_SATISFIED)).isZero();
        assertThat(malicious.observations)
                .filteredOn(one -> one.measure() == Measure.DOUBT_RATINGS)
                .allSatisfy(one -> assertThat(one.series().tags()).containsExactly("CSAT", "contradicts"));
        assertThat(new CaseRun().inOrder(glad).inOrder(List.of(answered(5, 5))).count(Measure.DOUBT_RATINGS))
                .isZero();
        assertThat(new CaseRun()
                        .inOrder(List.of(created("billing"), said(1, 0.9), said(2, 0.9), answered(5, 1)))
                        .count(Measure.DOUBT_RATINGS))
                .as("two messages say too little")
                .isZero();
    }

    /** Whatever happens to a case, in whatever order. */
    @Test
    void partsAreNeverMoreThanTheWhole() {
        for (int seed = 0; seed < 600; seed++) {
            CaseRun run = new CaseRun().inOrder(Histories.anything(new Random(seed), "c-1"));
            String of = "seed " + seed;
            assertThat(run.count(Measure.COHORT_SOLVED)).as(of).isBetween(0L, 1L);
            for (Measure part : List.of(
                    Measure.COHORT_ONE_TOUCH,
                    Measure.COHORT_REOPENED,
                    Measure.COHORT_TRANSFERRED,
                    Measure.COHORT_TIERED,
                    Measure.COHORT_ESCALATED)) {
                assertThat(run.count(part)).as(of + " " + part).isBetween(0L, run.count(Measure.COHORT_SOLVED));
            }
            assertThat(run.count(Measure.COHORT_ESCALATED))
                    .as(of)
                    .isLessThanOrEqualTo(run.count(Measure.COHORT_TIERED));
            assertThat(run.count(Measure.CASES_ESCALATED)).as(of).isLessThanOrEqualTo(run.count(Measure.CASES_TIERED));
            for (Measure part : List.of(
                    Measure.CASES_ONE_TOUCH,
                    Measure.CASES_TRANSFERRED,
                    Measure.CASES_TIERED,
                    Measure.CASES_ESCALATED)) {
                assertThat(run.count(part)).as(of + " " + part).isBetween(0L, run.count(Measure.CASES_SOLVED));
            }
            for (List<Measure> apart : List.of(
                    List.of(Measure.CASES_SOLVED, Measure.CASES_ONE_TOUCH, Measure.CASES_TALK_UNKNOWN),
                    List.of(Measure.CASES_SOLVED, Measure.CASES_TRANSFERRED, Measure.CASES_QUEUE_UNKNOWN),
                    List.of(Measure.COHORT_SOLVED, Measure.COHORT_ONE_TOUCH, Measure.COHORT_TALK_UNKNOWN),
                    List.of(Measure.COHORT_SOLVED, Measure.COHORT_TRANSFERRED, Measure.COHORT_QUEUE_UNKNOWN))) {
                assertThat(run.count(apart.get(2))).as(of + " " + apart).isNotNegative();
                assertThat(run.count(apart.get(1)) + run.count(apart.get(2)))
                        .as(of + " " + apart)
                        .isLessThanOrEqualTo(run.count(apart.get(0)));
            }
            long classes = run.count(Measure.TREND_IMPROVING)
                    + run.count(Measure.TREND_SLIGHTLY_IMPROVING)
                    + run.count(Measure.TREND_FLAT)
                    + run.count(Measure.TREND_SLIGHTLY_DECLINING)
                    + run.count(Measure.TREND_DECLINING);
            assertThat(classes).as(of).isEqualTo(run.count(Measure.TREND_POINTS));
            assertThat(run.count(Measure.SURVEYS_SCORE))
                    .as(of)
                    .isBetween(0L, run.count(Measure.SURVEYS_REQUESTED))
                    .isEqualTo(run.count(Measure.SURVEYS_SATISFIED) + run.count(Measure.SURVEYS_DISSATISFIED));
            run.sums().forEach((cell, values) -> {
                if (cell.measure().kind() != Measure.Kind.LEVEL) {
                    assertThat(values.values()).as("%s %s", of, cell).allMatch(n -> n > 0 || isNetted(cell.measure()));
                }
            });
        }
    }

    /** Counted by the time of the event and not revocable beyond their instant. */
    private static boolean isNetted(Measure measure) {
        return measure == Measure.SLA_RETRACTED;
    }
}
