package io.bellwether.sentiment.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers texts into batches and classifies them on one thread of its own, in the order in which they came. A batch is
 * run when it is full, when its first text has waited long enough, or when {@link #hurry} says so; while one is run, the
 * next gathers.
 *
 * <p>Whoever does not want to wait any longer cancels or fails the answer: the text is then not run, if it still waits.
 */
public final class Batcher implements AutoCloseable {

    private static final long CLOSE_MILLIS = 5_000;

    private final TextClassifier classifier;
    private final int size;
    private final long waitNanos;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long submitted;
    private long hurried;
    private boolean closed;

    private record Waiting(String text, CompletableFuture<double[]> answer, long number, long since) {}

    /**
     * Starts the thread.
     *
     * @param classifier is closed by that thread when it ends, never while the classifier runs
     * @param size most texts in one batch
     */
    public Batcher(TextClassifier classifier, int size, long maxWaitMillis, String name) {
        this.classifier = classifier;
        this.size = size;
        this.waitNanos = TimeUnit.MILLISECONDS.toNanos(maxWaitMillis);
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The row of {@link TextClassifier#classify} for a text; completed on the batcher's thread. */
    public CompletableFuture<double[]> submit(String text) {
        CompletableFuture<double[]> answer = new CompletableFuture<>();
        lock.lock();
        try {
            if (closed) {
                answer.completeExceptionally(new ClassifierException("the model was closed"));
            } else {
                if (queue.size() >= size) {
                    // keeps the queue short while a run hangs and those who wait give up
                    queue.removeIf(waiting -> waiting.answer().isDone());
                }
                submitted++;
                queue.add(new Waiting(text, answer, submitted, System.nanoTime()));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        return answer;
    }

    /** Nothing that was submitted until now waits for others to share its batch with. */
    public void hurry() {
        lock.lock();
        try {
            hurried = submitted;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (List<Waiting> batch = next(); batch != null; batch = next()) {
                run(batch);
            }
        } catch (InterruptedException e) {
            // nobody but a JVM that goes down interrupts it
            Thread.currentThread().interrupt();
        } finally {
            classifier.close();
        }
    }

    private void run(List<Waiting> batch) {
        try {
            double[][] rows =
                    classifier.classify(batch.stream().map(Waiting::text).toList());
            for (int i = 0; i < rows.length; i++) {
                batch.get(i).answer().complete(rows[i]);
            }
        } catch (Throwable e) { // whoever waits must be told, whatever it was
            batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
        }
    }

    /** Waits for the next batch; null once closed. */
    private List<Waiting> next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                while (!queue.isEmpty() && queue.peek().answer().isDone()) {
                    queue.remove();
                }
                if (closed) {
                    queue.forEach(waiting ->
                            waiting.answer().completeExceptionally(new ClassifierException("the model was closed")));
                    return null;
                }
                long left = queue.isEmpty() ? Long.MAX_VALUE : wait(queue.peek());
                if (left <= 0) {
                    return taken();
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nanoseconds that the first text still waits for others; 0 or less where it does not. */
    private long wait(Waiting first) {
        boolean goes = queue.size() >= size || first.number() <= hurried;
        return goes ? 0 : first.since() + waitNanos - System.nanoTime();
    }

    private List<Waiting> taken() {
        List<Waiting> batch = new ArrayList<>(size);
        while (batch.size() < size && !queue.isEmpty()) {
            Waiting waiting = queue.remove();
            if (!waiting.answer().isDone()) {
                batch.add(waiting);
            }
        }
        return batch;
    }

    /**
     * Ends the thread. Texts that still wait fail. A run that goes on is not waited for beyond some seconds: it ends by
     * itself, and the classifier is closed then.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
