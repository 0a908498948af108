package io.bellwether.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.event.Actor;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventBuilder;
import io.bellwether.event.EventType;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import io.bellwether.sentiment.Polarity;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.onnx.FakeClassifier;
import io.bellwether.sentiment.onnx.HeavierScorer;
import io.bellwether.sentiment.onnx.OnnxSettings;
import io.bellwether.state.CodecSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeavierScoreOperatorTest {

    private static final String TOPIC = "service.chats";
    private static final String TEXT = "where is the parcel that I ordered";
    private static final long NEVER = TimeUnit.DAYS.toMillis(1);
    private static final int TIMEOUT = 2_000;

    /** After a first failure. */
    private static final int REST = 5_000;

    private final FakeClassifier model = new FakeClassifier();
    private OneInputStreamOperatorTestHarness<Inbound, Inbound> harness;
    private int taken;

    @AfterEach
    void close() throws Exception {
        model.permits.release(1_000);
        harness.close();
    }

    private void open(int batch, long timeoutMillis) throws Exception {
        open(batch, timeoutMillis, null);
    }

    private void open(int batch, long timeoutMillis, OperatorSubtaskState restored) throws Exception {
        OnnxSettings settings = new OnnxSettings(
                "m", "v", List.of(Polarity.values()), List.of("en"), true, 16, 1, batch, NEVER, timeoutMillis, 1);
        harness = new OneInputStreamOperatorTestHarness<>(
                new HeavierScoreOperatorFactory(SentimentModel::bundled, Local.source(model), settings),
                new CodecSerializer<>(InboundCodec.INSTANCE));
        harness.setup(new CodecSerializer<>(InboundCodec.INSTANCE));
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    /** A factory is serialised before it makes its operator; a fake with locks cannot be. */
    private static final class Local {
        private static FakeClassifier classifier;

        static HeavierScoreFunction.ClassifierSource source(FakeClassifier fake) {
            classifier = fake;
            return () -> classifier;
        }
    }

    private static EventBuilder message(String id, String text) {
        return ServiceEvent.of(EventType.CHAT_MESSAGE, id, 1_000, "s")
                .caseId("c")
                .actor(Actor.CUSTOMER)
                .visibility(Visibility.PUBLIC)
                .language("en")
                .text(text);
    }

    private void take(EventBuilder event) throws Exception {
        take(new Inbound(new Decoded(event.build(), null), TOPIC, taken, 7));
    }

    private void take(Inbound inbound) throws Exception {
        harness.processElement(new StreamRecord<>(inbound, ++taken));
    }

    private List<ServiceEvent> left(int count) throws Exception {
        runUntil(count);
        List<ServiceEvent> events = new ArrayList<>();
        harness.extractOutputValues()
                .forEach(inbound -> events.add(inbound.decoded().event()));
        assertThat(events).hasSize(count);
        return events;
    }

    /** Does what mails ask for until that many elements and watermarks have left. */
    private void runUntil(int outputs) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (harness.getOutput().size() < outputs && System.nanoTime() < deadline) {
            Optional<Mail> mail = harness.getTaskMailbox().tryTake(0);
            if (mail.isPresent()) {
                mail.get().run();
            } else {
                Thread.onSpinWait();
            }
        }
        assertThat(harness.getOutput()).hasSize(outputs);
    }

    private static double heavier(String text) {
        return HeavierScorer.score(FakeClassifier.classes(text));
    }

    @Test
    void severalMessagesShareARunAndLeaveInOrder() throws Exception {
        open(2, TIMEOUT);
        model.permits.release(2);
        take(message("1", TEXT));
        take(ServiceEvent.of(EventType.CHAT_QUEUED, "2", 1_001, "s").caseId("c"));
        take(message("3", TEXT + " yesterday"));
        List<ServiceEvent> events = left(3);
        assertThat(model.runs).containsExactly(List.of(TEXT, TEXT + " yesterday"));
        assertThat(events).extracting(ServiceEvent::id).containsExactly("1", "2", "3");
        assertThat(events)
                .extracting(ServiceEvent::sentiment)
                .containsExactly(heavier(TEXT), null, heavier(TEXT + " yesterday"));
        Inbound first = harness.extractOutputValues().get(0);
        assertThat(first.topic()).isEqualTo(TOPIC);
        assertThat(first.offset()).isZero();
        assertThat(first.recordTime()).isEqualTo(7);
        assertThat(harness.extractOutputStreamRecords())
                .extracting(StreamRecord::getTimestamp)
                .containsExactly(1L, 2L, 3L);
    }

    /** Notes, bots, scored messages, other languages, rejections and heartbeats are none of the model's business. */
    @Test
    void asksAboutNothingElse() throws Exception {
        open(1, TIMEOUT);
        take(message("1", TEXT).visibility(Visibility.PRIVATE));
        take(message("2", TEXT).actor(Actor.BOT));
        take(message("3", TEXT).sentiment(0.5));
        take(message("4", "包裹在哪里").language("zh"));
        take(message("5", "12345"));
        take(message("6", null));
        take(new Inbound(
                new Decoded(null, new Rejection(RejectionReason.NOT_JSON, "line 1", TOPIC, 0, 1, new byte[0])),
                TOPIC,
                1));
        take(Inbound.heartbeat(TOPIC, 2_000));
        assertThat(left(8))
                .extracting(event -> event == null ? null : event.sentiment())
                .containsExactly(null, null, 0.5, null, null, null, null, null);
        assertThat(model.runs).isEmpty();
    }

    /** What is not answered passes as it came: the door then scores it. */
    @Test
    void afterTheTimeoutAMessageGoesOnAndTheModelIsLeftAlone() throws Exception {
        open(1, TIMEOUT);
        harness.setProcessingTime(0);
        take(message("1", TEXT));
        harness.processWatermark(new Watermark(500));
        harness.setProcessingTime(TIMEOUT - 1);
        assertThat(harness.getOutput()).as("neither message nor watermark").isEmpty();
        harness.setProcessingTime(TIMEOUT);
        runUntil(2);
        assertThat(harness.extractOutputValues().get(0).decoded().event()).satisfies(event -> {
            assertThat(event.sentiment()).isNull();
            assertThat(event.text()).isEqualTo(TEXT);
        });
        assertThat(harness.getOutput()).last().isEqualTo(new Watermark(500));
        // with the clock still there, only who is not asked can leave
        take(message("2", TEXT));
        runUntil(3);
        assertThat(harness.extractOutputValues().get(1).decoded().event().sentiment())
                .isNull();

        harness.setProcessingTime(TIMEOUT + REST);
        model.permits.release(2);
        take(message("3", TEXT));
        runUntil(4);
        assertThat(harness.extractOutputValues().get(2).decoded().event().sentiment())
                .as("asked again after a rest")
                .isEqualTo(heavier(TEXT));
    }

    @Test
    void afterAFailureAMessageGoesOn() throws Exception {
        open(1, TIMEOUT);
        model.permits.release(1);
        take(message("1", "fail: " + TEXT));
        assertThat(left(1)).first().satisfies(event -> {
            assertThat(event.sentiment()).isNull();
            assertThat(event.text()).isNotNull();
        });
    }

    /** In a replay the same input gives the same bytes: there is no timeout, and a failure is the message's own. */
    @Test
    void withoutATimeoutTheModelIsAskedAgainAtOnce() throws Exception {
        open(1, 0);
        model.permits.release(3);
        take(message("1", "fail: " + TEXT));
        take(message("2", TEXT));
        take(message("3", "unknown: " + TEXT));
        harness.setProcessingTime(NEVER);
        assertThat(left(3)).extracting(ServiceEvent::sentiment).containsExactly(null, heavier(TEXT), null);
    }

    /** The barrier waits for what is in flight, so no text is in the checkpoint. */
    @Test
    void nothingIsInFlightWhenACheckpointIsTaken() throws Exception {
        open(32, TIMEOUT);
        model.permits.release(1);
        take(message("1", TEXT));
        take(message("2", TEXT));
        assertThat(model.runs).as("they wait for others").isEmpty();
        harness.prepareSnapshotPreBarrier(1);
        assertThat(harness.extractOutputValues())
                .extracting(inbound -> inbound.decoded().event().sentiment())
                .containsExactly(heavier(TEXT), heavier(TEXT));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        taken = 0;
        open(32, TIMEOUT, snapshot);
        assertThat(harness.extractOutputValues()).as("nothing comes twice").isEmpty();
    }

    @Test
    void aTextThatIsStillInFlightWouldNotBeWritten() throws Exception {
        open(32, TIMEOUT);
        take(message("1", TEXT));
        assertThatThrownBy(() -> harness.snapshot(1, 1))
                .hasStackTraceContaining("must not cross the network or enter state");
    }

    @Test
    void theEndOfTheInputWaitsForEveryAnswer() throws Exception {
        open(32, 0);
        model.permits.release(1);
        take(message("1", TEXT));
        harness.endInput();
        assertThat(left(1)).first().extracting(ServiceEvent::sentiment).isEqualTo(heavier(TEXT));
    }
}
