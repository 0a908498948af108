package io.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.CaseClocks;
import io.bellwether.cases.ClockForm;
import io.bellwether.event.SourceId;
import io.bellwether.sla.RunningClock;
import io.bellwether.sla.RunningClockJson;
import io.bellwether.topic.RowTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RowWriterTest {

    private final MockProducer<byte[], byte[]> kafka = new MockProducer<>(
            Cluster.empty(), false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final TaskThread task = new TaskThread();
    private final RowTable<CaseClocks, RunningClock> table = new RowTable<>(new ClockForm());
    private final RowWriter<CaseClocks> writer = writer(kafka);

    private static RunningClock clock(String caseId, int instance, long deadline) {
        return new RunningClock(
                "desk",
                caseId,
                "first_reply",
                instance,
                "vip",
                "",
                "",
                "all",
                "p.yaml:1",
                RunningClock.State.RUNNING,
                0,
                "",
                1,
                1,
                0,
                60_000,
                deadline);
    }

    private static CaseClocks clocks(String caseId, RunningClock... clocks) {
        return new CaseClocks(new SourceId("desk", caseId), List.of(clocks));
    }

    private void write(String caseId, RunningClock... clocks) {
        writer.write(clocks(caseId, clocks), null);
    }

    /** Key and deadline of each record, or that it ends its clock. */
    private List<String> sent() {
        return kafka.history().stream()
                .map(record -> new String(record.key(), UTF_8)
                        + ' '
                        + (record.value() == null
                                ? "ends"
                                : new String(record.value(), UTF_8).replaceFirst(".*\"deadline\":([0-9]+).*", "$1")))
                .toList();
    }

    @Test
    void writesWhatChangedAndTheEndOfWhatIsOver() {
        write("a", clock("a", 1, 100));
        write("a", clock("a", 1, 100));
        write("a", clock("a", 1, 200));
        write("a", clock("a", 2, 300));
        write("a");
        write("a");
        assertThat(sent())
                .containsExactly(
                        "desk|a|first_reply|1 100",
                        "desk|a|first_reply|1 200",
                        "desk|a|first_reply|2 300",
                        "desk|a|first_reply|1 ends",
                        "desk|a|first_reply|2 ends");
    }

    @Test
    void whatTheTopicSaysBesideIsOverOnceAllCasesHaveTold() {
        byte[] other = {'x'};
        table.found("desk|gone|first_reply|1", other);
        table.found("desk|a|first_reply|1", other);
        table.found("desk|ended|first_reply|1", other);
        table.found("desk|ended|first_reply|1", null);
        write("a", clock("a", 1, 100));
        writer.writeWatermark(new Watermark(1));
        writer.writeWatermark(new Watermark(2));
        assertThat(sent()).containsExactly("desk|a|first_reply|1 100", "desk|gone|first_reply|1 ends");
    }

    @Test
    void whatTheTopicSaysAlreadyIsNotWrittenAgain() {
        table.found("desk|a|first_reply|1", RunningClockJson.write(clock("a", 1, 50)));
        table.found("desk|a|first_reply|1", RunningClockJson.write(clock("a", 1, 100)));
        table.found("desk|b|first_reply|1", RunningClockJson.write(clock("b", 1, 100)));
        write("a", clock("a", 1, 100));
        write("b", clock("b", 1, 200));
        writer.writeWatermark(new Watermark(1));
        assertThat(sent()).containsExactly("desk|b|first_reply|1 200");
        write("a", clock("a", 1, 300));
        write("b");
        assertThat(sent()).endsWith("desk|a|first_reply|1 300", "desk|b|first_reply|1 ends");
    }

    @Test
    void whatChangesWhileTheTopicIsAwayIsWrittenOnceAsItIsThen() throws Exception {
        write("a", clock("a", 1, 100));
        assertThat(kafka.errorNext(new TimeoutException("not present"))).isTrue();
        task.yield();
        write("a", clock("a", 1, 200));
        write("a", clock("a", 1, 300));
        write("b", clock("b", 1, 400));
        write("b");
        assertThat(sent()).containsExactly("desk|a|first_reply|1 100");

        task.fireTimers();
        assertThat(sent()).endsWith("desk|a|first_reply|1 300");
        write("a", clock("a", 1, 350));
        task.fireTimers();
        assertThat(sent()).as("one tries for all").hasSize(2);
        assertThat(kafka.completeNext()).isTrue();
        task.yield();
        assertThat(sent().subList(2, sent().size()))
                .containsExactly("desk|b|first_reply|1 ends", "desk|a|first_reply|1 350");
        assertThat(Stream.generate(kafka::completeNext).limit(2)).containsOnly(true);
        write("a", clock("a", 1, 500));
        assertThat(sent()).endsWith("desk|a|first_reply|1 500");
        task.fireTimers();
        assertThat(sent()).hasSize(5);
    }

    /** Without metadata a producer waits in the calling thread, and calls back in it. */
    @Test
    void waitsOnceForAllKeysWhileTheTopicIsAway() throws Exception {
        Unreachable away = new Unreachable(new TimeoutException("not present in metadata"));
        RowWriter<CaseClocks> other = writer(away);
        for (int i = 0; i < 50; i++) {
            other.write(clocks("a" + i, clock("a" + i, 1, 100), clock("a" + i, 2, 100)), null);
        }
        while (task.tryYield()) {}
        assertThat(away.asked).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            task.fireTimers();
            while (task.tryYield()) {}
        }
        assertThat(away.asked).isEqualTo(4);

        away.error = null;
        task.fireTimers();
        assertThat(away.completeNext()).isTrue();
        while (task.tryYield()) {}
        assertThat(away.history()).hasSize(100);
    }

    @Test
    void aRecordThatNoBrokerTakesHoldsUpNoOther() throws Exception {
        Unreachable refusing = new Unreachable(new RecordTooLargeException("1 is more than 0"));
        RowWriter<CaseClocks> other = writer(refusing);
        other.write(clocks("large", clock("large", 1, 100)), null);
        while (task.tryYield()) {}
        refusing.error = null;
        other.write(clocks("a", clock("a", 1, 100)), null);
        task.fireTimers();
        assertThat(refusing.history())
                .extracting(record -> new String(record.key(), UTF_8))
                .containsExactly("desk|a|first_reply|1");
    }

    private RowWriter<CaseClocks> writer(MockProducer<byte[], byte[]> producer) {
        return new RowWriter<>(
                producer,
                "clocks",
                table,
                new ClockForm(),
                task,
                task.timers(),
                UnregisteredMetricsGroup.createSinkWriterMetricGroup());
    }

    /** Fails at once, as long as it has an error. */
    private static final class Unreachable extends MockProducer<byte[], byte[]> {
        private RuntimeException error;
        private int asked;

        Unreachable(RuntimeException error) {
            super(
                    Cluster.empty(),
                    false,
                    new RoundRobinPartitioner(),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            this.error = error;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (error == null) {
                return super.send(record, callback);
            }
            asked++;
            callback.onCompletion(null, error);
            return CompletableFuture.failedFuture(error);
        }
    }
}
