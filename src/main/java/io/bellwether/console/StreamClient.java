package io.bellwether.console;

import io.bellwether.console.Sessions.Session;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One browser that listens. Nobody waits for it: what its line does not take yet is kept, and when that is too much it is let
 * go, so that it comes again and begins anew.
 */
final class StreamClient implements WriteListener {

    /** A minute, and more than any burst. */
    private static final int MOST_KEPT = 256;

    private static final long MOST_BYTES = 16L << 20;

    private final Session session;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private long keptBytes;
    private boolean unflushed;
    private boolean started;
    private boolean over;

    StreamClient(Session session, AsyncContext context, ServletOutputStream out) {
        this.session = session;
        this.context = context;
        this.out = out;
    }

    Session session() {
        return session;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** @param message shared with others, and not changed any more */
    synchronized void send(byte[] message) {
        if (over) {
            return;
        }
        if (kept.size() >= MOST_KEPT || keptBytes > MOST_BYTES) {
            end();
            return;
        }
        kept.add(message);
        keptBytes += message.length;
        if (started) {
            pump();
        }
    }

    private void pump() {
        try {
            while (!over && out.isReady()) {
                byte[] next = kept.poll();
                if (next != null) {
                    keptBytes -= next.length;
                    out.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException e) {
            end();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        started = true;
        pump();
    }

    @Override
    public synchronized void onError(Throwable error) {
        end();
    }

    synchronized void end() {
        if (!over) {
            over = true;
            kept.clear();
            context.complete();
        }
    }
}
