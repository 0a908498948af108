package io.bellwether.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.console.TopicTail.Trouble;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopicTailTest {

    private static final String TOPIC = "service.alerts";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final long OPENED = 1_000_000;

    private final AtomicLong time = new AtomicLong(OPENED);
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicLong begun = new AtomicLong();

    private TopicTail open(long end) {
        Node[] none = {};
        kafka.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), none, none)));
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        kafka.updateEndOffsets(Map.of(PARTITION, end));
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(time.get());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        return new TopicTail(kafka, TOPIC, clock, new TopicTail.Reader() {
            @Override
            public void take(byte[] key, byte[] value) {
                taken.add(new String(key, UTF_8));
            }

            @Override
            public void begins() {
                begun.incrementAndGet();
            }
        });
    }

    private void arrive(long offset, String key) {
        kafka.schedulePollTask(() -> kafka.addRecord(
                new ConsumerRecord<>(TOPIC, 0, offset, key == null ? null : key.getBytes(UTF_8), null)));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRecordThatCannotBeTakenIsPassedOver() {
        try (TopicTail tail = open(3)) {
            arrive(0, "a");
            arrive(1, null);
            arrive(2, "b");
            await(() -> taken.size() == 2);
            assertThat(taken).containsExactly("a", "b");
            assertThat(tail.passedOver()).isEqualTo(1);
        }
    }

    @Test
    void knowsUpToWhenItHasReadAll() {
        try (TopicTail tail = open(1)) {
            time.set(OPENED + 3_000);
            assertThat(tail.seenAt())
                    .as("there is a record that it has not read")
                    .isEqualTo(OPENED);
            arrive(0, "a");
            await(() -> tail.seenAt() > OPENED);
            long seen = tail.seenAt();

            kafka.setOffsetsException(new TimeoutException("of a test"));
            time.set(OPENED + 6_000);
            await(() -> tail.trouble() == Trouble.AWAY);
            assertThat(tail.seenAt()).isEqualTo(seen);
            time.set(OPENED + 9_000);
            await(() -> tail.seenAt() == OPENED + 9_000);
            await(() -> tail.trouble() == Trouble.NONE);
            assertThat(taken).as("what was read is not read again").containsExactly("a");
        }
    }

    /** What ended meanwhile is perhaps in the topic no more. */
    @Test
    void whoHasNotReadForLongBeginsAnew() {
        try (TopicTail tail = open(1)) {
            arrive(0, "a");
            time.set(OPENED + 3_000);
            await(() -> tail.seenAt() > OPENED);
            assertThat(begun).hasValue(1);
            kafka.updateEndOffsets(Map.of(PARTITION, 2L));
            time.set(OPENED + TopicTail.WHOLE_MILLIS + 3_000);
            await(() -> begun.get() == 2);
        }
    }

    @Test
    void aTopicThatIsMissingIsNotSeen() {
        try (TopicTail tail = new TopicTail(kafka, TOPIC, Clock.systemUTC(), (key, value) -> taken.add("none"))) {
            await(() -> tail.trouble() == Trouble.MISSING);
        }
    }
}
