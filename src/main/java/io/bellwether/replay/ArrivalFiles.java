package io.bellwether.replay;

import io.bellwether.event.Rejection;
import io.bellwether.file.Unusable;
import io.bellwether.ingest.Inbound;
import io.bellwether.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/**
 * What came to queues, out of event files in whatever order their lines stand.
 *
 * @param events how many events lie before the time
 * @param after how many do not, and were passed over
 * @param rejected how many records could not be read
 * @param unread the first of them; null for none
 */
public record ArrivalFiles(long events, long after, long rejected, Rejection unread) {

    private static final int LINES_A_TICK = 4096;

    /**
     * Reads event files.
     *
     * @param until events of then or later are as if they were not there, epoch ms
     * @param work a folder for what has to be sorted; it must exist
     * @param progress told now and then what is being done, and how much of it is, 0 to 1
     * @throws Unusable that names the file and the line
     */
    public static ArrivalFiles read(
            List<Path> files,
            Settings settings,
            long until,
            Path work,
            ArrivalListener out,
            ObjDoubleConsumer<String> progress)
            throws IOException, Unusable {
        ReplayProgress read = new ReplayProgress();
        long size = HistoryFiles.size(files);
        try {
            HistoryPlan plan = HistoryPlan.inOrder(
                    files, settings, work, read, () -> progress.accept("looking at the order", read.share(size)));
            read.reset();
            long bytes = plan.bytes();
            try (History history = new History(plan, read)) {
                return take(
                        history,
                        until,
                        new ArrivalFold(out, settings.time().redeliveryMillis()),
                        () -> progress.accept("reading", read.share(bytes)));
            }
        } catch (UncheckedIOException e) {
            throw new Unusable(e.getMessage());
        }
    }

    private static ArrivalFiles take(History history, long until, ArrivalFold arrivals, Runnable tick) {
        long events = 0;
        long after = 0;
        long rejected = 0;
        Rejection unread = null;
        for (int i = 1; history.hasNext(); i++) {
            Inbound record = history.next();
            if (i % LINES_A_TICK == 0) {
                tick.run();
            }
            if (record.isHeartbeat()) {
                continue;
            }
            if (!record.decoded().isEvent()) {
                rejected++;
                unread = unread == null ? record.decoded().rejection() : unread;
            } else if (record.decoded().event().time() >= until) {
                after++;
            } else {
                events++;
                arrivals.take(record.decoded().event());
            }
        }
        arrivals.finish();
        return new ArrivalFiles(events, after, rejected, unread);
    }
}
