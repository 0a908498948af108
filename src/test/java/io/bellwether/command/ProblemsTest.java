package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.file.FileProblem;
import io.bellwether.file.Unusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What a command tells of an exception. */
class ProblemsTest {

    private static String tell(Throwable error) {
        Problems.Told told = Problems.tell("bellwether replay", error);
        return told.exitCode() + " " + told.message();
    }

    @Test
    void whatIsWrittenForTheUserIsShownAsItIs() {
        Exception unusable = new Unusable("--zone: no time zone X");
        assertThat(tell(new RuntimeException("outer", unusable))).isEqualTo("2 --zone: no time zone X");
    }

    /** A job wraps what its source threw: the file is known to the innermost alone. */
    @Test
    void aFileIsFoundThroughWhateverWrapsIt() {
        IOException inner = FileProblem.saying(Path.of("day.gz"), "breaks off in the middle");
        assertThat(tell(new ExecutionException(
                        new RuntimeException("Job execution failed.", new UncheckedIOException(inner)))))
                .isEqualTo("2 day.gz: breaks off in the middle");
        assertThat(tell(new IOException("failed", new NoSuchFileException("a.jsonl"))))
                .isEqualTo("2 a.jsonl: there is no such file or folder; check the path");
    }

    @Test
    void theRestIsToldFromTheOutermostToTheInnermostWithoutNamesOfClasses() {
        Exception lookup = new UnknownHostException("kafka-1");
        assertThat(tell(new IllegalStateException("the events cannot be written", new ExecutionException(lookup))))
                .startsWith(
                        "1 bellwether replay failed: the events cannot be written: no host has the name kafka-1; check")
                .contains("The whole story is in ")
                .doesNotContain("Exception");
        assertThat(tell(new RuntimeException(new ConnectException())))
                .contains("failed: nobody answers at that address");
        assertThat(tell(new NullPointerException())).contains("failed: an error without a message");
    }

    @Test
    void programsGetOneObject() {
        assertThat(Problems.json(new Problems.Told("a \"b\": c", 2)))
                .isEqualTo("{\"ok\":false,\"error\":\"a \\\"b\\\": c\"}");
    }
}
