package io.bellwether.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzip file of one or several members, read to its end. The reader below takes a pipe that has nothing at the moment
 * for the end of the file, and passes over whatever follows a member and is none: both would lose events without a word.
 */
final class GzipMembers extends GZIPInputStream {

    private static final int TRAILER = 8;

    GzipMembers(InputStream in, int buffer) throws IOException {
        super(new Unending(in), buffer);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        if (n < 0) {
            checkRest();
        }
        return n;
    }

    /** Zeros may follow, as tapes and some copiers leave them. */
    private void checkRest() throws IOException {
        for (int i = len - Math.max(0, inf.getRemaining() - TRAILER); i < len; i++) {
            check(buf[i]);
        }
        for (int b = in.read(); b >= 0; b = in.read()) {
            check(b);
        }
    }

    private static void check(int b) throws ZipException {
        if (b != 0) {
            throw new ZipException("something follows that is no gzip data");
        }
    }

    private static final class Unending extends FilterInputStream {
        Unending(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1;
        }
    }
}
