package io.bellwether.replay;

import io.bellwether.event.Decoded;
import io.bellwether.event.EventDecoder;
import io.bellwether.event.Origin;
import io.bellwether.event.PlainText;
import io.bellwether.event.Rejection;
import io.bellwether.event.RejectionReason;
import io.bellwether.file.SortedRuns;
import io.bellwether.ingest.Inbound;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The records of one event file, in the order of its lines. */
final class FileRecords implements HistoryPart {

    private static final int KEY_BYTES = 2 * Long.BYTES + Integer.BYTES;
    private static final byte WHOLE = 0;
    private static final byte CUT = 1;
    private static final int HASH_LENGTH = 64;

    private final String name;
    private final int file;
    private final EventDecoder decoder;
    private final EventLines lines;
    private Inbound current;
    private long time = Long.MIN_VALUE;
    private long latest = Long.MIN_VALUE;

    FileRecords(Path path, int file, EventDecoder decoder, ReplayProgress progress) {
        this.name = nameOf(path);
        this.file = file;
        this.decoder = decoder;
        this.lines = new EventLines(path, EventDecoder.MAX_BYTES, progress);
    }

    /** By what name records are told and counted. */
    static String nameOf(Path path) {
        Path last = path.getFileName();
        return PlainText.of(last == null ? path.toString() : last.toString());
    }

    @Override
    public boolean advance() {
        if (!lines.next()) {
            return false;
        }
        current = lines.isTooLong()
                ? tooLong(name, lines.number(), lines.bytes(), lines.size(), lines.sha256())
                : decoded(decoder, name, lines.number(), lines.bytes());
        if (current.decoded().isEvent()) {
            time = current.decoded().event().time();
            latest = Math.max(latest, time);
        }
        return true;
    }

    private static Inbound decoded(EventDecoder decoder, String name, long line, byte[] bytes) {
        return new Inbound(decoder.decode(bytes, name, 0, line, Long.MAX_VALUE), name, line, Long.MAX_VALUE);
    }

    private static Inbound tooLong(String name, long line, byte[] beginning, long size, String sha256) {
        String detail = "record has " + size + " bytes, more than " + EventDecoder.MAX_BYTES;
        Rejection rejection = Rejection.ofBeginning(
                RejectionReason.TOO_LARGE, detail, new Origin(name, 0, line, null), beginning, size, sha256);
        return new Inbound(new Decoded(null, rejection), name, line, Long.MAX_VALUE);
    }

    @Override
    public Inbound current() {
        return current;
    }

    @Override
    public long turn() {
        return latest;
    }

    /** Time of the record; that of the one before where it cannot be read, {@link Long#MIN_VALUE} where there is none. */
    long time() {
        return time;
    }

    /** Whether it is of a time before that of a record that stands before it. */
    boolean isBehind() {
        return time < latest;
    }

    @Override
    public int file() {
        return file;
    }

    @Override
    public long line() {
        return lines.number();
    }

    @Override
    public void close() {
        lines.close();
    }

    /** The record's line, to be sorted by time, file and line. */
    SortedRuns.Entry entry() {
        byte[] key = ByteBuffer.allocate(KEY_BYTES)
                .putLong(time ^ Long.MIN_VALUE)
                .putInt(file)
                .putLong(lines.number())
                .array();
        byte[] bytes = lines.bytes();
        boolean cut = lines.isTooLong();
        ByteBuffer value = ByteBuffer.allocate(1 + bytes.length + (cut ? Long.BYTES + HASH_LENGTH : 0));
        value.put(cut ? CUT : WHOLE);
        if (cut) {
            value.putLong(lines.size());
            value.put(lines.sha256().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        return new SortedRuns.Entry(key, value.put(bytes).array());
    }

    /** Time of an {@link #entry}. */
    static long timeOf(SortedRuns.Entry entry) {
        return ByteBuffer.wrap(entry.key()).getLong() ^ Long.MIN_VALUE;
    }

    /** File of an {@link #entry}. */
    static int fileOf(SortedRuns.Entry entry) {
        return ByteBuffer.wrap(entry.key()).getInt(Long.BYTES);
    }

    /** Line of an {@link #entry}. */
    static long lineOf(SortedRuns.Entry entry) {
        return ByteBuffer.wrap(entry.key()).getLong(Long.BYTES + Integer.BYTES);
    }

    /** The record of an {@link #entry}. */
    static Inbound recordOf(SortedRuns.Entry entry, String name, EventDecoder decoder) {
        ByteBuffer value = ByteBuffer.wrap(entry.value());
        boolean cut = value.get() == CUT;
        long size = cut ? value.getLong() : 0;
        byte[] hash = new byte[cut ? HASH_LENGTH : 0];
        value.get(hash);
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return cut
                ? tooLong(
                        name, lineOf(entry), bytes, size, new String(hash, java.nio.charset.StandardCharsets.US_ASCII))
                : decoded(decoder, name, lineOf(entry), bytes);
    }
}
