package io.bellwether.console;

import io.bellwether.cases.CaseStory;
import io.bellwether.event.Decoded;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SourceId;
import io.bellwether.explain.CaseReportJson;
import io.bellwether.ingest.AgentVeil;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells the story of one case out of the topics of events, as far as Kafka keeps them: looks through all records since a time
 * for those that name the case, and folds them as the job does. Texts of messages are dropped with the rest of the records.
 */
final class CaseFinder {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    /** Letters and signs that nobody escapes in JSON. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:@ -]+");

    private final Settings settings;

    CaseFinder(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param since from when on records are looked through, epoch ms
     * @param now epoch ms; what falls due later is not told
     * @return null where no event of the case was found
     */
    byte[] find(SourceId caseId, PolicyBook policies, long since, long now) {
        List<ServiceEvent> events = events(caseId, since, now);
        if (events.isEmpty()) {
            return null;
        }
        events.sort(ServiceEvent.FOLD_ORDER);
        List<CaseStory.Arrival> inOrder = events.stream()
                .map(event -> new CaseStory.Arrival(event, event.time() - 1))
                .toList();
        List<CaseStory.Step> steps = CaseStory.of(caseId, settings.cases(), policies, inOrder, now);
        return CaseReportJson.of(caseId, policies, steps).getBytes(StandardCharsets.UTF_8);
    }

    private List<ServiceEvent> events(SourceId caseId, long since, long now) {
        Predicate<byte[]> mayName = mayName(caseId.id());
        AgentVeil veil = new AgentVeil(settings.series().agentIds());
        EventDecoder decoder = new EventDecoder(settings.series().dimensions());
        List<ServiceEvent> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = seek(consumer, since);
            long giveUp = System.nanoTime() + PATIENCE_NANOS;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException("looking through the topics takes too long; look back less far");
                }
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.value() != null && mayName.test(record.value())) {
                        Decoded decoded = decoder.decode(
                                record.value(), record.topic(), record.partition(), record.offset(), now);
                        ServiceEvent event = decoded.event();
                        if (event != null && isOf(event, caseId)) {
                            found.add(veil.over(event));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static boolean isOf(ServiceEvent event, SourceId caseId) {
        return event.type().ofCase() && EventKeys.caseOf(event).equals(caseId);
    }

    private Properties client() {
        Properties own = settings.kafka().clientProperties();
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.remove(ConsumerConfig.CLIENT_ID_CONFIG);
        return own;
    }

    private Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer, long since) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : settings.kafka().inputs()) {
            consumer.partitionsFor(topic).forEach(one -> all.add(new TopicPartition(topic, one.partition())));
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        Map<TopicPartition, Long> times = new HashMap<>();
        all.forEach(one -> times.put(one, since));
        consumer.assign(all);
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> begin :
                consumer.offsetsForTimes(times).entrySet()) {
            consumer.seek(
                    begin.getKey(),
                    begin.getValue() == null
                            ? ends.get(begin.getKey())
                            : begin.getValue().offset());
        }
        return ends;
    }

    /** Which records have to be read: most do not hold the bytes of an id. One that JSON may write otherwise is looked for in all. */
    static Predicate<byte[]> mayName(String id) {
        if (!PLAIN.matcher(id).matches()) {
            return record -> true;
        }
        byte[] named = id.getBytes(StandardCharsets.UTF_8);
        return record -> contains(record, named);
    }

    private static boolean contains(byte[] record, byte[] id) {
        for (int i = 0; i <= record.length - id.length; i++) {
            if (record[i] == id[0] && Arrays.equals(record, i, i + id.length, id, 0, id.length)) {
                return true;
            }
        }
        return false;
    }
}
