package io.bellwether.cases;

import static io.bellwether.cases.Histories.MINUTE;
import static io.bellwether.cases.Histories.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.IdHash;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.event.SurveyKind;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.metric.EachObservation;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.metric.ObservedRun;
import io.bellwether.quality.CustomerFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a chat long after its end is of that chat, by what the settings are where they say nothing. */
class ReturningChatsTest {

    private static final long LATENESS = 10 * MINUTE;
    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;
    private static final long ANN = IdHash.of("test", "ann");
    private static final long ITSELF = IdHash.of("test", "c-1");

    /** How what comes after the end comes. */
    private enum Way {
        IN_ORDER,
        LATE,
        AFTER_A_RESTART
    }

    private static final class Run
            extends ObservedRun<
                    KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation>> {

        private final Way way;
        private final List<CustomerFact> ofCustomers = new ArrayList<>();
        private final List<Rejection> letters = new ArrayList<>();

        Run(Way way) throws Exception {
            this.way = way;
            begin(null);
        }

        @Override
        protected KeyedTwoInputStreamOperatorTestHarness<SourceId, ServiceEvent, PolicyUpdate, Observation> create()
                throws Exception {
            return CaseHarness.of(
                    CaseRun.settings(CaseRun.DIMENSIONS, LATENESS, ForgetAfter.DEFAULT, 7 * DAY * MINUTE),
                    CaseRun.book("policies: [{name: all, targets: {first_reply: 12m}}]"),
                    EachObservation.maker(),
                    1,
                    0);
        }

        @Override
        protected void listen() {
            super.listen();
            ofCustomers.addAll(listen(CaseOperator.CUSTOMERS));
            letters.addAll(listen(DoorOperator.REJECTED));
        }

        /** An event in time: just before time gets there. */
        private void comes(ServiceEvent event) throws Exception {
            harness.processWatermark1(new Watermark(event.time() - 1));
            harness.processElement1(new StreamRecord<>(event, event.time()));
            harness.processWatermark1(new Watermark(event.time()));
        }

        /** One long after the end. */
        Run later(EventBuilder built) throws Exception {
            ServiceEvent event = built.build();
            if (way == Way.LATE) {
                harness.processWatermark1(new Watermark(event.time() + LATENESS / 2));
            }
            if (way == Way.AFTER_A_RESTART) {
                harness.processWatermark1(new Watermark(event.time() - MINUTE));
                restart();
            }
            harness.processElement1(new StreamRecord<>(event, event.time()));
            harness.processWatermark1(new Watermark(event.time() + LATENESS / 2));
            return this;
        }

        Run until(long time) throws Exception {
            harness.processWatermark1(new Watermark(time));
            return this;
        }

        /** Chats, and timers of them. */
        int kept() {
            return harness.numKeyedStateEntries() + harness.numEventTimeTimers();
        }

        /** What a measure comes to, by minute. */
        Map<Long, Long> where(Measure measure) {
            Map<Long, Long> where = new TreeMap<>();
            for (Observation one : said()) {
                if (one.measure() == measure) {
                    long n = measure.kind() == Measure.Kind.TIMING ? one.weight() : one.weight() * one.value();
                    where.merge((one.time() - START) / MINUTE, n, Long::sum);
                }
            }
            where.values().removeIf(n -> n == 0);
            assertThat(letters).isEmpty();
            return where;
        }

        /** What was told of customers. */
        List<CustomerFact> facts() {
            listen();
            return ofCustomers;
        }
    }

    /** Of customer ann, who is named at the beginning and never again; answered by two replies; asked how it was. */
    private static Run ended(Way way) throws Exception {
        Run run = new Run(way);
        for (EventBuilder event : List.of(
                event(EventType.CHAT_STARTED, 0).customerId("ann").queue("billing"),
                event(EventType.CHAT_QUEUED, 1),
                event(EventType.CHAT_ASSIGNED, 2).agentId("bob"),
                event(EventType.CHAT_MESSAGE, 3).actor(Actor.AGENT),
                event(EventType.CHAT_ENDED, 8),
                event(EventType.SURVEY_REQUESTED, 9).surveyKind(SurveyKind.CSAT))) {
            run.comes(event.build());
        }
        return run;
    }

    private static EventBuilder event(EventType type, long minute) {
        return Histories.event(type, type + " " + minute, minute);
    }

    private static EventBuilder answered(long minute) {
        return event(EventType.SURVEY_ANSWERED, minute)
                .surveyKind(SurveyKind.CSAT)
                .score(5.0)
                .scale(5.0);
    }

