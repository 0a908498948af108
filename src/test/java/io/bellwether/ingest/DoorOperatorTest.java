package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.event.Actor;
import io.bellwether.event.AgentIds;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventField;
import io.bellwether.event.EventType;
import io.bellwether.event.Origin;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.metric.Measure;
import io.bellwether.metric.Observation;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.TopicBook;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorOperatorTest {

    private static final String TOPIC = "service.tickets";
    private static final String ANGRY = "This is terrible, I am very angry and disappointed with your awful service!";
    private static final long T = 1_700_000_000_000L;
    private static final long PANE = 10_000;
    private static final long LATENESS = 600_000;

    private OneInputStreamOperatorTestHarness<Inbound, ServiceEvent> harness;

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void scoresAMessageAndDropsItsText() throws Exception {
        open(false);
        take(message(Actor.CUSTOMER).text(ANGRY));
        ServiceEvent out = harness.extractOutputValues().get(0);
        assertThat(out.text()).isNull();
        assertThat(out.sentiment()).isNegative();
        assertThat(out.toBuilder().sentiment(null).build())
                .isEqualTo(message(Actor.CUSTOMER).build());
    }

    @Test
    void saysWhatACustomersMessageIsAboutAndNothingElse() throws Exception {
        open(false);
        take(message(Actor.CUSTOMER).text("the parcel is broken"));
        take(message(Actor.CUSTOMER).text("thanks"));
        take(message(Actor.AGENT).text("the parcel is broken"));
        take(message(Actor.CUSTOMER).text("the parcel is broken").visibility(Visibility.PRIVATE));
        take(message(Actor.CUSTOMER).text("the parcel is broken").sentiment(0.5));
        take(message(Actor.CUSTOMER).text("the parcel is broken").topics(List.of("data", "weather")));
        take(message(Actor.CUSTOMER).topics(List.of("data", "weather")));
        take(message(Actor.CUSTOMER).topics(List.of("weather")));
        assertThat(harness.extractOutputValues().stream().map(ServiceEvent::topics))
                .containsExactly(
                        List.of("product", "logistics"),
                        null,
                        null,
                        null,
                        List.of("product", "logistics"),
                        List.of("data"),
                        List.of("data"),
                        null);
    }

    @Test
    void keepsTheSourcesOwnScore() throws Exception {
        open(false);
        take(message(Actor.CUSTOMER).text(ANGRY).sentiment(0.75));
        ServiceEvent out = harness.extractOutputValues().get(0);
        assertThat(out.sentiment()).isEqualTo(0.75);
        assertThat(out.text()).isNull();
    }

    @Test
    void scoresNeitherNotesAmongColleaguesNorMachines() throws Exception {
        open(false);
        take(message(Actor.AGENT).visibility(Visibility.PRIVATE).text(ANGRY));
        take(message(Actor.BOT).text(ANGRY));
        take(message(Actor.SYSTEM).text(ANGRY));
        assertThat(harness.extractOutputValues()).hasSize(3).allSatisfy(out -> {
            assertThat(out.text()).isNull();
            assertThat(out.sentiment()).isNull();
        });
        assertThat(counted(Measure.PIPELINE_UNSCORED)).isEmpty();
    }

    @Test
    void countsAMessageThatItCouldNotScore() throws Exception {
        open(false);
        take(message(Actor.CUSTOMER).text("#12345"));
        assertThat(harness.extractOutputValues().get(0).sentiment()).isNull();
        assertThat(harness.extractOutputValues().get(0).text()).isNull();
        assertThat(counted(Measure.PIPELINE_UNSCORED)).singleElement().satisfies(unscored -> {
            assertThat(unscored.time()).isEqualTo(T);
            assertThat(unscored.series().tags()).first().isEqualTo(TOPIC);
        });
    }

    @Test
    void countsEventsAtTheirTimeButNoHeartbeats() throws Exception {
        open(false);
        take(created(T));
        harness.processElement(new StreamRecord<>(Inbound.heartbeat(TOPIC, T + 5)));
        assertThat(harness.extractOutputValues())
                .extracting(ServiceEvent::type)
                .containsExactly(EventType.TICKET_CREATED);
        assertThat(counted(Measure.PIPELINE_EVENTS))
                .singleElement()
                .extracting(Observation::time)
                .isEqualTo(T);
        assertThat(counted(Measure.PIPELINE_LAG)).as("history has no lag").isEmpty();
    }

    @Test
    void countsARejectionOfHistoryAtTheLastEvent() throws Exception {
        open(false);
        take(created(T));
        take(created(T - 60_000));
        reject();
        assertThat(counted(Measure.PIPELINE_REJECTED)).singleElement().satisfies(rejected -> {
            assertThat(rejected.time()).isEqualTo(T);
            assertThat(rejected.series().tags()).containsExactly(TOPIC, RejectionReason.NOT_JSON.name());
        });
        assertThat(values(DoorOperator.REJECTED)).extracting(Rejection::offset).containsExactly(17L);
    }

    @Test
    void countsRejectionsBeforeTheFirstEventOfAHistoryAtThatEvent() throws Exception {
        open(false);
        reject();
        reject();
        assertThat(counted(Measure.PIPELINE_REJECTED)).isEmpty();
        assertThat(values(DoorOperator.REJECTED)).hasSize(2);
        take(created(T));
        take(created(T + 1));
        assertThat(counted(Measure.PIPELINE_REJECTED)).singleElement().satisfies(rejected -> {
            assertThat(rejected.time()).isEqualTo(T);
            assertThat(rejected.value()).isEqualTo(2);
        });
    }

    @Test
    void countsALiveRejectionAtTheWallClock() throws Exception {
        open(true);
        take(created(T));
        long before = System.currentTimeMillis();
        reject();
        assertThat(counted(Measure.PIPELINE_REJECTED))
                .singleElement()
                .extracting(Observation::time)
                .satisfies(time -> assertThat(time).isBetween(before, System.currentTimeMillis()));
    }

    /** It is no record: it has no lag, moves no time, and is neither taken in nor rejected. */
    @Test
    void countsWhatIsGone() throws Exception {
        open(true);
        long before = System.currentTimeMillis();
        harness.processElement(new StreamRecord<>(Inbound.gone(TOPIC, 45)));
        Observation gone = counted(Measure.PIPELINE_GONE).get(0);
        assertThat(gone.value()).isEqualTo(45);
        assertThat(gone.time()).isBetween(before, System.currentTimeMillis());
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(counted(Measure.PIPELINE_LAG)).isEmpty();
        assertThat(counted(Measure.PIPELINE_EVENTS)).isEmpty();
    }

    @Test
    void everyHeartbeatTellsTheLagAtItsOwnTime() throws Exception {
        open(true);
        long now = System.currentTimeMillis();
        harness.processElement(new StreamRecord<>(Inbound.heartbeat(TOPIC, now - 5_000)));
        harness.processElement(new StreamRecord<>(Inbound.heartbeat(TOPIC, now - 4_000)));
        List<Observation> lags = counted(Measure.PIPELINE_LAG);
        assertThat(lags).extracting(Observation::time).containsExactly(now - 5_000, now - 4_000);
        assertThat(lags).first().extracting(Observation::value).satisfies(lag -> assertThat(lag)
                .isBetween(5_000L, 5_000 + System.currentTimeMillis() - now));
    }

    @Test
    void aBacklogTellsTheLagOfItsRecordsOncePerSecondAndTopic() throws Exception {
        open(true);
        long now = System.currentTimeMillis();
        int events = 0;
        do {
            take(created(T + events), now - 60_000);
            events++;
        } while (events < 200);
        List<Observation> lags = counted(Measure.PIPELINE_LAG);
        long elapsedSeconds = (System.currentTimeMillis() - now) / 1_000;
        assertThat(lags).hasSizeBetween(1, (int) elapsedSeconds + 1);
        assertThat(lags).first().satisfies(lag -> {
            assertThat(lag.time()).isEqualTo(now - 60_000);
            assertThat(lag.value()).isGreaterThanOrEqualTo(60_000);
        });
    }

    @Test
    void aProducersClockThatIsAheadMakesNeitherNegativeLagNorPanesInTheFuture() throws Exception {
        open(true);
        take(created(T), System.currentTimeMillis() + 3_600_000);
        assertThat(counted(Measure.PIPELINE_LAG)).singleElement().satisfies(lag -> {
            assertThat(lag.value()).isZero();
            assertThat(lag.time()).isLessThanOrEqualTo(System.currentTimeMillis());
        });
    }

    /** Where it is folded the watermark is not ahead of the door's: only these can be late there. */
    @Test
    void whatComesBehindTheWatermarkTakesAlongWhereItsRecordIs() throws Exception {
        open(false);
        ByteBuffer key = ByteBuffer.wrap(new byte[] {'k'});
        harness.processWatermark(T);
        harness.processElement(new StreamRecord<>(
                new Inbound(new Decoded(created(T + 1).build(), null), TOPIC, 3, 41, key, Long.MAX_VALUE)));
        harness.processElement(new StreamRecord<>(
                new Inbound(new Decoded(created(T).build(), null), TOPIC, 3, 42, key, Long.MAX_VALUE)));
        harness.processElement(new StreamRecord<>(new Inbound(
                new Decoded(message(Actor.CUSTOMER).text(ANGRY).build(), null), TOPIC, 3, 43, null, Long.MAX_VALUE)));
        assertThat(harness.extractOutputValues())
                .extracting(ServiceEvent::origin)
                .containsExactly(null, new Origin(TOPIC, 3, 42, new byte[] {'k'}), new Origin(TOPIC, 3, 43, null));
    }

    @Test
    void whereNobodyStampedTheRecordThereIsNoLag() throws Exception {
        open(true);
        take(created(T), Long.MAX_VALUE);
        assertThat(counted(Measure.PIPELINE_LAG)).isEmpty();
    }

    @Test
    void whatIsOlderThanAnyOpenPaneIsCountedAtTheWatermark() throws Exception {
        open(false);
        harness.processWatermark(T + LATENESS + 1);
        take(created(T));
        take(created(T + 1));
        assertThat(counted(Measure.PIPELINE_EVENTS))
                .extracting(Observation::time)
                .containsExactly(T + LATENESS, T);
    }

    /** What is held would be lost with a restart, and come too late for its pane. */
    @Test
    void whatIsCountedGoesBeforeWatermarkAndBarrierAndEnd() throws Exception {
        open(false);
        take(created(T));
        take(created(T + 9_999));
        assertThat(values(DoorOperator.COUNTED)).isEmpty();
        harness.processWatermark(T + 10_000);
        assertThat(values(DoorOperator.COUNTED)).extracting(Observation::value).containsExactly(2L);
        take(created(T + 10_001));
        harness.prepareSnapshotPreBarrier(1);
        harness.prepareSnapshotPreBarrier(2);
        assertThat(values(DoorOperator.COUNTED)).extracting(Observation::value).containsExactly(2L, 1L);
        take(created(T + 10_001));
        harness.endInput();
        assertThat(values(DoorOperator.COUNTED))
                .extracting(Observation::time)
                .containsExactly(T, T + 10_000, T + 10_000);
    }

    @Test
    void eventsOfAgentsAndOfCustomersGoApart() throws Exception {
        open(false);
        take(created(T));
        take(ServiceEvent.of(EventType.AGENT_STATE, "a", T, "test").agentId("ann"));
        take(ServiceEvent.of(EventType.ORDER_PLACED, "o", T, "test").customerId("u"));
        take(ServiceEvent.of(EventType.HELP_VIEWED, "v", T, "test").customerId("u"));
        assertThat(harness.extractOutputValues()).extracting(ServiceEvent::id).containsExactly("e" + T);
        assertThat(values(DoorOperator.OF_AGENTS)).extracting(ServiceEvent::id).containsExactly("a");
        assertThat(values(DoorOperator.OF_CUSTOMERS))
                .extracting(ServiceEvent::id)
                .containsExactly("o", "v");
        assertThat(counted(Measure.PIPELINE_EVENTS))
                .extracting(Observation::value)
                .containsExactly(4L);
    }

    /** By other intervals than those of the settings one shift would replace another; a wrong date would be kept for years. */
    @Test
    void aShiftOfNoIntervalIsRejected() throws Exception {
        open(false);
        long halfHour = 1_800_000;
        long first = Math.floorDiv(T, halfHour) * halfHour;
        List<Long> starts =
                List.of(first, first + 48 * halfHour, first + 900_000, first - halfHour, first + 5_000 * halfHour);
        for (long start : starts) {
            take(ServiceEvent.of(EventType.PLAN_STAFFED, "p" + start, T, "wfm")
                    .queue("vip")
                    .with(EventField.AGENTS, 4)
                    .with(EventField.INTERVAL_START, start));
        }
        assertThat(values(DoorOperator.OF_PLANS))
                .extracting(event -> event.get(EventField.INTERVAL_START))
                .containsExactly(first, first + 48 * halfHour);
        List<Rejection> letters = values(DoorOperator.REJECTED);
        assertThat(letters).extracting(Rejection::reason).containsOnly(RejectionReason.BAD_FIELD);
        assertThat(letters.get(0).detail()).contains("no start of an interval of 30m (setting interval)");
        assertThat(letters.get(1).detail()).contains("was over when it was said");
        assertThat(letters.get(2).detail()).contains("more than 100 days ahead");
        assertThat(new String(letters.get(0).original(), StandardCharsets.UTF_8))
                .contains("plan.staffed", "vip");
    }

    /** In events of cases and of agents, in letters that may be written of them, and in the key of their records. */
    @Test
    void whereIdsAreHashedNobodyBehindTheDoorSeesOne() throws Exception {
        AgentIds ids = new AgentIds(AgentIds.Kind.HASHED, "a secret of sixteen characters");
        open(false, ids);
        harness.processWatermark(new Watermark(T + 1));
        take(created(T).agentId("ann"));
        EventBuilder state =
                ServiceEvent.of(EventType.AGENT_STATE, "a", T, "test").agentId("ann");
        ByteBuffer key = ByteBuffer.wrap("ann".getBytes(StandardCharsets.UTF_8));
        harness.processElement(new StreamRecord<>(new Inbound(new Decoded(state.build(), null), TOPIC, 1, 2, key, T)));
        take(created(T + 2).agentId(ids.of("ann")));
        assertThat(harness.extractOutputValues())
                .extracting(ServiceEvent::agentId)
                .containsOnly(ids.of("ann"));
        assertThat(values(DoorOperator.OF_AGENTS)).singleElement().satisfies(event -> {
            assertThat(event.agentId()).isEqualTo(ids.of("ann"));
            assertThat(event.origin().key()).isNull();
            assertThat(event.origin().offset()).isEqualTo(2);
        });
    }

    private void open(boolean live) throws Exception {
        open(live, AgentIds.PLAIN);
    }

    private void open(boolean live, AgentIds ids) throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new DoorOperator(live, PANE, LATENESS, 1_800_000, ids, SentimentModel::bundled, TopicBook.bundled()));
        harness.open();
    }

    private void take(EventBuilder event) throws Exception {
        take(event, Long.MAX_VALUE);
    }

    private void take(EventBuilder event, long recordTime) throws Exception {
        harness.processElement(new StreamRecord<>(new Inbound(new Decoded(event.build(), null), TOPIC, 0, recordTime)));
    }

    private void reject() throws Exception {
        byte[] original = "no json".getBytes(StandardCharsets.UTF_8);
        Rejection rejection = new Rejection(RejectionReason.NOT_JSON, "line 1", TOPIC, 2, 17, original);
        harness.processElement(new StreamRecord<>(new Inbound(new Decoded(null, rejection), TOPIC, 17, T)));
    }

    private List<Observation> counted(Measure measure) throws Exception {
        harness.prepareSnapshotPreBarrier(1);
        return values(DoorOperator.COUNTED).stream()
                .filter(observation -> observation.measure() == measure)
                .toList();
    }

    private <T> List<T> values(OutputTag<T> tag) {
        ConcurrentLinkedQueue<StreamRecord<T>> output = harness.getSideOutput(tag);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }

    private static EventBuilder created(long time) {
        return ServiceEvent.of(EventType.TICKET_CREATED, "e" + time, time, "test")
                .caseId("c");
    }

    private static EventBuilder message(Actor actor) {
        return ServiceEvent.of(EventType.TICKET_MESSAGE, "m", T, "test")
                .caseId("c")
                .actor(actor)
                .language("en")
                .visibility(Visibility.PUBLIC);
    }
}
