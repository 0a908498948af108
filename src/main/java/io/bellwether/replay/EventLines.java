package io.bellwether.replay;

import io.bellwether.file.FileProblem;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * The lines of an event file, plain or gzip, whatever its name. Blank lines are passed over, a byte order mark and the
 * carriage return of a line end belong to no line. Of a line that is longer than any record may be the beginning alone is
 * kept, with the size and the hash of the whole: so memory is bounded whatever the file holds.
 */
final class EventLines implements Closeable {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path path;
    private final int longest;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private byte[] line = new byte[1024];
    private int kept;
    private long size;
    private byte last;
    private MessageDigest hash;
    private long number;

    /**
     * @param longest bytes of a line that are kept
     * @param progress told of the file's bytes as they are read
     * @throws UncheckedIOException that names the file
     */
    EventLines(Path path, int longest, ReplayProgress progress) {
        this.path = path;
        this.longest = longest;
        try {
            this.in = open(path, progress);
            skipByteOrderMark();
        } catch (IOException e) {
            throw unreadable("", e);
        }
    }

    private static InputStream open(Path path, ReplayProgress progress) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(progress.counting(Files.newInputStream(path)), BUFFER);
        raw.mark(2);
        int first = raw.read();
        boolean packed = first == GZIP_FIRST && raw.read() == GZIP_SECOND;
        raw.reset();
        try {
            if (!packed && path.toString().endsWith(".gz") && !beginsText(first)) {
                throw new ZipException("it does not begin as gzip does");
            }
            return packed ? new GzipMembers(raw, BUFFER) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** An event, a byte order mark, or nothing: then somebody has unpacked the file and left it its name. */
    private static boolean beginsText(int first) {
        return first < 0 || first == '{' || (byte) first == BYTE_ORDER_MARK[0];
    }

    private void skipByteOrderMark() throws IOException {
        while (end < BYTE_ORDER_MARK.length) {
            int n = in.read(buffer, end, buffer.length - end);
            if (n < 0) {
                break;
            }
            end += n;
        }
        int length = BYTE_ORDER_MARK.length;
        if (end >= length && Arrays.equals(buffer, 0, length, BYTE_ORDER_MARK, 0, length)) {
            at = length;
        }
    }

    /** Moves to the next line that is not blank; false at the end of the file. */
    boolean next() {
        try {
            while (read()) {
                number++;
                if (!isBlank()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw unreadable(number == 0 ? "" : "cannot be read on after line " + number + ": ", e);
        }
    }

    /** Reads up to the next line end or the end of the file; false where nothing is left. */
    private boolean read() throws IOException {
        kept = 0;
        size = 0;
        hash = null;
        boolean any = false;
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(buffer));
                if (end == 0) {
                    return any;
                }
            }
            any = true;
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            take(at, stop);
            at = stop;
            if (at < end) {
                at++;
                return true;
            }
        }
    }

    private void take(int from, int to) {
        int length = to - from;
        if (length == 0) {
            return;
        }
        int room = Math.min(length, longest + 1 - kept);
        if (room > 0) {
            if (kept + room > line.length) {
                line = Arrays.copyOf(line, Math.max(kept + room, Math.min(longest + 1, 2 * line.length)));
            }
            System.arraycopy(buffer, from, line, kept, room);
        }
        if (hash == null && size + length > longest) {
            hash = newHash();
            hash.update(line, 0, kept > 0 && last == '\r' ? kept - 1 : kept);
        }
        if (hash != null) {
            hash(from, to);
        }
        kept += Math.max(0, room);
        size += length;
        last = buffer[to - 1];
    }

    /** A carriage return is hashed when it proves not to be the line's last byte. */
    private void hash(int from, int to) {
        if (size > 0 && last == '\r') {
            hash.update(last);
        }
        hash.update(buffer, from, buffer[to - 1] == '\r' ? to - from - 1 : to - from);
    }

    private static MessageDigest newHash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private boolean isBlank() {
        for (int i = 0; i < kept; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The line without its line end; its beginning where it {@link #isTooLong}. */
    byte[] bytes() {
        boolean returned = kept == size && kept > 0 && last == '\r';
        return Arrays.copyOf(line, Math.min(longest, returned ? kept - 1 : kept));
    }

    /** Bytes of the whole line, its line end aside. */
    long size() {
        return size > 0 && last == '\r' ? size - 1 : size;
    }

    /** Whether the line has more than the longest bytes. */
    boolean isTooLong() {
        return size() > longest;
    }

    /** SHA-256 of the whole line, its line end aside, in hex; of one that {@link #isTooLong} alone. */
    String sha256() {
        return HexFormat.of().formatHex(hash.digest());
    }

    /** From 1, blank ones counted. */
    long number() {
        return number;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable("", e);
        }
    }

    private UncheckedIOException unreadable(String when, IOException e) {
        boolean gzip = e instanceof ZipException || e instanceof EOFException;
        String why = gzip
                ? "its gzip data is damaged or cut off (" + e.getMessage() + "); copy it again, or cut it there"
                : FileProblem.reason(path, e);
        FileProblem problem = FileProblem.saying(path, when + why);
        problem.addSuppressed(e);
        return new UncheckedIOException(problem.getMessage(), problem);
    }
}
