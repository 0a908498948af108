package io.bellwether.replay;

import io.bellwether.cases.CaseStory;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventKeys;
import io.bellwether.event.Rejection;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.AgentVeil;
import io.bellwether.ingest.Inbound;
import io.bellwether.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cases of one id out of event files, with how far time had come in the whole of them when each event arrived: read as
 * a replay reads them.
 *
 * @param arrivals of each case by the system whose id it is, in the order in which a replay takes them
 * @param end time of the last event of any case, epoch ms
 * @param read how many events were read
 * @param rejected how many records could not be read
 * @param unread the first of them; null for none
 * @param alike a few ids of other cases that somebody may have meant
 */
public record CaseHistory(
        SortedMap<String, List<CaseStory.Arrival>> arrivals,
        long end,
        long read,
        long rejected,
        Rejection unread,
        List<String> alike) {

    private static final int MOST_ALIKE = 3;

    /**
     * Reads event files.
     *
     * @param asArrived whether lines come in as they stand, and may be late; else in the order of time
     * @throws java.io.UncheckedIOException that names the file and the line
     */
    public static CaseHistory of(List<Path> files, String caseId, Settings settings, boolean asArrived) {
        Reader reader = new Reader(caseId, new AgentVeil(settings.series().agentIds()));
        if (asArrived) {
            reader.asArrived(new History(HistoryPlan.asArrived(files, settings, Path.of("")), new ReplayProgress()));
        } else {
            reader.inOrder(files, new EventDecoder(settings.series().dimensions()));
        }
        return new CaseHistory(
                Collections.unmodifiableSortedMap(reader.arrivals),
                reader.latest,
                reader.read,
                reader.rejected,
                reader.unread,
                List.copyOf(reader.alike));
    }

    private static final class Reader {
        private final String caseId;
        private final AgentVeil veil;
        private final SortedMap<String, List<CaseStory.Arrival>> arrivals = new TreeMap<>();
        private final Set<String> alike = new TreeSet<>();
        private long latest = Long.MIN_VALUE;
        private long read;
        private long rejected;
        private Rejection unread;

        Reader(String caseId, AgentVeil veil) {
            this.caseId = caseId;
            this.veil = veil;
        }

        void asArrived(History history) {
            try (history) {
                while (history.hasNext()) {
                    take(history.next(), history.watermark());
                }
                latest = history.latest();
            }
        }

        /** One case is never too large to be sorted here; a stable sort keeps files and lines in their order. */
        void inOrder(List<Path> files, EventDecoder decoder) {
            for (int i = 0; i < files.size(); i++) {
                try (FileRecords records = new FileRecords(files.get(i), i, decoder, new ReplayProgress())) {
                    while (records.advance()) {
                        // when its turn comes, time stands before it
                        take(records.current(), records.time() - 1);
                    }
                    latest = Math.max(latest, records.turn());
                }
            }
            Comparator<CaseStory.Arrival> byTime =
                    Comparator.comparingLong(arrival -> arrival.event().time());
            arrivals.values().forEach(ofCase -> ofCase.sort(byTime));
        }

        private void take(Inbound inbound, long watermark) {
            if (inbound.isHeartbeat()) {
                return;
            }
            if (!inbound.decoded().isEvent()) {
                rejected++;
                unread = unread == null ? inbound.decoded().rejection() : unread;
                return;
            }
            read++;
            ServiceEvent event = inbound.decoded().event();
            if (caseId.equals(event.caseId())) {
                arrivals.computeIfAbsent(EventKeys.caseOf(event).source(), source -> new ArrayList<>())
                        .add(new CaseStory.Arrival(veil.over(event), watermark));
            } else if (event.caseId() != null && alike.size() < MOST_ALIKE && isAlike(event.caseId())) {
                alike.add(event.caseId());
            }
        }

        /** The same but for case, signs and what stands before it, as in {@code t1017} and {@code SHOP-T-1017}. */
        private boolean isAlike(String other) {
            String one = core(caseId);
            String two = core(other);
            return one.length() > 1 && two.endsWith(one) || two.length() > 1 && one.endsWith(two);
        }

        private static String core(String id) {
            StringBuilder core = new StringBuilder();
            id.codePoints()
                    .filter(Character::isLetterOrDigit)
                    .map(Character::toLowerCase)
                    .forEach(core::appendCodePoint);
            return core.toString();
        }
    }
}
