package io.bellwether.ingest;

import io.bellwether.ingest.LetterSink.Format;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer of a {@link LetterSink}. The task's thread owns everything; the producer's thread answers with a mail. While
 * nothing can be sent, one letter is tried now and then and the others wait behind it.
 */
final class LetterWriter<T> implements StatefulSinkWriter<T, List<Letter>> {

    /** What waits for one topic's recovery, in bytes: it is kept on the heap and in each checkpoint. */
    static final int MOST_HELD = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LetterSink.class);
    private static final long RETRY_MILLIS = 5_000;
    private static final long LOG_EVERY_MILLIS = 60_000;

    private final Producer<byte[], byte[]> producer;
    private final Format<T> format;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService timers;
    private final Counter cut;
    private final Counter lost;
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private final Set<Letter> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private long held;
    private boolean away;
    private boolean retrySet;
    private long lostLogDue = Long.MIN_VALUE;
    private volatile boolean closed;

    LetterWriter(
            Producer<byte[], byte[]> producer,
            Format<T> format,
            MailboxExecutor mailbox,
            ProcessingTimeService timers,
            MetricGroup metrics) {
        this.producer = producer;
        this.format = format;
        this.mailbox = mailbox;
        this.timers = timers;
        this.cut = metrics.counter("numLettersCut");
        this.lost = metrics.counter("numLettersLost");
        metrics.gauge("lettersWaiting", (Gauge<Integer>) waiting::size);
    }

    /** Takes back what a checkpoint kept, before the first write. */
    void restore(List<Letter> letters) {
        for (Letter letter : letters) {
            held += letter.size();
            waiting.add(letter);
        }
        retryLater();
    }

    @Override
    public void write(T value, Context context) {
        Letter letter = format.letter(value);
        if (held + letter.size() > MOST_HELD) {
            lose(letter, "more than " + (MOST_HELD >> 20) + " MiB of them wait for Kafka");
            return;
        }
        held += letter.size();
        if (away) {
            waiting.add(letter);
        } else {
            send(letter);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
    private void send(Letter letter) {
        underWay.add(letter);
        try {
            producer.send(letter.toRecord(), (metadata, error) -> {
                if (!closed) {
                    mailbox.execute(() -> answered(letter, error), "Kafka answered");
                }
            });
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            answered(letter, e);
        }
    }

    private void answered(Letter letter, Exception error) {
        if (!underWay.remove(letter)) {
            return;
        }
        if (error == null) {
            held -= letter.size();
            back();
        } else if (mayGetBetter(error)) {
            waiting.addFirst(letter);
            away(letter, error);
        } else {
            refused(letter, error);
        }
    }

    /** Whether it is the topic or the broker, not the letter. */
    private static boolean mayGetBetter(Exception error) {
        return error instanceof RetriableException
                || error instanceof AuthorizationException
                || error instanceof AuthenticationException
                || error instanceof InvalidTopicException;
    }

    private void refused(Letter letter, Exception error) {
        held -= letter.size();
        if (letter.value().length == 0) {
            lose(letter, error.toString());
            return;
        }
        cut.inc();
        Letter smaller = letter.withoutValue();
        held += smaller.size();
        send(smaller);
    }

    private void away(Letter letter, Exception error) {
        if (!away) {
            LOG.warn(
                    "Topic {} cannot be written to; its letters wait until it can: {}",
                    letter.topic(),
                    error.toString());
        }
        away = true;
        retryLater();
    }

    private void back() {
        if (away) {
            LOG.info("Letters reach Kafka again; {} waited", waiting.size());
        }
        away = false;
        while (!waiting.isEmpty() && !away) {
            send(waiting.remove());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task where a timer fails
    private void retryLater() {
        if (!retrySet) {
            retrySet = true;
            timers.registerTimer(timers.getCurrentProcessingTime() + RETRY_MILLIS, time -> {
                retrySet = false;
                retry();
            });
        }
    }

    /** One tries for all: if it goes through, the others follow. */
    private void retry() {
        if (waiting.isEmpty()) {
            // What failed is under way once more, or was given up.
            away = false;
            return;
        }
        retryLater();
        send(waiting.remove());
    }

    private void lose(Letter letter, String why) {
        lost.inc();
        long now = timers.getCurrentProcessingTime();
        if (now >= lostLogDue) {
            lostLogDue = now + LOG_EVERY_MILLIS;
            LOG.error(
                    "The letter about {} could not be kept in topic {}; {} are lost so far: {}",
                    letter.about(),
                    letter.topic(),
                    lost.getCount(),
                    why);
        }
    }

    /** A checkpoint waits for nothing: what is under way is part of it. */
    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        if (endOfInput) {
            producer.flush();
            while (!underWay.isEmpty()) {
                mailbox.yield();
            }
        }
    }

    @Override
    public List<List<Letter>> snapshotState(long checkpointId) {
        List<Letter> all = new ArrayList<>(underWay);
        all.addAll(waiting);
        return all.isEmpty() ? List.of() : List.of(all);
    }

    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ZERO);
    }
}
