package io.bellwether.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.job.TaskThread;
import io.bellwether.state.CodecVersionedSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterWriterTest {

    private final MockProducer<byte[], byte[]> kafka = new MockProducer<>(
            Cluster.empty(), false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final TaskThread task = new TaskThread();
    private final Counters counters = new Counters();
    private final LetterWriter<byte[]> writer = writer();

    @Test
    void aLetterIsKeptUntilTheBrokerHasIt() throws Exception {
        write("one");
        assertThat(kept()).containsExactly("one");
        answer(null);
        assertThat(kept()).isEmpty();
        assertThat(sent()).containsExactly("one");
    }

    @Test
    void aRefusedLetterGoesWithoutItsValue() throws Exception {
        write("one");
        answer(new RecordTooLargeException("1 is more than 0"));

        assertThat(sent()).containsExactly("one", "");
        assertThat(header(1, "size")).isEqualTo("3");
        assertThat(header(1, Letter.TRUNCATED)).isEqualTo("true");
        answer(null);
        assertThat(kept()).isEmpty();
        assertThat(counters.of("numLettersCut")).isEqualTo(1);
        assertThat(counters.of("numLettersLost")).isZero();
    }

    @Test
    void aLetterThatIsRefusedEvenSoIsCountedAndGivenUp() throws Exception {
        write("one");
        answer(new InvalidRecordException("a compacted topic takes no record without a key"));
        answer(new InvalidRecordException("a compacted topic takes no record without a key"));
        write("two");
        answer(null);

        assertThat(sent()).containsExactly("one", "", "two");
        assertThat(counters.of("numLettersLost")).isEqualTo(1);
        assertThat(kept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileTheTopicIsAwayOneTriesForAll(boolean forbidden) throws Exception {
        RuntimeException away = forbidden ? new TopicAuthorizationException("no") : new TimeoutException("not present");
        write("one");
        answer(away);
        write("two");
        write("three");
        assertThat(sent()).containsExactly("one");
        assertThat(kept()).containsExactly("one", "two", "three");

        task.fireTimers();
        answer(away);
        assertThat(sent()).containsExactly("one", "one");
        task.fireTimers();
        answer(null);
        assertThat(sent()).containsExactly("one", "one", "one", "two", "three");
        answer(null);
        answer(null);
        assertThat(kept()).isEmpty();
        assertThat(counters.of("numLettersLost")).isZero();
    }

    @Test
    void whatACheckpointKeptIsSentAfterIt() throws Exception {
        write("one");
        answer(new TimeoutException("away"));
        write("two");
        CodecVersionedSerializer<List<Letter>> serializer = new CodecVersionedSerializer<>(LettersCodec.INSTANCE);
        List<Letter> letters = serializer.deserialize(
                serializer.getVersion(),
                serializer.serialize(writer.snapshotState(1).get(0)));
        writer.close();

        MockProducer<byte[], byte[]> later = new MockProducer<>(
                Cluster.empty(),
                true,
                new RoundRobinPartitioner(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        LetterWriter<byte[]> next = new LetterWriter<>(
                later,
                LetterWriterTest::letter,
                task,
                task.timers(),
                UnregisteredMetricsGroup.createSinkWriterMetricGroup());
        next.restore(letters);
        task.fireTimers();
        while (task.tryYield()) {}

        assertThat(later.history())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("one", "two");
        assertThat(header(later.history().get(0), "size")).isEqualTo("3");
        assertThat(next.snapshotState(2)).isEmpty();
    }

    @Test
    void whatIsTooMuchToHoldIsCountedAndGivenUp() throws Exception {
        write("one");
        answer(new TimeoutException("away"));
        byte[] large = new byte[64 << 10];
        int written = LetterWriter.MOST_HELD / large.length + 10;
        for (int i = 0; i < written; i++) {
            writer.write(large, null);
        }
        long held = writer.snapshotState(1).get(0).size();
        assertThat(held).isLessThan(written);
        assertThat(counters.of("numLettersLost")).isEqualTo(1 + written - held);
    }

    @Test
    void theEndOfTheInputWaitsForWhatIsUnderWay() throws Exception {
        write("one");
        writer.flush(false);
        assertThat(kept()).containsExactly("one");
        writer.flush(true);
        assertThat(kept()).isEmpty();
    }

    private LetterWriter<byte[]> writer() {
        return new LetterWriter<>(kafka, LetterWriterTest::letter, task, task.timers(), counters);
    }

    private static Letter letter(byte[] value) {
        byte[] size = Integer.toString(value.length).getBytes(UTF_8);
        return new Letter("a test", "letters", value, Map.of("size", size));
    }

    private void write(String text) {
        writer.write(text.getBytes(UTF_8), null);
    }

    /** Answers the oldest request that is under way. */
    private void answer(RuntimeException error) throws Exception {
        assertThat(error == null ? kafka.completeNext() : kafka.errorNext(error))
                .as("a request is under way")
                .isTrue();
        task.yield();
    }

    private List<String> sent() {
        return kafka.history().stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private String header(int index, String name) {
        return header(kafka.history().get(index), name);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private List<String> kept() {
        List<String> kept = new ArrayList<>();
        for (List<Letter> letters : writer.snapshotState(0)) {
            letters.forEach(letter -> kept.add(new String(letter.value(), UTF_8)));
        }
        return kept;
    }

    private static final class Counters extends UnregisteredMetricsGroup {
        private final Map<String, Counter> byName = new HashMap<>();

        @Override
        public Counter counter(String name) {
            return byName.computeIfAbsent(name, any -> new SimpleCounter());
        }

        long of(String name) {
            return byName.get(name).getCount();
        }
    }
}
