package io.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.cases.CaseClocks;
import io.bellwether.cases.ClockTable;
import io.bellwether.event.SourceId;
import io.bellwether.sla.RunningClock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ClockWriterTest {

    private final MockProducer<byte[], byte[]> kafka = new MockProducer<>(
            Cluster.empty(), false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final TaskThread task = new TaskThread();
    private final ClockTable table = new ClockTable();
    private final ClockWriter writer = new ClockWriter(
            kafka, "clocks", table, task, task.timers(), UnregisteredMetricsGroup.createSinkWriterMetricGroup());

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

    private void write(String caseId, RunningClock... clocks) {
        writer.write(new CaseClocks(new SourceId("desk", caseId), List.of(clocks)), null);
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
        table.found("desk|gone|first_reply|1", false);
        table.found("desk|a|first_reply|1", false);
        table.found("desk|ended|first_reply|1", false);
        table.found("desk|ended|first_reply|1", true);
        write("a", clock("a", 1, 100));
        writer.writeWatermark(new Watermark(1));
        writer.writeWatermark(new Watermark(2));
        assertThat(sent()).containsExactly("desk|a|first_reply|1 100", "desk|gone|first_reply|1 ends");
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
        assertThat(sent().subList(1, sent().size()))
                .containsExactly("desk|a|first_reply|1 300", "desk|b|first_reply|1 ends");
        assertThat(Stream.generate(kafka::completeNext).limit(2)).containsOnly(true);
        write("a", clock("a", 1, 500));
        assertThat(sent()).endsWith("desk|a|first_reply|1 500");
    }
}
