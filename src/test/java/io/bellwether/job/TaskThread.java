package io.bellwether.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/** The calling thread as the task thread of a writer: mails run when it yields, timers when they are fired. */
public final class TaskThread implements MailboxExecutor {

    private final BlockingQueue<ThrowingRunnable<? extends Exception>> mails = new LinkedBlockingQueue<>();
    private final Deque<ProcessingTimeService.ProcessingTimeCallback> timers = new ArrayDeque<>();

    /** Where timers are set; the time is always 0. */
    public ProcessingTimeService timers() {
        return new Timers();
    }

    /** Fires the timers that are set, not those that they set anew. */
    public void fireTimers() throws Exception {
        List<ProcessingTimeService.ProcessingTimeCallback> set = new ArrayList<>(timers);
        timers.clear();
        for (ProcessingTimeService.ProcessingTimeCallback timer : set) {
            timer.onProcessingTime(0);
        }
    }

    @Override
    public void execute(
            MailOptions options, ThrowingRunnable<? extends Exception> command, String format, Object... args) {
        mails.add(command);
    }

    @Override
    public void yield() throws InterruptedException {
        run(mails.take());
    }

    @Override
    public boolean tryYield() {
        ThrowingRunnable<? extends Exception> mail = mails.poll();
        if (mail != null) {
            run(mail);
        }
        return mail != null;
    }

    private static void run(ThrowingRunnable<? extends Exception> mail) {
        try {
            mail.run();
        } catch (Exception e) {
            throw new FlinkRuntimeException(e);
        }
    }

    @Override
    public boolean shouldInterrupt() {
        return false;
    }

    private final class Timers implements ProcessingTimeService {
        @Override
        public long getCurrentProcessingTime() {
            return 0;
        }

        @Override
        public ScheduledFuture<?> registerTimer(long time, ProcessingTimeCallback callback) {
            timers.add(callback);
            return null;
        }
    }
}
