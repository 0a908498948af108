package io.bellwether.replay;

import io.bellwether.Settings;
import io.bellwether.cases.CaseStory;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.Inbound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cases of one id out of event files, with how far time had come in the whole of them when each event arrived.
 *
 * @param arrivals of each case by the system whose id it is, in the order of the files, merged as a replay merges them
 * @param end time of the last event of any case, epoch ms
 * @param read how many events were read
 * @param rejected how many records could not be read
 */
public record CaseHistory(SortedMap<String, List<CaseStory.Arrival>> arrivals, long end, long read, long rejected) {

    /** Reads event files. */
    public static CaseHistory of(List<Path> files, String caseId, Settings settings) throws IOException {
        SortedMap<String, List<CaseStory.Arrival>> arrivals = new TreeMap<>();
        List<String> names = files.stream().map(Path::toString).toList();
        long latest = Long.MIN_VALUE;
        long read = 0;
        long rejected = 0;
        try (History history =
                new History(names, settings.dimensions(), settings.disorderMillis(), 0, new ReplayProgress())) {
            while (history.hasNext()) {
                Inbound inbound = history.next();
                if (inbound.isHeartbeat()) {
                    continue;
                }
                if (!inbound.decoded().isEvent()) {
                    rejected++;
                    continue;
                }
                read++;
                ServiceEvent event = inbound.decoded().event();
                if (caseId.equals(event.caseId())) {
                    long watermark = latest == Long.MIN_VALUE ? latest : latest - settings.disorderMillis() - 1;
                    arrivals.computeIfAbsent(event.caseKey().source(), source -> new ArrayList<>())
                            .add(new CaseStory.Arrival(event, watermark));
                }
                latest = Math.max(latest, event.time());
            }
        }
        return new CaseHistory(Collections.unmodifiableSortedMap(arrivals), latest, read, rejected);
    }
}
