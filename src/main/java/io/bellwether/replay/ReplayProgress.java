package io.bellwether.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of the history have been read. The reader counts in the task's thread, the command shows it in its own. */
public final class ReplayProgress {

    /** One replay runs in a process: the command cannot hand an object into the job, which is serialised on its way. */
    public static final ReplayProgress OF_PROCESS = new ReplayProgress();

    private final AtomicLong bytes = new AtomicLong();

    /** How much of so many bytes has been read, 0 to 1. */
    public double share(long size) {
        return Math.min(1, (double) bytes.get() / Math.max(1, size));
    }

    void add(long read) {
        bytes.addAndGet(read);
    }

    public void reset() {
        bytes.set(0);
    }

    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                bytes.addAndGet(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                bytes.addAndGet(Math.max(0, n));
                return n;
            }
        };
    }
}