    private static CustomerFact fact(CustomerFact.Kind kind, long minute, String topic) {
        return new CustomerFact(ANN, ITSELF, kind, START + minute * MINUTE, topic, List.of("billing", "none"), 1);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerAfterAQuarterOfAnHourCountsAmongTheSurveysAsked(Way way) throws Exception {
        assertAnswerCounts(way, 9 + 15);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerAfterThreeDaysCountsAmongTheSurveysAsked(Way way) throws Exception {
        assertAnswerCounts(way, 9 + 3 * DAY);
    }

    private static void assertAnswerCounts(Way way, long minute) throws Exception {
        try (Run run = ended(way).later(answered(minute))) {
            assertThat(run.where(Measure.SURVEYS_SCORE)).containsExactly(Map.entry(9L, 1L));
            assertThat(run.where(Measure.SURVEYS_SATISFIED)).containsExactly(Map.entry(9L, 1L));
            assertThat(run.where(Measure.SATISFACTION_SATISFIED)).containsExactly(Map.entry(minute, 1L));
            assertThat(run.facts()).contains(fact(CustomerFact.Kind.RATED_WELL, minute, "CSAT"));
        }
    }

    /** Nothing but the beginning said whose chat it is. */
    @ParameterizedTest
    @EnumSource
    void aChatThatIsQueuedAgainAfterAnHourIsReopened(Way way) throws Exception {
        try (Run run = ended(way).later(event(EventType.CHAT_QUEUED, 8 + HOUR))) {
            assertThat(run.where(Measure.CASES_CREATED)).containsExactly(Map.entry(0L, 1L));
            assertThat(run.where(Measure.CASES_REOPENED)).containsExactly(Map.entry(8 + HOUR, 1L));
            assertThat(run.where(Measure.COHORT_REOPENED)).containsExactly(Map.entry(8L, 1L));
            assertThat(run.where(Measure.QUEUE_OFFERED)).containsExactly(Map.entry(1L, 1L), Map.entry(8 + HOUR, 1L));
            assertThat(run.facts())
                    .containsExactly(
                            fact(CustomerFact.Kind.CONTACT, 0, ""),
                            fact(CustomerFact.Kind.SOLVED, 8, ""),
                            fact(CustomerFact.Kind.CONTACT, 8 + HOUR, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChatThatIsMergedAfterDaysIsNoneOfTheSolved(Way way) throws Exception {
        EventBuilder merged = event(EventType.TICKET_MERGED, 8 + 6 * DAY).intoCaseId("other");
        try (Run run = ended(way).later(merged)) {
            assertThat(run.where(Measure.COHORT_SOLVED)).isEmpty();
            assertThat(run.where(Measure.COHORT_ONE_TOUCH)).isEmpty();
            assertThat(run.where(Measure.CASES_MERGED)).containsExactly(Map.entry(8 + 6 * DAY, 1L));
            assertThat(run.facts()).contains(fact(CustomerFact.Kind.WITHDRAWN, 8 + 6 * DAY, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrapUpThatIsToldAfterTwelveMinutesReachesItsHalfHour(Way way) throws Exception {
        try (Run run = ended(way).later(event(EventType.CHAT_WRAPPED_UP, 8 + 12).agentId("bob"))) {
            assertThat(run.where(Measure.INTERVAL_WRAPPED_UP)).containsExactly(Map.entry(1L, 1L));
            assertThat(run.where(Measure.INTERVAL_WRAP_UP_TIME)).containsExactly(Map.entry(1L, 12 * MINUTE));
        }
    }

    /** Who says thanks does not come back; who writes later does, and is waited for as any other customer. */
    @ParameterizedTest
    @EnumSource
    void aCustomerWhoWritesLongAfterTheEndIsBack(Way way) throws Exception {
        try (Run run = ended(way).later(event(EventType.CHAT_MESSAGE, 8 + 9).actor(Actor.CUSTOMER))) {
            assertThat(run.where(Measure.CASES_REOPENED)).isEmpty();
        }
        try (Run run = ended(way).later(event(EventType.CHAT_MESSAGE, 8 + HOUR).actor(Actor.CUSTOMER))) {
            assertThat(run.where(Measure.CASES_REOPENED)).containsExactly(Map.entry(8 + HOUR, 1L));
            assertThat(run.where(Measure.CASES_CREATED)).containsExactly(Map.entry(0L, 1L));
            run.later(event(EventType.CHAT_MESSAGE, 8 + HOUR + 20).actor(Actor.AGENT));
            assertThat(run.where(Measure.QUEUE_CHAT_WAIT)).containsExactly(Map.entry(8 + HOUR + 20, 1L));
            assertThat(run.where(Measure.SLA_BREACHED)).containsExactly(Map.entry(8 + HOUR + 12, 1L));
        }
    }

    /** The promise is of seven days; then nothing of it is left. */
    @Test
    void afterSevenDaysAChatIsForgotten() throws Exception {
        long last = START + 9 * MINUTE;
        try (Run run = ended(Way.IN_ORDER)) {
            assertThat(run.until(last + 7 * DAY * MINUTE).kept()).isEqualTo(1);
            run.restart();
            assertThat(run.until(last + 7 * DAY * MINUTE + 1).kept()).isZero();
        }
    }
}
