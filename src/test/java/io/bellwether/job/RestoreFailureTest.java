package io.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreFailureTest {

    private static Exception thrownIn(String className, String method, Throwable cause) {
        Exception thrown = new IllegalStateException("a task failed", cause);
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.apache.flink.core.Deep", "read", "Deep.java", 1),
            new StackTraceElement(className, method, "File.java", 2),
            new StackTraceElement("org.apache.flink.streaming.runtime.tasks.StreamTask", "invoke", "StreamTask.java", 3)
        });
        return thrown;
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.flink.streaming.api.operators.AbstractStreamOperator, initializeState, true",
        "io.bellwether.cases.CaseOperator, initializeState, true",
        "org.apache.flink.runtime.source.coordinator.SourceCoordinator, resetToCheckpoint, true",
        "org.apache.flink.runtime.checkpoint.CheckpointCoordinator, restoreSavepoint, true",
        "org.apache.flink.runtime.checkpoint.Checkpoints, loadAndValidateCheckpoint, true",
        "org.apache.flink.streaming.api.operators.util.SimpleVersionedListState$DeserializingIterator, next, true",
        "org.apache.flink.streaming.api.operators.SourceOperator, open, false",
        "io.bellwether.cases.CaseOperator, processElement, false",
        "org.apache.flink.streaming.runtime.tasks.StreamTask, performCheckpoint, false",
    })
    void whatHappensWhereStateIsReadIsTheStates(String className, String method, boolean restore) {
        assertThat(RestoreFailure.of(thrownIn(className, method, null)).isPresent())
                .isEqualTo(restore);
    }

    @Test
    void theInnermostCauseIsTheReasonAndHasItsName() {
        Exception outer = thrownIn("org.apache.flink.X", "initializeState", new EOFException());
        assertThat(RestoreFailure.of(outer)).isEqualTo(Optional.of("java.io.EOFException"));
        assertThat(RestoreFailure.of(new RuntimeException(
                        thrownIn("org.apache.flink.X", "initializeState", new OutOfMemoryError("Java heap space")))))
                .isEqualTo(Optional.of("java.lang.OutOfMemoryError: Java heap space"));
    }

    @Test
    void aClassThatIsGoneIsAnotherVersions() {
        Exception outer = thrownIn("org.apache.flink.X", "initializeState", new ClassNotFoundException("a.B$C"));
        assertThat(RestoreFailure.of(outer))
                .contains("another version of Bellwether wrote it: this one has no class a.B$C");
        assertThat(RestoreFailure.of(new SerializedThrowable(outer)))
                .contains("another version of Bellwether wrote it: this one has no class a.B$C");
    }

    @Test
    void whatCameFromAnotherProcessTellsToo() {
        Exception outer = thrownIn("org.apache.flink.X", "initializeState", new EOFException("end."));
        assertThat(RestoreFailure.of(new SerializedThrowable(outer))).contains("java.io.EOFException: end");
    }

    @Test
    void whatASinkHeldAndCannotBeReadIsTheStates() {
        Exception read = thrownIn(
                "org.apache.flink.streaming.api.operators.util.SimpleVersionedListState$DeserializingIterator",
                "next",
                new EOFException("cut off"));
        Exception outer =
                thrownIn("org.apache.flink.X", "initializeState", thrownIn("org.apache.flink.Y", "createWriter", read));

        assertThat(RestoreFailure.of(outer)).contains("java.io.EOFException: cut off");
        assertThat(RestoreFailure.of(new SerializedThrowable(outer))).contains("java.io.EOFException: cut off");
    }

    /** A writer is made while its state is read, and may not find its server. */
    @Test
    void aWriterThatCannotBeMadeIsNoFaultOfTheState() {
        for (String method : List.of("createWriter", "restoreWriter")) {
            assertThat(RestoreFailure.of(thrownIn(
                            "org.apache.flink.X",
                            "initializeState",
                            thrownIn("io.bellwether.ingest.LetterSink", method, null))))
                    .isEmpty();
        }
    }
}
