package io.bellwether.replay;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.EventType;
import io.bellwether.event.PlainText;
import io.bellwether.event.ServiceEvent;
import io.bellwether.file.FileProblem;
import io.bellwether.ingest.Inbound;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.zip.GZIPInputStream;

/**
 * Event files as one stream: lines of several files are merged by their event time, so that none is late because of the
 * other. Lines of one file stay in their order. At the end comes one heartbeat that takes time to the last event, so that
 * nothing hangs on when the end was noticed.
 */
final class History implements Iterator<Inbound>, Closeable {

    private static final int BUFFER = 1 << 16;

    private final long disorderMillis;
    private final PriorityQueue<FileLines> files =
            new PriorityQueue<>(Comparator.comparingLong(FileLines::time).thenComparingInt(FileLines::number));
    private final List<FileLines> all = new ArrayList<>();
    private long taken;
    private long lastTime = Long.MIN_VALUE;
    private boolean ended;

    /**
     * @param skip how many records were taken before a restart
     * @param progress told of bytes read
     */
    History(List<String> paths, List<String> dimensions, long disorderMillis, long skip, ReplayProgress progress) {
        this.disorderMillis = disorderMillis;
        for (String path : paths) {
            FileLines file = new FileLines(Path.of(path), all.size(), new EventDecoder(dimensions), progress);
            all.add(file);
            if (file.advance()) {
                files.add(file);
            }
        }
        for (long i = 0; i < skip && hasNext(); i++) {
            next();
        }
    }

    @Override
    public boolean hasNext() {
        return !files.isEmpty() || !ended;
    }

    @Override
    public Inbound next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        taken++;
        FileLines file = files.poll();
        if (file == null) {
            ended = true;
            return end();
        }
        Inbound inbound = file.current;
        lastTime = Math.max(lastTime, file.time());
        if (file.advance()) {
            files.add(file);
        }
        return inbound;
    }

    private Inbound end() {
        long time = lastTime == Long.MIN_VALUE ? 0 : lastTime + disorderMillis + 1;
        ServiceEvent heartbeat = ServiceEvent.of(EventType.CLOCK_HEARTBEAT, "end-of-history", time, "bellwether")
                .build();
        return new Inbound(new Decoded(heartbeat, null), "history", Long.MAX_VALUE);
    }

    /** How many records were taken. */
    long taken() {
        return taken;
    }

    @Override
    public void close() throws IOException {
        for (FileLines file : all) {
            file.close();
        }
    }

    /** The lines of one file. */
    private static final class FileLines implements Closeable {

        private final Path path;
        private final int number;
        private final EventDecoder decoder;
        private final InputStream in;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        private long lineNumber;
        private long time = Long.MIN_VALUE;
        private Inbound current;

        FileLines(Path path, int number, EventDecoder decoder, ReplayProgress progress) {
            this.path = path;
            this.number = number;
            this.decoder = decoder;
            try {
                InputStream raw = progress.counting(Files.newInputStream(path));
                boolean packed = path.toString().endsWith(".gz");
                this.in = new BufferedInputStream(packed ? new GZIPInputStream(raw, BUFFER) : raw, BUFFER);
            } catch (IOException e) {
                throw new UncheckedIOException(FileProblem.of(path, e));
            }
        }

        /** Time of the current line; that of the line before where it cannot be read. */
        long time() {
            return time;
        }

        int number() {
            return number;
        }

        boolean advance() {
            byte[] bytes = nextLine();
            if (bytes == null) {
                return false;
            }
            String name = PlainText.of(path.getFileName().toString());
            Decoded decoded = decoder.decode(bytes, name, 0, lineNumber, Long.MAX_VALUE);
            if (decoded.isEvent()) {
                time = decoded.event().time();
            }
            current = new Inbound(decoded, name, lineNumber, Long.MAX_VALUE);
            return true;
        }

        /** The next line that is not empty, or null at the end. */
        private byte[] nextLine() {
            try {
                while (true) {
                    line.reset();
                    int b = in.read();
                    if (b < 0) {
                        return null;
                    }
                    while (b >= 0 && b != '\n') {
                        line.write(b);
                        b = in.read();
                    }
                    lineNumber++;
                    if (line.size() > 0) {
                        return line.toByteArray();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(FileProblem.of(path, e));
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
