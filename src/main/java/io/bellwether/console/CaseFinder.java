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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tells the story of one case out of the topics of events, as far as Kafka keeps them: looks through all records since a time
 * for those that name the case, and folds them as the job does. Texts of messages are dropped with the rest of the records.
 */
final class CaseFinder {

    private static final long PATIENCE_NANOS = 30_000_000_000L;

    /** Letters and signs that nobody escapes in JSON. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:@ -]+");

    private final Settings settings;
    private final EventTopics topics;

    CaseFinder(Settings settings) {
        this.settings = settings;
        this.topics = new EventTopics(settings.kafka());
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
        boolean whole = topics.read(since, Long.MAX_VALUE, PATIENCE_NANOS, record -> {
            if (mayName.test(record.value())) {
                Decoded decoded =
                        decoder.decode(record.value(), record.topic(), record.partition(), record.offset(), now);
                ServiceEvent event = decoded.event();
                if (event != null && isOf(event, caseId)) {
                    found.add(veil.over(event));
                }
            }
            return true;
        });
        if (!whole) {
            throw new IllegalStateException("looking through the topics takes too long; look back less far");
        }
        return found;
    }

    private static boolean isOf(ServiceEvent event, SourceId caseId) {
        return event.type().ofCase() && EventKeys.caseOf(event).equals(caseId);
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
