package io.bellwether.ingest;

import io.bellwether.event.ServiceEvent;
import io.bellwether.sentiment.Sentiment;
import io.bellwether.sentiment.SentimentScorer;
import io.bellwether.sentiment.onnx.Batcher;
import io.bellwether.sentiment.onnx.ClassifierException;
import io.bellwether.sentiment.onnx.HeavierScorer;
import io.bellwether.sentiment.onnx.OnnxSettings;
import io.bellwether.sentiment.onnx.Rest;
import io.bellwether.sentiment.onnx.TextClassifier;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a heavier model score messages before they come to the door, several in one run. The door keeps a score that is
 * there and scores a message without one itself: so whatever goes wrong here, a message that the heavier model did not
 * answer passes as it came, and gets the linear model's score.
 */
public final class HeavierScoreFunction extends RichAsyncFunction<Inbound, Inbound> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = LoggerFactory.getLogger(HeavierScoreFunction.class);
    private static final long FIRST_REST_MILLIS = 5_000;
    private static final long LONGEST_REST_MILLIS = 300_000;

    /** Where the heavier model comes from; opened in each subtask. */
    @FunctionalInterface
    public interface ClassifierSource extends Serializable {
        TextClassifier open() throws ClassifierException;
    }

    private final DoorOperator.ModelSource linearModel;
    private final ClassifierSource heavierModel;
    private final OnnxSettings settings;
    private transient LongSupplier clock;
    private transient SentimentScorer linear;
    private transient Batcher batcher;
    private transient Rest rest;
    private transient Map<ResultFuture<Inbound>, CompletableFuture<double[]>> waiting;
    private transient Counter scored;
    private transient Counter timeouts;
    private transient Counter failures;
    private transient Counter left;

    HeavierScoreFunction(DoorOperator.ModelSource linearModel, ClassifierSource heavierModel, OnnxSettings settings) {
        this.linearModel = linearModel;
        this.heavierModel = heavierModel;
        this.settings = settings;
    }

    /** @param clock of the operator; wall clock, ms. To be called before {@link #open} */
    void useClock(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        linear = linearModel.open().scorer();
        rest = new Rest(settings.timeoutMillis() == 0 ? 0 : FIRST_REST_MILLIS, LONGEST_REST_MILLIS);
        waiting = new ConcurrentHashMap<>();
        // answers are counted on the batcher's thread
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        scored = metrics.counter("numHeavierScored", new ThreadSafeSimpleCounter());
        timeouts = metrics.counter("numHeavierTimeouts", new ThreadSafeSimpleCounter());
        failures = metrics.counter("numHeavierFailures", new ThreadSafeSimpleCounter());
        left = metrics.counter("numHeavierLeftAlone", new ThreadSafeSimpleCounter());
        batcher = new Batcher(heavierModel.open(), settings.batch(), settings.maxWaitMillis(), "heavier-sentiment");
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what is not answered runs into the time-out
    public void asyncInvoke(Inbound inbound, ResultFuture<Inbound> result) {
        if (!asks(inbound)) {
            result.complete(List.of(inbound));
        } else if (rest.isOn(clock.getAsLong())) {
            left.inc();
            result.complete(List.of(inbound));
        } else {
            CompletableFuture<double[]> answer = batcher.submit(
                    HeavierScorer.ownText(inbound.decoded().event().text()));
            waiting.put(result, answer);
            answer.whenComplete((classes, failure) -> {
                waiting.remove(result);
                result.complete(List.of(failure == null ? answered(inbound, classes) : failed(inbound, failure)));
            });
        }
    }

    private boolean asks(Inbound inbound) {
        if (!inbound.awaitsScore()) {
            return false;
        }
        ServiceEvent event = inbound.decoded().event();
        Sentiment light = linear.score(event.text(), event.language());
        return HeavierScorer.asks(light, settings.languages());
    }

    private Inbound answered(Inbound inbound, double[] classes) {
        if (rest.answered(clock.getAsLong())) {
            LOGGER.info("The heavier sentiment model answers again");
        }
        if (classes == null) {
            return inbound;
        }
        scored.inc();
        ServiceEvent event = inbound.decoded().event();
        return inbound.with(
                event.toBuilder().sentiment(HeavierScorer.score(classes)).build());
    }

    private Inbound failed(Inbound inbound, Throwable failure) {
        boolean timeout = failure instanceof TimeoutException;
        (timeout ? timeouts : failures).inc();
        long pause = rest.failed(clock.getAsLong());
        if (pause > 0) {
            // Without the cause: the runtime's words may quote what it was given.
            LOGGER.warn(
                    "The heavier sentiment model failed ({}: {}). The linear model scores alone for {} s",
                    failure.getClass().getSimpleName(),
                    timeout || failure instanceof ClassifierException ? failure.getMessage() : "see the class",
                    pause / 1_000);
        }
        return inbound;
    }

    /** Only where {@link OnnxSettings#timeoutMillis} is not 0. */
    @Override
    public void timeout(Inbound inbound, ResultFuture<Inbound> result) {
        CompletableFuture<double[]> answer = waiting.get(result);
        if (answer != null) {
            answer.completeExceptionally(new TimeoutException("no answer within " + settings.timeoutMillis() + " ms"));
        }
    }

    /** Nothing that waits now waits for others any longer. */
    void hurry() {
        batcher.hurry();
    }

    @Override
    public void close() {
        if (batcher != null) {
            batcher.close();
        }
    }
}
