package io.bellwether.file;

import java.io.Closeable;

/** What is to be done when something is over: when it is closed, or when somebody ends the process before that. */
public final class AtEnd implements Closeable {

    private final Runnable task;
    private final Thread hook;

    /** @param name of the thread that does it where the process ends */
    public AtEnd(String name, Runnable task) {
        this.task = task;
        this.hook = new Thread(task, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending and the hook does it
            return;
        }
        task.run();
    }
}
