package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.Bellwether;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {

    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Bellwether.commandLine();
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "NaN", "Infinity"})
    void aRateIsAboveZero(String rate) {
        assertThat(run("bench", "--latency", "--rate", rate)).isEqualTo(2);
        assertThat(err.toString()).contains("--rate: must be a number above 0, not ");
    }

    @Test
    void numbersAreAtLeastOne() {
        assertThat(run("bench", "--only", "TOPOLOGY", "--runs", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--runs").contains("must be at least 1");
    }
}
