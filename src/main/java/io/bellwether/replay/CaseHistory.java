package io.bellwether.replay;

import io.bellwether.Settings;
import io.bellwether.cases.CaseStory;
import io.bellwether.event.ServiceEvent;
import io.bellwether.ingest.Inbound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One case out of event files, with how far time had come in the whole of them when each event arrived.
 *
 * @param arrivals in the order of the files, merged as a replay merges them
 * @param end time of the last event of any case, epoch ms
 * @param read how many events were read
 * @param rejected how many records could not be read
 */
public record CaseHistory(List<CaseStory.Arrival> arrivals, long end, long read, long rejected) {

    /** Reads event files. */
    public static CaseHistory of(List<Path> files, String caseId, Settings settings) throws IOException {
        List<CaseStory.Arrival> arrivals = new ArrayList<>();
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
                    arrivals.add(new CaseStory.Arrival(event, watermark));
                }
                latest = Math.max(latest, event.time());
            }
        }
        return new CaseHistory(List.copyOf(arrivals), latest, read, rejected);
    }
}
