package io.bellwether.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, and the polite way to end a process. Holds the end of the process back until this is closed, so that whoever
 * waits here can end the parts in order and say what there is to say.
 */
public final class Interrupts implements AutoCloseable {

    /**
     * What a shell expects of a process that Ctrl-C ended. The machine itself gives it, and 143 for SIGTERM, whatever a
     * command says while it is being ended.
     */
    public static final int EXIT_CODE = 130;

    private static final long PATIENCE_SECONDS = 45;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::holdBack, "bellwether-end");

    /** From now on the process does not end before {@link #close}, for some time. */
    public Interrupts() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void holdBack() {
        asked.countDown();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether somebody asked for the end. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits so long, or until somebody asks to end; then it returns true. */
    public boolean await(long millis) throws InterruptedException {
        return asked.await(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }

    /** Everything has ended. */
    @Override
    public void close() {
        if (!isAsked()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process began to end between the two lines: the hook runs and is let go below.
                asked.countDown();
            }
        }
        ended.countDown();
    }
}
