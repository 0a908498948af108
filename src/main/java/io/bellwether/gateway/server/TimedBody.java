package io.bellwether.gateway.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies as long as they come at a pace: whoever reads holds a thread, and a sender who trickles would hold it for ever.
 * One who sends nothing at all is ended by the server's own idle time.
 */
final class TimedBody {

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long BYTES_A_SECOND = 4_096;
    private static final long NANOS_A_BYTE = TimeUnit.SECONDS.toNanos(1) / BYTES_A_SECOND;
    private static final int PART = 8 << 10;

    private TimedBody() {}

    /**
     * The beginning of a body.
     *
     * @throws IOException where it breaks off, or comes too slowly
     */
    static byte[] read(InputStream in, int most) throws IOException {
        long begun = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[PART];
        int read = 0;
        while (read >= 0 && body.size() < most) {
            body.write(part, 0, read);
            if (System.nanoTime() - begun > GRACE_NANOS + NANOS_A_BYTE * body.size()) {
                throw new IOException("slower than " + BYTES_A_SECOND + " bytes a second");
            }
            read = in.read(part, 0, Math.min(PART, most - body.size()));
        }
        return body.toByteArray();
    }
}
