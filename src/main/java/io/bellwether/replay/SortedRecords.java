package io.bellwether.replay;

import io.bellwether.event.EventDecoder;
import io.bellwether.file.SortedRuns;
import io.bellwether.ingest.Inbound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The records of all files that were not in order, in order. */
final class SortedRecords implements HistoryPart {

    private final SortedRuns.Merge merge;
    private final List<String> files;
    private final EventDecoder decoder;
    private final ReplayProgress progress;
    private SortedRuns.Entry entry;
    private Inbound current;

    /** @param files of the history, by number */
    SortedRecords(Path folder, String runs, List<String> files, EventDecoder decoder, ReplayProgress progress) {
        this.files = files;
        this.decoder = decoder;
        this.progress = progress;
        try {
            this.merge = SortedRuns.merge(folder, runs, false);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public boolean advance() {
        try {
            entry = merge.next();
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (entry == null) {
            return false;
        }
        progress.add(entry.key().length + entry.value().length);
        current = FileRecords.recordOf(entry, FileRecords.nameOf(Path.of(files.get(file()))), decoder);
        return true;
    }

    private static UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("what was put in order cannot be read back: " + e.getMessage(), e);
    }

    @Override
    public Inbound current() {
        return current;
    }

    @Override
    public long turn() {
        return FileRecords.timeOf(entry);
    }

    @Override
    public int file() {
        return FileRecords.fileOf(entry);
    }

    @Override
    public long line() {
        return FileRecords.lineOf(entry);
    }

    @Override
    public void close() {
        try {
            merge.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
