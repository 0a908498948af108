package io.bellwether.sentiment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatcherTest {

    private static final long NEVER = TimeUnit.DAYS.toMillis(1);

    private final FakeClassifier model = new FakeClassifier();
    private Batcher batcher;

    @AfterEach
    void close() {
        model.permits.release(1_000);
        batcher.close();
        assertThat(model.closed).isTrue();
    }

    private void open(int size, long maxWaitMillis) {
        batcher = new Batcher(model, size, maxWaitMillis, "batcher of a test");
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private List<String> run() throws InterruptedException {
        return model.runs.poll(60, TimeUnit.SECONDS);
    }

    @Test
    void aFullBatchGoesAtOnceAndInOrder() throws Exception {
        open(3, NEVER);
        model.permits.release(1);
        CompletableFuture<double[]> a = batcher.submit("a");
        CompletableFuture<double[]> bb = batcher.submit("bb");
        CompletableFuture<double[]> ccc = batcher.submit("ccc");
        assertThat(run()).containsExactly("a", "bb", "ccc");
        assertThat(soon(a)).isEqualTo(FakeClassifier.classes("a"));
        assertThat(soon(bb)).isEqualTo(FakeClassifier.classes("bb"));
        assertThat(soon(ccc)).isEqualTo(FakeClassifier.classes("ccc"));
    }

    @Test
    void whatComesDuringARunSharesTheNext() throws Exception {
        open(2, NEVER);
        batcher.submit("a");
        batcher.submit("b");
        assertThat(run()).containsExactly("a", "b");
        for (String text : List.of("c", "d", "e", "f", "g")) {
            batcher.submit(text);
        }
        model.permits.release(3);
        assertThat(run()).containsExactly("c", "d");
        assertThat(run()).containsExactly("e", "f");
        batcher.hurry();
        assertThat(run()).containsExactly("g");
    }

    @Test
    void aTextDoesNotWaitForOthersForever() throws Exception {
        open(100, 1);
        model.permits.release(2);
        assertThat(soon(batcher.submit("alone"))).isEqualTo(FakeClassifier.classes("alone"));
        assertThat(run()).containsExactly("alone");
    }

    @Test
    void hurryIsForWhatIsThere() throws Exception {
        open(100, NEVER);
        model.permits.release(2);
        CompletableFuture<double[]> a = batcher.submit("a");
        batcher.hurry();
        soon(a);
        CompletableFuture<double[]> b = batcher.submit("b");
        CompletableFuture<double[]> c = batcher.submit("c");
        assertThat(b).as("the hurry was before").isNotDone();
        batcher.hurry();
        soon(c);
        assertThat(model.runs).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void aFailedRunFailsItsOwnTextsAlone() throws Exception {
        open(2, NEVER);
        model.permits.release(2);
        CompletableFuture<double[]> a = batcher.submit("a");
        CompletableFuture<double[]> fail = batcher.submit("fail");
        CompletableFuture<double[]> b = batcher.submit("b");
        CompletableFuture<double[]> unknown = batcher.submit("unknown");
        for (CompletableFuture<double[]> failed : List.of(a, fail)) {
            assertThatThrownBy(() -> soon(failed))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ClassifierException.class);
        }
        assertThat(soon(b)).isNotNull();
        assertThat(soon(unknown)).isNull();
    }

    @Test
    void whoGivesUpIsNotRun() throws Exception {
        open(1, 0);
        batcher.submit("hangs");
        assertThat(run()).containsExactly("hangs");
        for (int i = 0; i < 100; i++) {
            batcher.submit("gives up").completeExceptionally(new TimeoutException());
        }
        CompletableFuture<double[]> patient = batcher.submit("patient");
        model.permits.release(2);
        soon(patient);
        assertThat(run()).containsExactly("patient");
    }

    @Test
    void closingFailsWhatWaits() throws Exception {
        open(100, NEVER);
        CompletableFuture<double[]> waits = batcher.submit("waits");
        batcher.close();
        assertThatThrownBy(() -> soon(waits)).hasCauseInstanceOf(ClassifierException.class);
        assertThatThrownBy(() -> soon(batcher.submit("late"))).hasCauseInstanceOf(ClassifierException.class);
        assertThat(model.runs).isEmpty();
    }
}
